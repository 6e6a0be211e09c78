"""Jobs that take their time, so that they can be caught in the middle."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from tests.apps.jobs.yard.models import Attempt, Busy, Mark

from sapar.apps.jobs.actions import once
from sapar.apps.jobs.job import job
from sapar.apps.jobs.schedules import every


@job
def mark(number: int, milliseconds: int = 0, *, at: datetime) -> None:
    """Rest, leave a mark, rest."""
    Attempt.objects.create(number=number)
    time.sleep(milliseconds / 2000)
    with once(f"mark/{number}", at=at) as first:
        if first:
            Mark.objects.create(number=number)
    time.sleep(milliseconds / 2000)


@job(key="shelf/{0}")
def tidy(shelf: int, number: int, *, at: datetime) -> None:
    """Be alone at the shelf."""
    Attempt.objects.create(number=number)
    busy = Busy.objects.create(shelf=shelf)
    time.sleep(0.03)
    busy.delete()
    with once(f"tidy/{number}", at=at) as first:
        if first:
            Mark.objects.create(number=number)


@every(timedelta(hours=1))
@job
def hourly(*, at: datetime) -> None:
    """Count the runs."""
    Attempt.objects.create(number=-1)
