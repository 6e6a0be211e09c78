"""Person by person through ``assess``: slower, and right for laws that are no trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from sapar.core.law import DOES_NOT_APPLY, FactValue, Law, Outcome, Verdict, assess
from sapar.screening.categories import OUTCOMES, VERDICTS
from sapar.screening.coded import Coded, bits_of_words
from sapar.screening.terms import OWN, absence_of
from sapar.screening.told import Told, whole


@dataclass(slots=True)
class ByPerson:
    """Asks for every row what ``assess`` says of the person."""

    table: Told
    law: Law
    on: date
    known_on: date

    def check(self, frame: pl.DataFrame, *, first_row: int = 1) -> None:
        self.table.checked(frame, first_row)

    def coded(self, frame: pl.DataFrame, *, first_row: int = 1) -> Coded:
        frame, cells = self.table.checked(frame, first_row)
        values = frame.lazy().with_columns(
            [pl.lit(None).alias(f"{OWN}row")]
        ).select(
            [one.term.value.alias(name) for name, one in cells.items()]
            + [whole(one.term.absent).alias(absence_of(name)) for name, one in cells.items()]
            + [pl.col(f"{OWN}row")]
        ).collect()  # fmt: skip
        answers = [self._answer(row, cells) for row in values.iter_rows(named=True)]
        names = ["outcome", "provisional", *(one.id for one in self.table.edition.clauses)]
        types = dict.fromkeys(names, VERDICTS) | {
            "outcome": OUTCOMES,
            "provisional": pl.Boolean(),
        }
        found = pl.DataFrame(answers, schema=types, orient="row")
        outcome, bits = bits_of_words("outcome", Outcome)
        verdicts = []
        for clause in self.table.edition.clauses:
            code, columns = bits_of_words(clause.id, Verdict)
            verdicts.append(code)
            bits += columns
        others = self.table.layout.others
        return Coded(
            frame=pl.concat(
                [frame.select(others), found.select("provisional", *bits)], how="horizontal"
            ),
            others=others,
            outcome=outcome,
            verdicts=verdicts,
            edition=self.table.edition,
            on=self.on,
            known_on=self.known_on,
        )

    def _answer(self, row: Mapping[str, Any], cells: Mapping[str, object]) -> tuple[object, ...]:
        facts: dict[str, FactValue] = {}
        for name in cells:
            if row[absence_of(name)]:
                facts[name] = DOES_NOT_APPLY
            elif row[name] is not None:
                facts[name] = _records(row[name]) if isinstance(row[name], list) else row[name]
        found = assess(self.law, facts, on=self.on, known_on=self.known_on)
        return (
            found.outcome.value,
            found.provisional,
            *(finding.verdict.value for finding in found.findings),
        )


def _records(value: list[Mapping[str, Any]]) -> tuple[Mapping[str, object], ...]:
    return tuple(
        {
            name: DOES_NOT_APPLY if record[absence_of(name)] else record[name]
            for name in record
            if absence_of(name) in record and (record[name] is not None or record[absence_of(name)])
        }
        for record in value
    )
