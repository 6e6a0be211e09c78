"""Tables as files: which there are, how they are read in parts, and written whole or not at all."""

from __future__ import annotations

import csv
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from sapar.core.kernel import Place, nearest
from sapar.screening.errors import TableError

KINDS = (".csv", ".parquet")
_BROKEN = (pl.exceptions.PolarsError, OSError, UnicodeDecodeError, csv.Error)
ROWS_AT_ONCE = 500_000


def default_out(path: Path) -> Path:
    """Beside the table, of the same kind: ``people.csv`` gives ``people.screened.csv``."""
    return path.with_name(f"{path.stem}.screened{path.suffix}")


def check_paths(path: Path, out: Path) -> None:
    """Raises TableError for a table that is not there or a result that cannot be written."""
    for one in (path, out):
        if one.suffix.lower() not in KINDS:
            raise TableError(
                f'"{one.name}" is neither CSV nor Parquet.',
                mend="Use a name that ends in .csv or .parquet.",
            )
    if not path.exists():
        near = nearest(path.name, [one.name for one in path.parent.glob("*")])
        raise TableError(
            f"There is no table {path}.",
            mend=f'Did you mean "{near}"?' if near else "Check the path.",
        )
    if not out.parent.is_dir():
        raise TableError(f"There is no folder {out.parent}.", mend="Make it, or choose another.")
    if out.resolve() == path.resolve():
        raise TableError(
            f"The result would replace the table {path}.", mend="Give the result another name."
        )


def scanned(path: Path) -> pl.LazyFrame:
    """The table, not read yet; every cell of a CSV is text."""
    with reading(path):
        if path.suffix.lower() == ".parquet":
            return pl.scan_parquet(path)
        _check_header(path)
        return pl.scan_csv(path, infer_schema=False)


@contextmanager
def reading(path: Path, *engine_errors: type[Exception]) -> Iterator[None]:
    """Turns what an engine says of a broken file into one sentence.

    Raises TableError naming the file.
    """
    broken: tuple[type[Exception], ...] = (*_BROKEN, *engine_errors)
    try:
        yield
    except broken as problem:
        said = str(problem).strip().splitlines() or ["it is broken"]
        raise TableError(
            f"This table cannot be read: {said[0].rstrip('.')}.",
            place=Place(file=path.name),
            mend="Save it again as CSV in UTF-8 with commas, or as Parquet.",
        ) from problem


def _check_header(path: Path) -> None:
    names = header_of(path)
    if len(names) == 1:
        _check_separator(path, names[0])
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise TableError(
            f'The column "{twice}" is there twice.',
            place=Place(file=path.name),
            mend="Keep one of them.",
            params={"column": twice},
        )


def header_of(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def _check_separator(path: Path, header: str) -> None:
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if sign in header:
            raise TableError(
                f"The columns are separated by {called}.",
                place=Place(file=path.name),
                mend="Save it with commas.",
            )


def parts(table: pl.LazyFrame, path: Path) -> Iterator[pl.DataFrame]:
    """The table part by part, in its order; one empty part for an empty table."""
    with reading(path):
        schema = table.collect_schema()
        batches = iter(table.collect_batches(chunk_size=ROWS_AT_ONCE, maintain_order=True))
    empty = True
    while True:
        with reading(path):
            part = next(batches, None)
        if part is None:
            break
        empty = False
        yield part
    if empty:
        yield pl.DataFrame(schema=schema)


def rows_of(path: Path) -> int:
    """How many rows a Parquet file has; its data is not read."""
    return int(pl.scan_parquet(path).select(pl.len()).collect().item())


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """A name to write to; it becomes ``out`` when all went well, and is gone when not."""
    temporary = out.with_name(f"{out.stem}.{secrets.token_hex(4)}.part{out.suffix}")
    check_target(out)
    try:
        yield temporary
        if out.is_dir():
            shutil.rmtree(out)  # an earlier result of Spark's: check_target looked
        temporary.replace(out)
    except OSError as problem:
        raise TableError(
            f"{out}: This result cannot be written: {problem.strerror or problem}.",
            mend="Name another place with --out.",
        ) from None
    finally:
        with suppress(OSError):
            if temporary.is_dir():
                shutil.rmtree(temporary)
            else:
                temporary.unlink(missing_ok=True)


def check_target(out: Path) -> None:
    """Refuse to write over a folder that is no result of ours. Raises TableError."""
    if not out.is_dir():
        return
    names = [path.name for path in out.iterdir()]
    if not names or any(
        name != "_SUCCESS" and not name.lstrip("._").startswith(("part-", "SUCCESS"))
        for name in names
    ):
        raise TableError(
            f"{out} is a folder.", mend="Name a file with --out: the folder is left as it is."
        )


class Writer:
    """Appends parts to one CSV or Parquet file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parquet: pq.ParquetWriter | None = None
        self._begun = False

    def append(self, part: pl.DataFrame) -> None:
        """Writes one part; the first one gives the columns."""
        if self._path.suffix.lower() == ".csv":
            with self._path.open("ab") as file:
                part.write_csv(file, include_header=not self._begun)
        else:
            table = part.to_arrow()
            if self._parquet is None:
                self._parquet = pq.ParquetWriter(self._path, table.schema, compression="zstd")
            self._parquet.write_table(table)
        self._begun = True

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_problem: object) -> None:
        if self._parquet is not None:
            self._parquet.close()
