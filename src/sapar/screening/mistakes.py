"""The error for one cell that is no value of its fact: which row, which column, how to mend it."""

from __future__ import annotations

from sapar.core.kernel import Place
from sapar.core.law import Fact, FactError, Type, value_of
from sapar.screening.errors import TableError
from sapar.screening.terms import absence_of


def wrong_cell(fact: Fact, cell: object, flag: object, *, row: int | None, file: str) -> TableError:
    """The error for a cell, or for its flag ``<fact>.does_not_apply``.

    ``row`` counts from 1 without the header; None where the engine does not number rows.
    """
    message, mend = _problem(fact, cell)
    column = fact.name
    if message is None:
        column = absence_of(fact.name)
        message, mend = _problem(Fact(name=column, type=Type.BOOL), flag)
    where = f'Row {row}, column "{column}"' if row is not None else f'Column "{column}"'
    return TableError(
        f"{where}: {message or 'this cell cannot be read.'}",
        place=Place(file=file),
        mend=mend,
        params={"column": column, "row": "" if row is None else str(row)},
    )


def _problem(fact: Fact, cell: object) -> tuple[str | None, str | None]:
    if fact.type is Type.BOOL and str(cell).lower() in {"true", "false", ""}:
        return None, None
    if cell == "":
        return None, None
    try:
        value_of(fact, cell)
    except FactError as problem:
        return problem.message, problem.mend
    return None, None
