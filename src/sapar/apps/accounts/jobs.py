"""What the worker does for accounts: forget what is over, and tell of emergencies."""

from __future__ import annotations

from datetime import datetime

from sapar.apps.accounts import letters, sessions
from sapar.apps.accounts.queries import untold_break_glass
from sapar.apps.jobs.due import due_work
from sapar.apps.jobs.job import job
from sapar.apps.jobs.schedules import daily


@daily("02:30", zone="UTC")
@job(key="accounts.forget")
def forget_sessions(*, at: datetime) -> None:
    """Forget sessions that have ended, with the address and the browser they were opened from."""
    sessions.forget_sessions(at=at)


@job(key="glass/{0}")
def tell_of_glass(glass: int, *, at: datetime) -> None:
    """Mail those who judge an emergency that there is one."""
    letters.mail_of_glass(glass, at=at)


@due_work(tell_of_glass)
def untold(now: datetime, limit: int) -> list[int]:
    """The emergencies of which somebody who may judge them was not told."""
    return untold_break_glass(at=now, limit=limit)
