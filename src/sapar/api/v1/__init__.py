"""Version 1 of the API: reading instruments, and asking them for one person."""

from sapar.api.v1.service import api

__all__ = ["api"]
