"""Commands for all of a site at once: backup, restore."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer

from sapar.cli.desk import NO, Desk


class Backups(Protocol):
    """What the roof hands down: it knows how a site is kept."""

    def back_up(self, folder: Path, *, at: datetime) -> Any:
        """Make a backup; gives its manifest."""

    def restore(self, folder: Path) -> Any:
        """Restore one; gives how the site stands."""


Folder = Annotated[Path, typer.Argument(help="The folder of the backup.")]


def add_to(app: typer.Typer, backups: Callable[[], Backups]) -> None:
    """Put the commands on the app; ``backups`` is asked for once the site is open."""

    @app.command()
    def backup(context: typer.Context, folder: Folder) -> None:
        """Put the database and the sealed files into a new folder; the master keys are not in it."""
        desk: Desk = context.obj
        desk.open_site()
        made = backups().back_up(folder, at=desk.now())
        typer.echo(f"{folder}: {len(made.files):,} files, {made.entries:,} entries of the journal.")
        typer.echo(f"The last anchor is {made.anchor}." if made.anchor else "Nothing is anchored.")
        if made.masters:
            typer.echo(
                f"Without these master keys nothing in it opens: {', '.join(made.masters)}. "
                f"They are in {made.keys}: keep a copy of that in another place."
            )

    @app.command()
    def restore(context: typer.Context, folder: Folder) -> None:
        """Fill an empty site from a backup, and look whether it is whole."""
        desk: Desk = context.obj
        desk.open_site()
        made = backups().restore(folder)
        holds = "holds" if made.journal_holds else "does not hold: run `sapar journal verify`"
        typer.echo(f"Restored, as of {made.manifest.made_at}.")
        typer.echo(f"The journal has {made.entries:,} entries and {holds}.")
        if not made.is_migrated:
            typer.echo("This Sapar is newer: run `python -m sapar.config.manage migrate`.")
        if made.missing_masters:
            typer.echo(
                f"These master keys are missing: {', '.join(made.missing_masters)}. Put your own back "
                "from their safe place: until then nothing sealed with them opens."
            )
        if not made.journal_holds:
            raise typer.Exit(NO)
