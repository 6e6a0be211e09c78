"""Random people near the limits of a law, with gaps: the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import polars as pl

from sapar.core.law import (
    DOES_NOT_APPLY,
    Edition,
    Fact,
    Facts,
    FactValue,
    Law,
    Type,
    Verdict,
    assess,
)
from sapar.core.law.expression import Node, Op
from sapar.instruments.library import Library

LIBRARY = Library(Path(__file__).parents[2] / "instruments")
KNOWN_ON = date(2026, 11, 22)
_TRIED, _KEPT, _ROUNDS = 200, 12, 6
_TYPES = {
    Type.BOOL: pl.Boolean(),
    Type.INT: pl.Int64(),
    Type.DATE: pl.Date(),
    Type.CODE: pl.String(),
    Type.COUNTRY: pl.String(),
}


class Crowd:
    """People for one law on one day: some who fulfil most of it, changed here and there."""

    def __init__(self, law: Law, on: date, *, seed: int, lists: bool = False) -> None:
        self.law, self.on, self.random = law, on, random.Random(seed)  # noqa: S311 (no secret)
        self.edition = law.edition(on=on, known_on=KNOWN_ON)
        self.facts = [
            fact for fact in law.instrument.vocabulary if lists or fact.type is not Type.RECORDS
        ]
        self.days = _days_of(self.edition, on)
        tried = [{fact.name: self.value(fact) for fact in self.facts} for _ in range(_TRIED)]
        self.models = sorted(tried, key=self._refusals)[:_KEPT]
        for _ in range(_ROUNDS):
            tried = [*self.models, *(self.person(0.0) for _ in range(_TRIED // 2))]
            self.models = sorted(tried, key=self._refusals)[:_KEPT]

    def _refusals(self, facts: Facts) -> int:
        answer = assess(self.law, facts, on=self.on, known_on=KNOWN_ON)
        return sum(finding.verdict is Verdict.NOT_MET for finding in answer.findings)

    def person(self, gap: float) -> dict[str, FactValue]:
        """One person; a fact is unknown with the probability ``gap``."""
        told = dict(self.random.choice(self.models))
        for fact in self.facts:
            if self.random.random() < 0.12:
                told[fact.name] = self.value(fact)
            if self.random.random() < gap:
                told.pop(fact.name)
        return told

    def value(self, fact: Fact) -> FactValue:
        """Any value of a fact, often near a day or a code that the law names."""
        if fact.may_not_apply and self.random.random() < 0.1:
            return DOES_NOT_APPLY
        if fact.type is Type.BOOL:
            return self.random.random() < 0.5
        if fact.type is Type.INT:
            return self.random.randint(-3, 40)
        if fact.type is Type.DATE:
            return self.random.choice(self.days) + timedelta(days=self.random.randint(-9, 9))
        if fact.type is Type.COUNTRY:
            return self.random.choice(["KZ", "KR", "MY", "AE", "VN"])
        if fact.type is Type.CODE:
            return self.random.choice(fact.codes or ("here", "there"))
        return tuple(self._record(fact) for _ in range(self.random.randint(0, 3)))

    def _record(self, fact: Fact) -> dict[str, FactValue]:
        """One entry with gaps; two dates in their order, where the fact has one."""
        found = {
            field.name: self.value(field) for field in fact.fields if self.random.random() < 0.9
        }
        if fact.ordered and fact.ordered[0] in found:
            first, last = found[fact.ordered[0]], found.get(fact.ordered[1])
            if isinstance(first, date) and isinstance(last, date) and last < first:
                found[fact.ordered[0]], found[fact.ordered[1]] = last, first
        return found


def _days_of(edition: Edition, on: date) -> list[date]:
    trees = [
        one.condition.tree for clause in edition.clauses for one in clause.readings if one.condition
    ]
    days = {
        node.value for tree in trees for node in _constants(tree) if isinstance(node.value, date)
    }
    return [*sorted(days), on, on + timedelta(days=20), on - timedelta(days=400), date(2008, 2, 29)]


def _constants(tree: Node) -> list[Node]:
    return [node for node in tree.walk() if node.op is Op.CONST]


def table_of(people: list[dict[str, FactValue]], facts: list[Fact]) -> pl.DataFrame:
    """People as a table with flags for what does not apply, and a number for each."""
    columns = [pl.Series("id", range(len(people)), dtype=pl.Int64)]
    for fact in facts:
        cells = [person.get(fact.name) for person in people]
        if fact.type is Type.RECORDS:
            columns.append(_lists(fact, cells))
        else:
            told = [None if cell is DOES_NOT_APPLY else cell for cell in cells]
            columns.append(pl.Series(fact.name, told, dtype=_TYPES[fact.type]))
        if fact.may_not_apply:
            absent = [cell is DOES_NOT_APPLY for cell in cells]
            columns.append(pl.Series(f"{fact.name}.does_not_apply", absent, dtype=pl.Boolean))
    return pl.DataFrame(columns)


def _lists(fact: Fact, cells: list[FactValue | None]) -> pl.Series:
    """Lists as JSON in text cells."""
    import json

    told = [
        None
        if cell is None
        else json.dumps(
            [{name: _plain(value) for name, value in record.items()} for record in cell]
        )
        for cell in cells
    ]
    return pl.Series(fact.name, told, dtype=pl.String)


def _plain(value: object) -> object:
    if value is DOES_NOT_APPLY:
        return DOES_NOT_APPLY.value
    return value.isoformat() if isinstance(value, date) else value


def answers_of(law: Law, people: list[dict[str, FactValue]], on: date) -> list[dict[str, object]]:
    """What ``assess`` says of each: the columns of a result."""
    found = []
    for number, person in enumerate(people):
        answer = assess(law, person, on=on, known_on=KNOWN_ON)
        row: dict[str, object] = {
            "id": number,
            "outcome": answer.outcome.value,
            "provisional": answer.provisional,
        }
        row |= {finding.provision: finding.verdict.value for finding in answer.findings}
        found.append(row)
    return found


@lru_cache(maxsize=32)
def big_table(instrument: str, on: date, rows: int, seed: int) -> pl.DataFrame:
    """So many random people, drawn from a few thousand, with 15 % gaps of its own in every row."""
    crowd = Crowd(LIBRARY.law(instrument), on, seed=seed)
    some = table_of([crowd.person(0.0) for _ in range(4000)], crowd.facts).drop("id")
    drawn = some.sample(rows, with_replacement=True, seed=seed)
    gaps = [
        pl.when(pl.Series([crowd.random.random() < 0.15 for _ in range(rows)]))
        .then(None)
        .otherwise(pl.col(name))
        .alias(name)
        for name in drawn.columns
        if not name.endswith(".does_not_apply")
    ]
    return drawn.with_columns(gaps).with_row_index("id")


def differences(one: pl.DataFrame, other: pl.DataFrame) -> Mapping[str, int]:
    """How many cells differ, by column; the frames must have the same columns in the same order."""
    assert one.columns == other.columns
    text = [frame.with_columns(pl.all().cast(pl.String)) for frame in (one, other)]
    found = {name: int((text[0][name].ne_missing(text[1][name])).sum()) for name in one.columns}
    return {name: number for name, number in found.items() if number}
