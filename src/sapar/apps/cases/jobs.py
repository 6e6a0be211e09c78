"""What the worker does for cases: wake those in which something is due, and mail that there is news."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sapar.apps.accounts.actor import machine
from sapar.apps.cases import letters
from sapar.apps.cases.actions import propose_erasure, wake
from sapar.apps.cases.queries import due_to_wake
from sapar.apps.cases.retention import due_for_erasure
from sapar.apps.jobs.due import due_work
from sapar.apps.jobs.job import job


@job(key="case/{0}")
def wake_case(case: int, *, at: datetime) -> None:
    """Let happen what is due in a case."""
    wake(case, actor=machine(at))


@due_work(wake_case)
def waking(now: datetime, limit: int) -> list[int]:
    """The cases in which something is due by now."""
    return due_to_wake(now=now, limit=limit)


@job  # one job for each message, so it needs no key
def mail_news(message: int, *, at: datetime) -> None:
    """Mail the person that there is news in their case."""
    letters.mail_news(message, at=at)


@job(key="erasure/{0}")
def propose_erasing(person: str, *, at: datetime) -> None:
    """Propose that a person be erased."""
    propose_erasure(UUID(person), actor=machine(at))


@due_work(propose_erasing, sweep=timedelta(hours=6))
def erasing(now: datetime, limit: int) -> list[str]:
    """The persons whose cases ended long enough ago."""
    return [str(one) for one in due_for_erasure(at=now).values_list("pk", flat=True)[:limit]]
