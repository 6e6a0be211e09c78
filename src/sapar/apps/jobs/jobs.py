"""The jobs of this app: keep the ledger of schedules short."""

from __future__ import annotations

from datetime import datetime

from sapar.apps.jobs import schedules
from sapar.apps.jobs.job import job
from sapar.apps.jobs.schedules import daily


@daily("03:00", zone="UTC")
@job
def forget_begun(*, at: datetime) -> None:
    """Forget old slots of schedules."""
    schedules.forget_begun(at=at)
