"""The same writes, bare and as jobs."""

from __future__ import annotations

from datetime import UTC, datetime

from sapar.apps.jobs.actions import enqueue, enqueue_many, once
from sapar.apps.jobs.engines.engine import engine
from sapar.apps.jobs.job import job
from sapar.apps.jobs.models import Once

NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)
BATCH = 200


def write(number: int, *, at: datetime) -> None:
    """The effect: one row, in a transaction of its own."""
    with once(f"bench/{number}", at=at) as first:
        assert first


@job
def one(number: int, *, at: datetime) -> None:
    """A job for each."""
    write(number, at=at)


@job
def many(begin: int, end: int, *, at: datetime) -> None:
    """A job for each two hundred."""
    for number in range(begin, end):
        write(number, at=at)


def bare(count: int) -> None:
    """No job at all."""
    for number in range(count):
        write(number, at=NOON)


def one_by_one(count: int) -> None:
    """A transaction queues one job; the worker runs them all."""
    for number in range(count):
        enqueue(one, number)
    _work()


def queued_together(count: int) -> None:
    """All are queued in a few statements; the worker runs them all."""
    enqueue_many(one, range(count))
    _work()


def in_batches(count: int) -> None:
    """Each job does two hundred."""
    enqueue_many(many, [(begin, min(begin + BATCH, count)) for begin in range(0, count, BATCH)])
    _work()


def forget() -> None:
    """Empty the ledger."""
    Once.objects.all().delete()


def _work() -> None:
    engine().work(stopping=lambda: False, until_empty=True)


WAYS = {
    "bare": bare,
    "a job each": one_by_one,
    "… queued together": queued_together,
    "… in jobs of 200": in_batches,
}
