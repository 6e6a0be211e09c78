"""What the checker finds."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.core.kernel import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is wrong with an instrument: where, what, and how to mend it."""

    place: Place | None
    message: str
    mend: str | None = None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}" + (f" {self.mend}" if self.mend else "")
