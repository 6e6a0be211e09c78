"""What the worker does for the journal: anchor the days that are over."""

from __future__ import annotations

from datetime import datetime

from sapar.apps.jobs.job import job
from sapar.apps.jobs.schedules import daily
from sapar.apps.journal import actions


@daily("01:30", zone="UTC")
@job(key="journal.anchor")
def anchor(*, at: datetime) -> None:
    """Anchor every day that is over and has no anchor yet."""
    actions.anchor(at=at)
