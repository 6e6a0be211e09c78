"""The command for many people: screen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sapar.cli.desk import Desk
from sapar.core.kernel import SaparError

_ENGINES = ("polars", "duckdb", "spark")


def add_to(app: typer.Typer) -> None:
    """Put the command on the app."""
    app.command()(screen)


def screen(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The instrument.")],
    source: Annotated[
        Path, typer.Argument(metavar="TABLE", help="CSV or Parquet, one row a person.")
    ],
    on: Annotated[str | None, typer.Option("--on", help="The day to answer for.")] = None,
    known_at: Annotated[
        str | None, typer.Option("--known-at", help="Published by that day.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where the verdicts go: CSV or Parquet.")
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="polars, duckdb or spark.")] = "polars",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Give a verdict for every person of a table, and show at which provision how many fall."""
    from sapar.screening import screen as run  # noqa: PLC0415  # its engines load slowly

    desk: Desk = context.obj
    if engine not in _ENGINES:
        raise SaparError(
            f'--engine: there is no "{engine}".', mend=f"There are: {', '.join(_ENGINES)}."
        )
    law = desk.library.law(name)
    with desk.err.status("Screening…"):
        funnel = run(
            law,
            source,
            on=desk.day(law, on),
            known_on=desk.day(law, known_at, "--known-at"),
            out=out,
            engine=engine,
        )
    if as_json:
        desk.print_json(funnel.to_json())
        return
    table = Table("", "people", box=None)
    for label, count in funnel.rows():
        table.add_row(label, f"{count:,}")
    desk.out.print(table)
