"""What can be wrong with the journal, each with the chain and number or the day it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Wrong(StrEnum):
    """What is wrong, as a code."""

    ALTERED = "altered"
    UNLINKED = "unlinked"
    MISSING = "missing"
    END = "end"
    DAY = "day"
    BACKDATED = "backdated"
    NOT_ANCHORED = "not_anchored"
    ANCHOR = "anchor"
    ANCHOR_UNLINKED = "anchor_unlinked"
    ROOT = "root"
    GUARD = "guard"


_SENTENCES = {
    Wrong.ALTERED: "was altered: its hash is not that of what it says",
    Wrong.UNLINKED: "does not follow the entry before it: one of the two was altered or put there",
    Wrong.MISSING: "is missing",
    Wrong.END: "is not where its chain ends: the last entries were removed or added, or its head altered",
    Wrong.DAY: "does not hold the entries it was anchored with: some were altered, removed or added",
    Wrong.BACKDATED: "was put behind entries of later days",
    Wrong.NOT_ANCHORED: "has entries and no anchor, and later days have one",
    Wrong.ANCHOR: "has an anchor that was altered",
    Wrong.ANCHOR_UNLINKED: "has an anchor that does not follow the one of the day before",
    Wrong.ROOT: "is the hash of no anchor: this is not the journal it was taken from",
    Wrong.GUARD: "does not stand in the database, where it refuses to alter what was recorded",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line, day or anchor that is not as it was written."""

    wrong: Wrong
    chain: str | None = None
    number: int | None = None
    day: date | None = None
    named: str = ""

    def __str__(self) -> str:
        line = f"{self.chain} {self.number}" if self.chain is not None else ""
        return f"{line or self.day or self.named} {_SENTENCES[self.wrong]}."

    def to_json(self) -> dict[str, str | int | None]:
        """The same for a program."""
        return {
            "wrong": self.wrong.value,
            "chain": self.chain,
            "number": self.number,
            "day": self.day.isoformat() if self.day else None,
            "message": str(self),
        }
