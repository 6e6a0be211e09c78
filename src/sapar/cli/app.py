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

from sapar.cli import backup, journal, keys, law, paper, person, table, work
from sapar.cli.desk import WRONG_USE, Desk
from sapar.cli.usage import UsageError, sentence_of
from sapar.core.kernel import SaparError
from sapar.instruments.library import library_at


def run(
    *,
    now: Callable[[], datetime],
    instruments: Path,
    open_site: Callable[[], None],
    start_worker: Callable[[], None],
    backups: Callable[[], backup.Backups],
) -> None:
    """Run the command line with a clock, a folder of instruments, the site and the worker."""
    app = typer.Typer(
        help="Law as data: ask it, read it, check it. And what was done on this site: prove it.",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback(invoke_without_command=True)
    def desk(
        context: typer.Context,
        folder: Annotated[
            Path,
            typer.Option(
                "--instruments", envvar="SAPAR_INSTRUMENTS", help="The folder of instruments."
            ),
        ] = instruments,
    ) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help(), err=True)
            raise typer.Exit(WRONG_USE)
        context.obj = Desk(now, library_at(folder), Console(), Console(stderr=True), open_site)

    law.add_to(app)
    person.add_to(app)
    table.add_to(app)
    paper.add_to(app)
    journal.add_to(app)
    keys.add_to(app)
    backup.add_to(app, backups)
    work.add_to(app, start_worker)
    try:
        code = app(standalone_mode=False)
    except SaparError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(WRONG_USE) from None
    except UsageError as error:
        typer.echo(sentence_of(error), err=True)
        raise SystemExit(WRONG_USE) from None
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("Stopped. Nothing was kept.", err=True)
        raise SystemExit(WRONG_USE) from None
    raise SystemExit(code or 0)
