"""A SQL engine says that some cell is wrong; Polars says which one, so that every engine says the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sapar.core.kernel import Place
from sapar.core.law import Law
from sapar.screening.errors import TableError
from sapar.screening.screen import find_wrong_cell


def refuse(
    law: Law,
    path: Path | None,
    checked: Sequence[str],
    row: Sequence[object],
    *,
    on: date,
    known_on: date,
) -> None:
    """Raises TableError when ``row`` marks one of the ``checked`` columns with 1.

    ``path`` is None for a table that this machine cannot read: the error then names the column
    and no row.
    """
    wrong = [name for name, mark in zip(checked, row, strict=True) if mark]
    if not wrong:
        return
    if path is not None:
        find_wrong_cell(law, path, on=on, known_on=known_on)
    raise TableError(
        f'The column "{wrong[0]}" has a cell that is no value of the fact.',
        place=Place(file=path.name if path else "table"),
        mend="Screen a part of the table with the engine polars: it names the row.",
        params={"column": wrong[0]},
    )
