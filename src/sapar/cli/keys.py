"""Commands for the keys of a site: keys inventory, keys rotate, keys new-master."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from sapar.cli.desk import NO, Desk

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands on the app."""
    room = typer.Typer(help="The master keys of this site, and what they wrap.")
    room.command()(inventory)
    room.command()(rotate)
    room.command()(new_master)
    app.add_typer(room, name="keys")


def inventory(context: typer.Context, as_json: AsJson = False) -> None:
    """List the master keys, how many persons' keys each wraps, and those that are missing."""
    desk: Desk = context.obj
    desk.open_site()
    from sapar.apps.keys import queries  # noqa: PLC0415  # only with the site

    found = queries.inventory()
    if as_json:
        desk.print_json(found.to_json())
    else:
        table = Table("master key", "", "wraps", "oldest", box=None)
        for one in found.masters:
            oldest = one.oldest.date().isoformat() if one.oldest else ""
            table.add_row(one.name, one.state, f"{one.wraps:,}", oldest)
        desk.out.print(table)
        desk.out.print(f"{found.destroyed:,} persons were erased.")
    if found.missing:
        raise typer.Exit(NO)


def rotate(context: typer.Context) -> None:
    """Wrap the keys of all persons anew with the current master key. Stopped, it goes on next time."""
    desk: Desk = context.obj
    desk.open_site()
    from sapar.apps.keys import actions  # noqa: PLC0415  # only with the site

    with desk.err.status("Wrapping") as status:
        done = actions.rotate(
            at=desk.now(), progress=lambda count: status.update(f"Wrapping: {count:,}")
        )
    typer.echo(f"{done:,} keys are wrapped anew.")


def new_master(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Option("--id", help="What to call it; else the present instant.")
    ] = None,
    spare: Annotated[
        bool, typer.Option("--spare", help="Add it, and let the one before wrap on for now.")
    ] = False,
) -> None:
    """Make a master key in the file that SAPAR_KEYS names, and let it wrap from now on."""
    desk: Desk = context.obj
    desk.open_site()
    from sapar.apps.keys import ring  # noqa: PLC0415  # only with the site

    called = name or f"{desk.now():%Y-%m-%dT%H%M%SZ}"
    path = ring.new_master(called, current=not spare)
    typer.echo(f"{called} is in {path}. Keep a copy of that file in a safe place.")
