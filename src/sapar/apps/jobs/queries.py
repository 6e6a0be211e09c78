"""How the queue stands, for metrics and for an administrator; the doors ask who looks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sapar.apps.jobs.engines.engine import Failure, Queue, engine
from sapar.apps.jobs.models import Once


def queue() -> Queue:
    """How many jobs wait, run and have failed, and since when the oldest waits."""
    return engine().queue()


def age_of_oldest(*, at: datetime) -> timedelta:
    """How long the oldest waiting job has waited; zero when none waits."""
    oldest = queue().oldest
    return max(at - oldest, timedelta(0)) if oldest else timedelta(0)


def failures(*, limit: int = 100) -> list[Failure]:
    """The jobs that are not tried again by themselves."""
    return engine().failures(limit)


def was_done(key: str) -> bool:
    """Whether the ledger has this key."""
    return Once.objects.filter(pk=key).exists()


def all_done(keys: Collection[str]) -> bool:
    """Whether the ledger has every one of these keys; one query."""
    return not keys or Once.objects.filter(pk__in=keys).count() == len(set(keys))
