"""A result in memory as bits: each verdict as its number in binary, one column of bits per place.

A million people with fourteen verdicts fit in three megabytes. Words are made when a table is
asked for; the funnel needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic

import polars as pl

from sapar.core.law import Edition, Outcome, Verdict
from sapar.screening.categories import OUTCOMES, VERDICTS
from sapar.screening.funnel import Funnel, Tally
from sapar.screening.logic import Bool, Logic, settled
from sapar.screening.terms import OWN
from sapar.screening.told import ALGEBRA, whole
from sapar.screening.verdicts import Shares, V

_NUMBERS: Final[Mapping[Outcome | Verdict, int]] = {
    **{one: number for number, one in enumerate(Outcome)},
    **{one: number for number, one in enumerate(Verdict)},
}
_PLACES = (1, 2, 4)
_LOGIC: Final[Logic[pl.Expr]] = Logic(ALGEBRA)


_KINDS: Final[Mapping[type, pl.Enum]] = {Outcome: OUTCOMES, Verdict: VERDICTS}


@dataclass(frozen=True, slots=True)
class Code(Generic[V]):
    """Where the bits of one column of the result are: by what each counts, its column."""

    name: str
    words: type[V]
    bits: Mapping[int, str]

    def has(self, value: V) -> Bool[pl.Expr]:
        """Whether a row has the value."""
        parts: list[Bool[pl.Expr]] = []
        for place in _PLACES:
            bit: Bool[pl.Expr] = pl.col(self.bits[place]) if place in self.bits else False
            parts.append(bit if _NUMBERS[value] & place else _LOGIC.negated(bit))
        return _LOGIC.both(*parts)

    def word(self) -> pl.Expr:
        """The word of each row, as a category."""
        kind = _KINDS[self.words]
        by_number = {number: pl.lit(one.value, dtype=kind) for one, number in self._numbered()}
        return self._worded(by_number, 0, _PLACES[-1]).alias(self.name)

    def _numbered(self) -> list[tuple[V, int]]:
        return [(one, _NUMBERS[one]) for one in self.words]

    def _worded(self, words: Mapping[int, pl.Expr], number: int, place: int) -> pl.Expr:
        """The word for the places still to be read; numbers without a word do not occur."""
        if not place:
            return words[number]
        unset = self._worded(words, number, place // 2)
        if place not in self.bits:
            return unset
        if number + place == max(words):  # the places below are not set
            return pl.when(pl.col(self.bits[place])).then(words[number + place]).otherwise(unset)
        set_ = self._worded(words, number + place, place // 2)
        return pl.when(pl.col(self.bits[place])).then(set_).otherwise(unset)


@dataclass(frozen=True, slots=True)
class Coded:
    """One row per person under one edition of the law, as bits.

    ``frame`` holds the columns that are no facts, ``provisional``, and the bits.
    """

    frame: pl.DataFrame
    others: Sequence[str]
    outcome: Code[Outcome]
    verdicts: Sequence[Code[Verdict]]
    edition: Edition
    on: date
    known_on: date

    def table(self) -> pl.DataFrame:
        """One row per person in words, as ``screened`` gives it."""
        words = [self.outcome.word(), pl.col("provisional"), *[one.word() for one in self.verdicts]]
        names = [*self.others, "outcome", "provisional", *[one.name for one in self.verdicts]]
        return self.frame.lazy().with_columns(words).select(names).collect(engine="in-memory")

    def funnel(self) -> Funnel:
        """How many have which outcome, and at which provision the others fall."""
        tally = Tally(tuple(one.name for one in self.verdicts))
        self.count(tally)
        return tally.funnel(self.edition, on=self.on, known_on=self.known_on)

    def count(self, tally: Tally) -> None:
        """Adds these people to a tally."""
        steps = self.frame.lazy()
        fallen: Bool[pl.Expr] = False
        asked: list[Bool[pl.Expr]] = [pl.col("provisional")]
        asked += [self.outcome.has(one) for one in Outcome]
        for one in self.verdicts:
            refused = one.has(Verdict.NOT_MET)
            if refused is not False:
                name = f"{OWN}fallen_{len(asked)}"
                steps = steps.with_columns(whole(_LOGIC.either(fallen, refused)).alias(name))
                fallen = pl.col(name)
            asked.append(fallen)
        sums = steps.select(
            [
                whole(one).sum().alias(str(place))
                for place, one in enumerate(asked)
                if not settled(one)
            ]
        ).collect(engine="in-memory")
        found = sums.row(0, named=True)
        counts = [
            found.get(str(place), self.frame.height if one is True else 0)
            for place, one in enumerate(asked)
        ]
        tally.add_counts(counts[0], counts[1 : 1 + len(Outcome)], counts[1 + len(Outcome) :])


def bits_of(name: str, shares: Shares[pl.Expr, V], words: type[V]) -> tuple[Code[V], list[pl.Expr]]:
    """The code of a column, and the bits to add."""
    found: dict[int, str] = {}
    columns = []
    for place in _PLACES:
        bit = _LOGIC.either(*[share for value, share in _parts(shares) if _NUMBERS[value] & place])
        if bit is not False:
            found[place] = f"{OWN}{name}.{place}"
            columns.append(whole(bit).alias(found[place]))
    return Code(name, words, found), columns


def _parts(shares: Shares[pl.Expr, V]) -> list[tuple[V, Bool[pl.Expr]]]:
    if shares.settled is not None:
        return [(shares.settled, True)]
    return list(shares.open.items())


def bits_of_words(name: str, words: type[V]) -> tuple[Code[V], list[pl.Expr]]:
    """The same for a column of words."""
    number = pl.col(name).to_physical()
    found = {place: f"{OWN}{name}.{place}" for place in _PLACES}
    columns = [((number & place) > 0).alias(column) for place, column in found.items()]
    return Code(name, words, found), columns
