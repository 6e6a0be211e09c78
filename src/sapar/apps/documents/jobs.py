"""What the worker does for files: have them scanned again, and take away what no row names."""

from __future__ import annotations

from datetime import datetime, timedelta

from sapar.apps.accounts.actor import machine
from sapar.apps.documents import actions
from sapar.apps.jobs.job import job
from sapar.apps.jobs.schedules import every


@every(timedelta(minutes=10))
@job(key="documents.rescan")
def rescan(*, at: datetime) -> None:
    """Ask the scanner about files that nobody has scanned."""
    actions.rescan(actor=machine(at), at=at)


@every(timedelta(hours=1))
@job(key="documents.sweep")
def sweep(*, at: datetime) -> None:
    """Take away bytes that a process left behind when it died."""
    actions.sweep(at=at)
