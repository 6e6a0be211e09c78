"""Commands for the journal of a site: journal verify, journal anchor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sapar.cli.desk import NO, Desk, day_of
from sapar.core.kernel import SaparError

if TYPE_CHECKING:
    from sapar.apps.journal.verify import Verdict

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_HASH = 64  # digits


def add_to(app: typer.Typer) -> None:
    """Put the commands on the app."""
    room = typer.Typer(help="What happened on this site, and whether it is as it was written.")
    room.command()(verify)
    room.command()(anchor)
    app.add_typer(room, name="journal")


def verify(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option("--since", help="Only entries of that day (UTC) and later.")
    ] = None,
    root: Annotated[
        str | None,
        typer.Option("--anchor", help="The hash of an anchor that was kept elsewhere."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find entries that were altered, removed, added or moved, and name them."""
    desk: Desk = context.obj
    day = day_of(since, "--since") if since else None
    kept = _hash_of(root) if root else None
    desk.open_site()
    verdict = _verdict(desk, since=day, root=kept)
    if as_json:
        desk.print_json(
            {
                "holds": verdict.holds,
                "entries": verdict.entries,
                "days": verdict.days,
                "anchor": verdict.anchor.hex() if verdict.anchor else None,
                "problems": [problem.to_json() for problem in verdict.problems],
            }
        )
    else:
        for problem in verdict.problems:
            typer.echo(str(problem))
        typer.echo(_summary(verdict))
    if not verdict.holds:
        raise typer.Exit(NO)


def anchor(context: typer.Context, as_json: AsJson = False) -> None:
    """Anchor every day that is over and has no anchor yet, and print the last anchor's hash.

    Keep the hash where nobody who runs this site can alter it.
    """
    desk: Desk = context.obj
    desk.open_site()
    from sapar.apps.journal import actions, queries  # noqa: PLC0415  # only with the site

    made = actions.anchor(at=desk.now())
    last = queries.last_anchor()
    if as_json:
        desk.print_json(
            {
                "added": [one.day.isoformat() for one in made],
                "day": last.day.isoformat() if last else None,
                "anchor": bytes(last.hash).hex() if last else None,
            }
        )
    elif last is None:
        typer.echo("There is no day to anchor yet.")
    else:
        typer.echo(f"{last.day} {bytes(last.hash).hex()}")


def _verdict(desk: Desk, *, since: date | None, root: bytes | None) -> Verdict:
    from sapar.apps.journal import verify as proof  # noqa: PLC0415  # only with the site

    columns = TextColumn("Verifying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(
        *columns, console=desk.err, transient=True, disable=not desk.err.is_terminal
    ) as bar:
        task = bar.add_task("", total=None if since else proof.expected())
        return proof.verify(
            since=since, root=root, progress=lambda done: bar.update(task, completed=done)
        )


def _summary(verdict: Verdict) -> str:
    count = len(verdict.problems)
    found = "Nothing is wrong." if verdict.holds else f"{count} problem{'s' * (count != 1)}."
    last = f" The last anchor is {verdict.anchor.hex()}." if verdict.anchor else ""
    return f"{verdict.entries:,} entries, {verdict.days:,} anchored days.{last} {found}"


def _hash_of(told: str) -> bytes:
    try:
        if len(told) != _HASH:
            raise ValueError(told)
        return bytes.fromhex(told)
    except ValueError:
        raise SaparError(
            f'--anchor: "{told}" is not the hash of an anchor.',
            mend="It has 64 digits from 0 to f, as `sapar journal anchor` prints it.",
        ) from None
