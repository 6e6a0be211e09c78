"""The engine Spark, for tables that do not fit one machine: the law as one query on a cluster."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from sqlglot import exp

from sapar.core.law import Law
from sapar.screening import files
from sapar.screening.csv_rows import check_rows
from sapar.screening.errors import EngineError, TableError
from sapar.screening.funnel import Funnel, Tally, counting
from sapar.screening.layout import Stored, layout_of
from sapar.screening.query import query_of
from sapar.screening.sql_algebra import SparkAlgebra
from sapar.screening.wrong import refuse

_HERE = "local[*]"
_TABLE = "table_of_people"
_STORED = {
    "string": Stored.TEXT,
    "boolean": Stored.BOOL,
    "tinyint": Stored.INT,
    "smallint": Stored.INT,
    "int": Stored.INT,
    "bigint": Stored.INT,
    "date": Stored.DATE,
    "void": Stored.NOTHING,
}


def screen_on_spark(
    law: Law, path: str, *, on: date, known_on: date, out: str | None, master: str | None
) -> Funnel:
    """As ``screen``; the result is a folder of Parquet or CSV files, as Spark writes them.

    On this machine it is written under another name and renamed; elsewhere Spark's own commit
    keeps a half-written result from being taken for a whole one (it has no ``_SUCCESS``).
    """
    local = "://" not in path
    target = out or str(files.default_out(Path(path)))
    if local:
        files.check_paths(Path(path), Path(target))
    _check_names(path, target)
    edition = law.edition(on=on, known_on=known_on)
    algebra = SparkAlgebra()
    session, ours = _session(master)
    try:
        table = _read(session, path)
        stored = {name: _stored(kind) for name, kind in table.dtypes}
        layout = layout_of(stored, edition, file=Path(path).name)
        query = query_of(edition, layout, algebra, exp.to_table(_TABLE), on=on, engine="spark")
        table.createOrReplaceTempView(_TABLE)
        for name, values in query.lists.items():
            literal = ", ".join("NULL" if one is None else str(one) for one in values)
            session.sql(f"DECLARE OR REPLACE VARIABLE {name} ARRAY<INT> DEFAULT array({literal})")
        if query.check is not None:
            row = session.sql(query.check.sql(algebra.dialect)).collect()[0]
            where = Path(path) if local else None
            refuse(law, where, query.checked, tuple(row), on=on, known_on=known_on)
        result = session.sql(query.answer.sql(algebra.dialect))
        tally = Tally(tuple(clause.id for clause in edition.clauses))
        if "://" in target:
            _write(result, target)
            tally.add(_counted(session, target, tally.provisions, algebra))
        else:
            with files.written_whole(Path(target)) as temporary:
                _write(result, str(temporary))
                tally.add(_counted(session, str(temporary), tally.provisions, algebra))
        return tally.funnel(edition, on=on, known_on=known_on)
    finally:
        if ours:
            session.stop()


def _check_names(*paths: str) -> None:
    for path in paths:
        name = path.rstrip("/").rsplit("/", 1)[-1]
        if name.startswith(("_", ".")):
            raise TableError(
                f'Spark does not see files whose name begins with "{name[0]}".',
                mend=f'Call "{name}" something else.',
            )


def _session(master: str | None) -> tuple[Any, bool]:
    """A session, and whether it was started here and must be stopped."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 (an optional extra)
    except ImportError:
        raise EngineError(
            "The engine spark is not installed.",
            mend="Install it with `pip install .[spark]`; it needs Java 17.",
        ) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return running, False
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise EngineError("Spark needs Java.", mend="Install Java 17, or set JAVA_HOME.")
    builder = (
        SparkSession.builder.appName("sapar screen")
        .master(master or _HERE)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
    )
    return builder.getOrCreate(), True


def _read(session: Any, path: str) -> Any:
    if path.lower().endswith(".parquet"):
        return session.read.parquet(path)
    if "://" not in path:
        files.scanned(Path(path))  # says whether the header is sane
        check_rows(Path(path))
    return session.read.csv(
        path, header=True, inferSchema=False, multiLine=True, quote='"', escape='"', mode="FAILFAST"
    )


def _write(result: Any, path: str) -> None:
    if path.lower().endswith(".csv"):
        result.write.csv(path, header=True, quote='"', escape='"')
    else:
        result.write.parquet(path)


def _counted(
    session: Any, path: str, provisions: tuple[str, ...], algebra: SparkAlgebra
) -> list[tuple[str, bool, int | None, int]]:
    if path.lower().endswith(".csv"):
        written = session.read.csv(path, header=True, quote='"', escape='"')
    else:
        written = session.read.parquet(path)
    written.createOrReplaceTempView("written")
    rows = session.sql(counting(provisions, "written").sql(algebra.dialect)).collect()
    return [(row[0], row[1] in {True, "true"}, row[2], row[3]) for row in rows]


def _stored(kind: str) -> Stored:
    return Stored.LIST if kind.startswith("array") else _STORED.get(kind, Stored.OTHER)
