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

import re
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that a door can say in another language: its code, its English, and its gaps.

    >>> str(Sentence(code="keep", text="Keep {what}.", params={"what": "one"}))
    'Keep one.'
    """

    code: str
    text: str
    params: Mapping[str, str]

    def __str__(self) -> str:
        return self.filled(self.text)

    def filled(self, text: str) -> str:
        """The sentence in the words of ``text``, which has the same gaps."""
        return _GAP.sub(lambda gap: self.params.get(gap[1], gap[0]), text)


_GAP = re.compile(r"\{([a-z_]+)\}")


class SaparError(Exception):
    """Something a person gave us cannot be used; says what, where, and how to mend it.

    ``message`` and ``mend`` are English. Where they were given as a ``Sentence``, ``sentences``
    keeps them, so that a door can say them in another language. Elsewhere a door has sentences of
    its own by ``code``: ``params`` fill their gaps and hold codes, numbers, days and what was typed,
    never English. Where a code has several sentences, ``params["which"]`` says which.
    """

    code: str = "error"

    def __init__(
        self,
        message: str | Sentence,
        *,
        place: Place | None = None,
        mend: str | Sentence | None = None,
        params: dict[str, str] | None = None,
    ) -> None:
        super().__init__(str(message))
        self.message = str(message)
        self.place = place
        self.mend = None if mend is None else str(mend)
        self.params = params or {}
        self.sentences = (message, mend)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        how = f" {self.mend}" if self.mend else ""
        return f"{where}{self.message}{how}"
