"""The command for what is done later: worker."""

from __future__ import annotations

from collections.abc import Callable

import typer


def add_to(app: typer.Typer, work: Callable[[], None]) -> None:
    """Put the command on the app; ``work`` starts the site's worker."""

    @app.command()
    def worker() -> None:
        """Do the site's work in the background: reminders, lapses, sweeps; until it is told to stop."""
        work()
