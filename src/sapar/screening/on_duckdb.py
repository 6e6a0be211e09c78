"""The engine DuckDB: the law as one query over the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
from sqlglot import exp

from sapar.core.law import Law
from sapar.screening import files
from sapar.screening.csv_rows import check_rows
from sapar.screening.funnel import Funnel, Tally, counting
from sapar.screening.layout import layout_of
from sapar.screening.query import query_of
from sapar.screening.sql_algebra import DuckdbAlgebra
from sapar.screening.told import stored_as
from sapar.screening.wrong import refuse

_TABLE = "table_of_people"


def screen_on_duckdb(law: Law, path: Path, *, on: date, known_on: date, out: Path) -> Funnel:
    """As ``screen``: the paths are checked and local."""
    edition = law.edition(on=on, known_on=known_on)
    vocabulary = edition.instrument.vocabulary
    with files.reading(path):
        schema = files.scanned(path).collect_schema()
    stored = {name: stored_as(type_, vocabulary.get(name)) for name, type_ in schema.items()}
    layout = layout_of(stored, edition, file=path.name)
    check_rows(path)
    algebra = DuckdbAlgebra()
    query = query_of(edition, layout, algebra, exp.to_table(_TABLE), on=on, engine="duckdb")
    with duckdb.connect() as connection:
        with files.reading(path, duckdb.Error):
            _opened(connection, path, list(schema))
            for name, values in query.lists.items():
                connection.execute(f"SET VARIABLE {name} = $1::INTEGER[]", [list(values)])
            if query.check is not None:
                row = connection.execute(query.check.sql(algebra.dialect)).fetchall()[0]
                refuse(law, path, query.checked, row, on=on, known_on=known_on)
        with files.written_whole(out) as temporary, files.reading(path, duckdb.Error):
            result = connection.sql(query.answer.sql(algebra.dialect))
            if out.suffix.lower() == ".csv":
                result.write_csv(str(temporary), header=True)
                written = connection.read_csv(str(temporary), header=True, all_varchar=True)
            else:
                result.write_parquet(str(temporary), compression="zstd")
                written = connection.read_parquet(str(temporary))
            tally = Tally(tuple(clause.id for clause in edition.clauses))
            written.create_view("written")
            rows = connection.execute(counting(tally.provisions, "written").sql(algebra.dialect))
            tally.add((row[0], row[1] in {True, "true"}, row[2], row[3]) for row in rows.fetchall())
    return tally.funnel(edition, on=on, known_on=known_on)


def _opened(connection: duckdb.DuckDBPyConnection, path: Path, names: list[str]) -> None:
    """The file as a view; every cell of a CSV is text."""
    if path.suffix.lower() == ".parquet":
        connection.read_parquet(str(path)).create_view(_TABLE)
        return
    connection.read_csv(
        str(path),
        header=True,
        sep=",",
        quotechar='"',
        escapechar='"',
        columns=dict.fromkeys(names, "VARCHAR"),
        auto_detect=False,
    ).create_view(_TABLE)
