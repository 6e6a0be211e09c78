"""How many people an instrument is open to, and at which provision the others fall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlglot import exp

from sapar.core.law import Edition, Outcome, Verdict

_FELL = Verdict.NOT_MET.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """One provision: how many fall here first, and how many are left after it."""

    provision: str
    fell: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """A table of people under one instrument, for the day ``on`` as known on ``known_on``.

    ``outcomes`` counts people by outcome, all five of them; ``provisional`` those whose answer
    rests on a number nobody has verified; ``falls`` follows the order of the provisions.
    """

    instrument: str
    on: date
    known_on: date
    total: int
    outcomes: Mapping[str, int]
    provisional: int
    falls: tuple[Fall, ...]

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "instrument": self.instrument,
            "on": self.on.isoformat(),
            "known_at": self.known_on.isoformat(),
            "total": self.total,
            "outcomes": dict(self.outcomes),
            "provisional": self.provisional,
            "falls": [
                {"provision": one.provision, "fell": one.fell, "left": one.left}
                for one in self.falls
            ],
        }


Counted = Iterable[tuple[str, bool, int | None, int]]
"""How many people have one outcome, are provisional or not, and fall first at one place."""


@dataclass(slots=True)
class Tally:
    """Counts people part by part."""

    provisions: tuple[str, ...]
    outcomes: Counter[str] = field(default_factory=Counter)
    falls: Counter[int | None] = field(default_factory=Counter)
    provisional: int = 0

    def add(self, counted: Counted) -> None:
        """Adds a part."""
        for outcome, provisional, place, number in counted:
            self.outcomes[outcome] += number
            self.falls[place] += number
            self.provisional += number if provisional else 0

    def add_counts(self, provisional: int, outcomes: Sequence[int], gone: Sequence[int]) -> None:
        """Adds the provisional answers, people by outcome, and how many are gone after each place."""
        for outcome, number in zip(Outcome, outcomes, strict=True):
            self.outcomes[outcome.value] += number
        self.provisional += provisional
        before = 0
        for place, number in enumerate(gone):
            self.falls[place] += number - before
            before = number

    def funnel(self, edition: Edition, *, on: date, known_on: date) -> Funnel:
        """What has been counted."""
        total = left = self.outcomes.total()
        falls = []
        for place, provision in enumerate(self.provisions):
            left -= self.falls[place]
            falls.append(Fall(provision=provision, fell=self.falls[place], left=left))
        return Funnel(
            instrument=edition.instrument.id,
            on=on,
            known_on=known_on,
            total=total,
            outcomes={one.value: self.outcomes[one.value] for one in Outcome},
            provisional=self.provisional,
            falls=tuple(falls),
        )


def counting(provisions: tuple[str, ...], source: str) -> exp.Select:
    """What a whole result that a SQL engine has written adds to the tally."""
    ifs = [
        exp.If(
            this=exp.EQ(
                this=exp.column(exp.to_identifier(name, quoted=True)),
                expression=exp.Literal.string(_FELL),
            ),
            true=exp.Literal.number(index),
        )
        for index, name in enumerate(provisions)
    ]
    place = exp.Case(ifs=ifs) if ifs else exp.Null()
    told = exp.select("outcome", "provisional", exp.alias_(place, "place")).from_(source)
    return (
        exp.select("outcome", "provisional", "place", exp.alias_(exp.Count(this=exp.Star()), "n"))
        .from_(told.subquery("fallen"))
        .group_by("outcome", "provisional", "place")
    )
