"""What a table in memory tells: its columns checked and typed, its facts as Polars expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from sapar.core.law import Edition, Fact, Type
from sapar.screening.cells import Cells, cells_of
from sapar.screening.layout import Layout, Stored
from sapar.screening.lists import with_list
from sapar.screening.logic import Bool, Logic
from sapar.screening.mistakes import wrong_cell
from sapar.screening.polars_algebra import PolarsAlgebra
from sapar.screening.terms import TOLD, Steps, absence_of

ALGEBRA: Final = PolarsAlgebra()
_LOGIC: Final[Logic[pl.Expr]] = Logic(ALGEBRA)


def whole(part: Bool[pl.Expr]) -> pl.Expr:
    """The expression of a part that may be a constant."""
    return _LOGIC.whole(part)


def stored_as(type_: pl.DataType, fact: Fact | None) -> Stored:
    """How a Polars column holds its cells."""
    if isinstance(type_, pl.Enum) and fact is not None and _fits(type_, fact):
        return Stored.CODED
    if isinstance(type_, (pl.String, pl.Categorical, pl.Enum)):
        return Stored.TEXT
    if type_.is_integer():
        return Stored.INT
    kinds: dict[type[pl.DataType], Stored] = {
        pl.Boolean: Stored.BOOL,
        pl.Date: Stored.DATE,
        pl.List: Stored.LIST,
        pl.Null: Stored.NOTHING,
    }
    return kinds.get(type(type_), Stored.OTHER)


def _fits(type_: pl.Enum, fact: Fact) -> bool:
    codes = fact.countries if fact.type is Type.COUNTRY else fact.codes
    return bool(type_.categories.is_in(codes).all())


@dataclass(slots=True)
class Told:
    """The columns of one table under one edition."""

    edition: Edition
    layout: Layout
    _readings: dict[object, tuple[list[pl.Expr], dict[str, Cells[pl.Expr]]]] = field(
        default_factory=dict
    )

    @property
    def told(self) -> list[Fact]:
        """The facts the table has a column or a flag for."""
        return [
            fact
            for fact in self.edition.instrument.vocabulary
            if fact.name in self.layout.facts or fact.name in self.layout.flagged
        ]

    def checked(
        self, frame: pl.DataFrame, first_row: int
    ) -> tuple[pl.DataFrame, dict[str, Cells[pl.Expr]]]:
        """The frame with its lists typed, and the values of every fact it tells.

        Raises TableError for the first cell that is no value of its fact.
        """
        frame, longest = self.typed(frame, first_row)
        columns, cells = self._reading(longest)
        ready = frame.with_columns(columns)
        self.check(ready, cells, first_row)
        return ready, cells

    def _reading(
        self, longest: Mapping[str, int]
    ) -> tuple[list[pl.Expr], dict[str, Cells[pl.Expr]]]:
        """The columns to read and what they say; made once for all parts of a table."""
        key = tuple(longest.items())
        if key not in self._readings:
            steps: Steps[pl.Expr] = Steps(ALGEBRA, prefix=TOLD)
            cells = {fact.name: self._cells(steps, fact, longest) for fact in self.told}
            columns = [part.alias(name) for step in steps.steps for name, part in step.items()]
            self._readings[key] = columns, cells
        return self._readings[key]

    def typed(self, frame: pl.DataFrame, first_row: int) -> tuple[pl.DataFrame, dict[str, int]]:
        """The frame with its lists checked and its categories as text; the longest lists."""
        longest: dict[str, int] = {}
        for fact in self.told:
            if fact.type is Type.RECORDS and fact.name in self.layout.facts:
                presumed = self.edition.instrument.presumptions.get(fact.name)
                frame, longest[fact.name] = with_list(
                    frame, fact, presumed, first_row=first_row, file=self.layout.file
                )
        plain = [
            pl.col(name).cast(pl.String)
            for name, stored in self.layout.facts.items()
            if stored is Stored.TEXT and frame.schema[name] != pl.String
            and not isinstance(frame.schema[name], pl.List)
        ]  # fmt: skip
        return frame.with_columns(plain) if plain else frame, longest

    def _cells(
        self, steps: Steps[pl.Expr], fact: Fact, longest: Mapping[str, int]
    ) -> Cells[pl.Expr]:
        layout = self.layout
        if fact.type is Type.RECORDS and fact.name in longest:
            listed = {**layout.facts, fact.name: Stored.LIST}
            layout = Layout(
                facts=listed, flagged=layout.flagged, others=layout.others, file=layout.file
            )
        return cells_of(steps, fact, layout, longest.get(fact.name, 0))

    def check(
        self, frame: pl.DataFrame, cells: Mapping[str, Cells[pl.Expr]], first_row: int
    ) -> None:
        """Raises TableError for the first cell, by row, that is no value of its fact."""
        signs = [(name, sign) for name, one in cells.items() for sign in one.signs]
        if not signs or not frame.height:
            return
        some = frame.select([sign.any().alias(str(n)) for n, (_, sign) in enumerate(signs)])
        bad = {name for (name, _), any_ in zip(signs, some.row(0), strict=True) if any_}
        if not bad:
            return
        rows = frame.select([whole(cells[name].wrong).arg_max().alias(name) for name in bad])
        row, name = min((row, name) for name, row in rows.row(0, named=True).items())
        fact = self.edition.instrument.vocabulary[name]
        raise wrong_cell(
            fact,
            frame.get_column(name)[row] if name in frame.columns else None,
            frame.get_column(absence_of(name))[row] if absence_of(name) in frame.columns else None,
            row=first_row + row,
            file=self.layout.file,
        )
