"""A table of people in, a table of verdicts out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from pathlib import Path

from sapar.core.law import Law
from sapar.screening import files
from sapar.screening.csv_rows import check_rows
from sapar.screening.funnel import Funnel, Tally
from sapar.screening.in_memory import screener_of

Progress = Callable[[int, int | None], None]
"""Told after each part: how many people are done, and of how many when that is known."""


class Engine(Enum):
    """Who computes. Spark is for tables that do not fit one machine."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


def screen(
    law: Law,
    path: Path | str,
    *,
    on: date,
    known_on: date,
    out: Path | str | None = None,
    engine: Engine | str = Engine.POLARS,
    progress: Progress | None = None,
    spark_master: str | None = None,
) -> Funnel:
    """Screens the people of a table and writes one row for each; counts who falls where.

    ``path`` is a CSV or Parquet file with a column for each fact that is told, named as the fact;
    other columns pass through. An empty cell is unknown. ``out`` is CSV or Parquet by its name
    (``files.default_out`` when None): the columns that pass through, ``outcome``,
    ``provisional``, and one column per provision with its verdict. It is written under another
    name and renamed, so that it is whole or not there.

    ``spark_master`` points Spark to a cluster (this machine when None); only Spark reads
    and writes paths with a scheme, as hdfs://.

    Raises TableError for a column or a cell that cannot be used, naming it and the row, and
    EngineError for an engine that is not here or cannot read this table.
    """
    chosen = Engine(engine)
    if chosen is Engine.SPARK:
        from sapar.screening.on_spark import screen_on_spark  # noqa: PLC0415 (an optional extra)

        return screen_on_spark(
            law,
            str(path),
            on=on,
            known_on=known_on,
            out=None if out is None else str(out),
            master=spark_master,
        )
    table = Path(path)
    target = Path(out) if out is not None else files.default_out(table)
    files.check_paths(table, target)
    if chosen is Engine.DUCKDB:
        from sapar.screening.on_duckdb import screen_on_duckdb  # noqa: PLC0415 (slow to load)

        return screen_on_duckdb(law, table, on=on, known_on=known_on, out=target)
    return _on_polars(law, table, target, on=on, known_on=known_on, progress=progress)


def _on_polars(
    law: Law, path: Path, out: Path, *, on: date, known_on: date, progress: Progress | None
) -> Funnel:
    edition = law.edition(on=on, known_on=known_on)
    tally = Tally(tuple(clause.id for clause in edition.clauses))
    table = files.scanned(path)
    with files.reading(path):
        schema = table.collect_schema()
        total = None if path.suffix.lower() == ".csv" else files.rows_of(path)
    screener = screener_of(law, schema, on=on, known_on=known_on, file=path.name)
    check_rows(path)
    done = 0
    with files.written_whole(out) as temporary, files.Writer(temporary) as writer:
        for part in files.parts(table, path):
            result = screener.coded(part, first_row=done + 1)
            result.count(tally)
            writer.append(result.table())
            done += part.height
            if progress is not None:
                progress(done, total)
    return tally.funnel(edition, on=on, known_on=known_on)


def find_wrong_cell(law: Law, path: Path, *, on: date, known_on: date) -> None:
    """Raises TableError for the first cell, by row, that is no value of its fact."""
    table = files.scanned(path)
    with files.reading(path):
        schema = table.collect_schema()
    screener = screener_of(law, schema, on=on, known_on=known_on, file=path.name)
    done = 0
    for part in files.parts(table, path):
        screener.check(part, first_row=done + 1)
        done += part.height
