"""Columns of lists: one list of records per cell, as a Parquet list or as JSON in a text cell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from sapar.core.kernel import Place
from sapar.core.law import DOES_NOT_APPLY, Fact, FactError, FactValue, Type, value_of
from sapar.screening.errors import TableError
from sapar.screening.mistakes import wrong_cell
from sapar.screening.terms import absence_of

_TYPES: Mapping[Type, Any] = {
    Type.BOOL: pl.Boolean,
    Type.INT: pl.Int64,
    Type.DATE: pl.Date,
    Type.CODE: pl.String,
    Type.COUNTRY: pl.String,
}


def with_list(
    frame: pl.DataFrame, fact: Fact, presumed: FactValue | None, *, first_row: int, file: str
) -> tuple[pl.DataFrame, int]:
    """The frame with the fact's lists checked and typed, and the length of the longest.

    An unknown cell is the presumption, if there is one. Each record holds its fields and, as
    ``<field>.does_not_apply``, whether a field does not apply. Raises TableError at the first
    cell that is no such list.
    """
    cells = list(_told(frame.get_column(fact.name), fact, first_row=first_row, file=file))
    absent = [cell is DOES_NOT_APPLY for cell in cells]
    told = [presumed if cell is None else cell for cell in cells]
    lists = [None if isinstance(cell, (bool, type(DOES_NOT_APPLY))) else cell for cell in told]
    longest = max((len(one) for one in lists if isinstance(one, tuple)), default=0)
    rows = [None if one is None else _rows(one) for one in lists]
    columns = [pl.Series(fact.name, rows, dtype=pl.List(_struct(fact)))]
    if any(absent):
        columns.append(pl.Series(absence_of(fact.name), absent, dtype=pl.Boolean))
    return frame.with_columns(columns), longest


def _struct(fact: Fact) -> pl.Struct:
    fields = [pl.Field(one.name, _TYPES[one.type]) for one in fact.fields]
    return pl.Struct(
        [*fields, *(pl.Field(absence_of(one.name), pl.Boolean) for one in fact.fields)]
    )


def _rows(records: Any) -> list[dict[str, object]]:
    return [_row(record) for record in records]


def _row(record: Mapping[str, object]) -> dict[str, object]:
    row: dict[str, object] = {}
    for name, value in record.items():
        if value is DOES_NOT_APPLY:
            row[absence_of(name)] = True
        else:
            row[name] = value
    return row


def _told(
    column: pl.Series, fact: Fact, *, first_row: int, file: str
) -> Iterable[FactValue | None]:
    for row, cell in enumerate(column.to_list(), first_row):
        value = _parsed(cell, fact, row=row, file=file) if isinstance(cell, str) else cell
        try:
            yield value_of(fact, _without_nulls(value))
        except FactError:
            raise wrong_cell(fact, _without_nulls(value), None, row=row, file=file) from None


def _without_nulls(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [
        {name: field for name, field in one.items() if field is not None}
        if isinstance(one, dict) else one
        for one in value
    ]  # fmt: skip


def _parsed(cell: str, fact: Fact, *, row: int, file: str) -> object:
    if cell in {"", "unknown"}:
        return None
    if cell == DOES_NOT_APPLY.value:
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        raise TableError(
            f'Row {row}, column "{fact.name}": "{cell[:60]}" is not a list in JSON.',
            place=Place(file=file),
            mend=f'Write: [{{"{fact.fields[0].name if fact.fields else "name"}": ...}}].',
            params={"column": fact.name, "row": str(row)},
        ) from None
