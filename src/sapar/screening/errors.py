"""What can go wrong with a table of people.

ScreeningError
├── TableError        the table, one of its columns or one of its cells cannot be used
└── EngineError       the engine is not here, or cannot do this
"""

from __future__ import annotations

from sapar.core.kernel import SaparError


class ScreeningError(SaparError):
    """A table of people cannot be screened."""

    code = "screening"


class TableError(ScreeningError):
    """The table, one of its columns or one of its cells cannot be used."""

    code = "screening_table"


class EngineError(ScreeningError):
    """The engine is not here, or cannot do this."""

    code = "screening_engine"
