"""What the worker does for figures."""

from __future__ import annotations

from datetime import datetime

from sapar.apps.insight import actions
from sapar.apps.jobs.job import job
from sapar.apps.jobs.schedules import daily


@daily("02:00", zone="UTC")
@job
def count_blocked(*, at: datetime) -> None:
    """Count what stands in the way of the open cases."""
    actions.count_blocked(at=at)
