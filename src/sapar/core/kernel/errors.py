"""The root of every error Sapar raises on purpose.

    SaparError                 something a person gave us cannot be used
    ├── calendar.…Error        dates that no calendar can answer
    ├── identity.…Error        names, births and machine-readable zones that are none
    ├── law.ExpressionError    an expression does not parse or does not type
    ├── law.FactError          a fact has an unknown name or a value of the wrong type
    └── law.InstrumentError    an instrument is not well-formed

An error says what is wrong (``message``), where (``place``) and how to mend it (``mend``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in what a person gave us: a file or field, and the line and column counted from 1.

    >>> str(Place(file="facts.yaml", line=3, column=7))
    'facts.yaml:3:7'
    >>> str(Place(file="facts.yaml"))
    'facts.yaml'
    """

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(
            str(part) for part in (self.file, self.line, self.column) if part is not None
        )


class SaparError(Exception):
    """Something a person gave us cannot be used; says what, where, and how to mend it.

    ``code`` and ``params`` let a door put the same sentence in another language; ``message`` is
    the English one.
    """

    code: str = "error"

    def __init__(
        self,
        message: str,
        *,
        place: Place | None = None,
        mend: str | None = None,
        params: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.mend = mend
        self.params = params or {}

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        how = f" {self.mend}" if self.mend else ""
        return f"{where}{self.message}{how}"
