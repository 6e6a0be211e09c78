"""The `sapar` command: its options that all commands share, its exit codes, its one place for errors.

Exit codes: 0 done, 1 the answer is no or a check failed, 2 wrong use.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sapar.cli import law, paper, person, table
from sapar.cli.desk import WRONG_USE, Desk
from sapar.core.kernel import SaparError
from sapar.instruments.library import library_at


def run(*, now: Callable[[], datetime], instruments: Path) -> None:
    """Run the command line with a clock and the folder of instruments it is wired to."""
    app = typer.Typer(
        help="Law as data: ask it, read it, check it.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback()
    def desk(
        context: typer.Context,
        folder: Annotated[
            Path,
            typer.Option(
                "--instruments", envvar="SAPAR_INSTRUMENTS", help="The folder of instruments."
            ),
        ] = instruments,
    ) -> None:
        context.obj = Desk(now, library_at(folder), Console(), Console(stderr=True))

    law.add_to(app)
    person.add_to(app)
    table.add_to(app)
    paper.add_to(app)
    try:
        app()
    except SaparError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(WRONG_USE) from None
    except KeyboardInterrupt:
        typer.echo("Stopped. Nothing was kept.", err=True)
        raise SystemExit(WRONG_USE) from None
