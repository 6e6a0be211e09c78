"""Writes the reference in docs/ from the code itself, and says which pages are stale.

It lies in the roof because it sees every room. See `make docs` and `make docs-check`.
"""

from sapar.config.reference.markdown import PageError
from sapar.config.reference.pages import stale, write

__all__ = ["PageError", "stale", "write"]
