"""Jobs of the tests; what they did is in the ledger, or in lists of this process."""

from __future__ import annotations

from datetime import datetime

from sapar.apps.jobs.job import job

calls: list[tuple[int, datetime]] = []
"""What ran in this process, and the instant it was given."""


class ChoreError(Exception):
    """A chore that does not want to."""


@job
def note(number: int, *, at: datetime) -> None:
    """Remember the call."""
    calls.append((number, at))


@job
def refuse(number: int, *, at: datetime) -> None:
    """Fail, each time."""
    calls.append((number, at))
    raise ChoreError(number)


@job(key="shelf/{0}")
def tidy(shelf: int, tin: int, *, at: datetime) -> None:
    """One at a time for each shelf."""
    calls.append((tin, at))
