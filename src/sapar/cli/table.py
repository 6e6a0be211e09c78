"""The command for many people: screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from sapar.cli.desk import Desk, language_of
from sapar.core.kernel import SaparError

if TYPE_CHECKING:
    from sapar.instruments.words import SharedWords
    from sapar.screening import Funnel

_ENGINES = ("polars", "duckdb", "spark")


def add_to(app: typer.Typer) -> None:
    """Put the command on the app."""
    app.command()(screen)


def screen(  # noqa: PLR0913, PLR0917 (each option of a command is an argument)
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The instrument.")],
    source: Annotated[
        str, typer.Argument(metavar="TABLE", help="CSV or Parquet, one row a person.")
    ],
    on: Annotated[str | None, typer.Option("--on", help="The day to answer for.")] = None,
    known_at: Annotated[
        str | None, typer.Option("--known-at", help="Published by that day.")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", help="Where the verdicts go: CSV or Parquet.")
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="polars, duckdb or spark.")] = "polars",
    spark_master: Annotated[
        str | None,
        typer.Option(
            "--spark-master", envvar="SAPAR_SPARK_MASTER", help="The cluster; else this machine."
        ),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="en, kk, ru, ko or fr.")] = "en",
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
    words = desk.library.shared(language_of(lang))
    with Progress(console=desk.err, transient=True) as bar:
        task = bar.add_task("Screening", total=None)
        funnel = run(
            law,
            source,
            on=desk.day(law, on),
            known_on=desk.day(law, known_at, "--known-at"),
            out=out,
            engine=engine,
            spark_master=spark_master,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    if as_json:
        desk.print_json(funnel.to_json())
    else:
        _print_funnel(desk, funnel, words)


def _print_funnel(desk: Desk, funnel: Funnel, words: SharedWords) -> None:
    falls = Table(*words.headers("provision", "fall_here", "are_left"), box=None)
    for fall in funnel.falls:
        falls.add_row(fall.provision, words.number(fall.fell), words.number(fall.left))
    outcomes = Table(*words.headers("outcome", "people"), box=None)
    for outcome, count in funnel.outcomes.items():
        outcomes.add_row(outcome, words.number(count))
    desk.out.print(falls)
    desk.out.print(outcomes)
    said = words.text("tables", "total").replace("{total}", words.number(funnel.total))
    desk.out.print(said.replace("{provisional}", words.number(funnel.provisional)))
