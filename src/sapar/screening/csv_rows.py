"""The rows of a CSV that cannot be people: blank ones, and those with too many or too few cells."""

from __future__ import annotations

import csv
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]
from pyarrow.csv import InvalidRow

from sapar.core.kernel import Place
from sapar.screening.errors import TableError
from sapar.screening.files import header_of, reading

_BLOCK = 2**24  # bytes at once; no row is as long


def check_rows(path: Path) -> None:
    """Raises TableError for the first row of a CSV that is blank, or has too many or too few cells.

    Each engine would treat such a row in its own way; so none of them is asked.
    """
    if path.suffix.lower() != ".csv":
        return
    with reading(path, pa.ArrowException):
        wrong = [one for one in (_blank_row(path), _uneven_row(path)) if one is not None]
    if wrong:
        raise min(wrong, key=lambda one: int(one.params["row"]))


def _blank_row(path: Path) -> TableError | None:
    """The first row without a cell; in a table of one column that is an empty cell."""
    with path.open("rb") as raw, mmap(raw.fileno(), 0, access=ACCESS_READ) as content:
        if all(content.find(lines) < 0 for lines in (b"\n\n", b"\n\r\n")):
            return None  # a quick look: most files have none, not even within quotes
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        if len(next(rows, [])) == 1:
            return None
        number = next((number for number, row in enumerate(rows, start=1) if not row), None)
    if number is None:
        return None
    return TableError(
        f"Row {number} is blank.",
        place=Place(file=path.name),
        mend="Delete it.",
        params={"row": str(number)},
    )


def _uneven_row(path: Path) -> TableError | None:
    found: list[TableError] = []

    def note(row: InvalidRow) -> str:
        found.append(_uneven(row, path))
        return "error"

    first = header_of(path)[:1]
    try:
        for _ in arrow_csv.open_csv(
            path,
            arrow_csv.ReadOptions(use_threads=False, block_size=_BLOCK),  # threads lose count
            arrow_csv.ParseOptions(
                newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=note
            ),
            arrow_csv.ConvertOptions(
                include_columns=first, column_types=dict.fromkeys(first, pa.binary())
            ),
        ):
            pass
    except pa.ArrowException:
        if not found:
            raise
    return found[0] if found else None


def _uneven(row: InvalidRow, path: Path) -> TableError:
    number = row.number - 1  # the header is no person
    cells = "1 cell" if row.actual_columns == 1 else f"{row.actual_columns} cells"
    columns = "1 column" if row.expected_columns == 1 else f"{row.expected_columns} columns"
    return TableError(
        f"Row {number} has {cells}, but the table has {columns}.",
        place=Place(file=path.name),
        mend="Complete the row: an empty cell has its comma too."
        if row.actual_columns < row.expected_columns
        else "Put a cell that holds a comma in quotes.",
        params={"row": str(number)},
    )
