"""A table in memory: its people screened with Polars, or one by one where the law is no tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import polars as pl

from sapar.core.law import Law, Outcome, Verdict
from sapar.screening.coded import Code, Coded, bits_of
from sapar.screening.layout import layout_of
from sapar.screening.lowering import Lowering
from sapar.screening.one_by_one import ByPerson
from sapar.screening.prepared import facts_of
from sapar.screening.terms import Steps, Term
from sapar.screening.told import ALGEBRA, Told, stored_as, whole
from sapar.screening.verdicts import can_be_lowered, screen_of


class Screener(Protocol):
    """Screens the parts of one table, one after the other."""

    def coded(self, frame: pl.DataFrame, *, first_row: int = 1) -> Coded:
        """One row per person: the columns that are no facts, the outcome, the verdicts."""

    def check(self, frame: pl.DataFrame, *, first_row: int = 1) -> None:
        """Raises TableError for the first cell, by row, that is no value of its fact."""


def screened(law: Law, frame: pl.DataFrame, *, on: date, known_on: date) -> pl.DataFrame:
    """One row per person of a table in memory.

    The columns that are no facts come first, as they were; then ``outcome`` and ``provisional``;
    then one column per provision with its verdict. Raises TableError as ``screen`` does.
    """
    return coded(law, frame, on=on, known_on=known_on).table()


def coded(law: Law, frame: pl.DataFrame, *, on: date, known_on: date) -> Coded:
    """The same as bits: ask it for its ``funnel()`` or its ``table()``."""
    return screener_of(law, frame.schema, on=on, known_on=known_on, file="table").coded(frame)


def screener_of(
    law: Law, schema: Mapping[str, pl.DataType], *, on: date, known_on: date, file: str
) -> Screener:
    """The screener for tables with these columns."""
    edition = law.edition(on=on, known_on=known_on)
    vocabulary = edition.instrument.vocabulary
    columns = {name: stored_as(type_, vocabulary.get(name)) for name, type_ in schema.items()}
    table = Told(edition, layout_of(columns, edition, file=file))
    if can_be_lowered(edition):
        return _ByColumn(table, on, known_on)
    return ByPerson(table, law, on, known_on)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Columns to add step by step, the last of them the bits of the result."""

    steps: list[list[pl.Expr]]
    outcome: Code[Outcome]
    verdicts: list[Code[Verdict]]


@dataclass(slots=True)
class _ByColumn:
    """The trees of the law as Polars expressions over whole columns."""

    table: Told
    on: date
    known_on: date
    _plans: dict[object, _Plan] = field(default_factory=dict)

    def check(self, frame: pl.DataFrame, *, first_row: int = 1) -> None:
        self.table.checked(frame, first_row)

    def coded(self, frame: pl.DataFrame, *, first_row: int = 1) -> Coded:
        frame, cells = self.table.checked(frame, first_row)
        key = tuple((name, one.term.longest) for name, one in cells.items())
        if key not in self._plans:
            self._plans[key] = self._plan({name: one.term for name, one in cells.items()})
        plan = self._plans[key]
        lazy = frame.lazy()
        for step in plan.steps:
            lazy = lazy.with_columns(step)
        others = self.table.layout.others
        bits = [*plan.outcome.bits.values()]
        bits += [name for code in plan.verdicts for name in code.bits.values()]
        return Coded(
            frame=lazy.select(*others, "provisional", *bits).collect(engine="in-memory"),
            others=others,
            outcome=plan.outcome,
            verdicts=plan.verdicts,
            edition=self.table.edition,
            on=self.on,
            known_on=self.known_on,
        )

    def _plan(self, terms: Mapping[str, Term[pl.Expr]]) -> _Plan:
        """What to compute; made once for all parts of a table."""
        edition = self.table.edition
        facts = facts_of(ALGEBRA, edition, terms, self.on)
        lowering = Lowering(ALGEBRA, facts, edition.calendars, Steps(ALGEBRA))
        plan = screen_of(edition, lowering)
        outcome, bits = bits_of("outcome", plan.outcome, Outcome)
        verdicts = []
        for name, shares in plan.verdicts.items():
            code, columns = bits_of(name, shares, Verdict)
            verdicts.append(code)
            bits += columns
        steps = [[part.alias(name) for name, part in step.items()] for step in plan.steps]
        last = [whole(plan.provisional).alias("provisional"), *bits]
        return _Plan([*steps, last], outcome, verdicts)
