"""What can be done with jobs: queue them, do something once, try a failed one anew, forget it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from sapar.apps.jobs.engines.engine import Engine, engine
from sapar.apps.jobs.job import Id, Job, plain
from sapar.apps.jobs.tasks import task_backends


def enqueue(one: Job, *ids: Id | UUID) -> None:
    """Queue a job; it rolls back with the transaction it is called in."""
    if isinstance(task_backends["default"], Engine):
        one.enqueue(*plain(ids))
    else:  # a back end that knows nothing of our transaction is told when it has committed
        transaction.on_commit(partial(one.enqueue, *plain(ids)))


def enqueue_many(one: Job, many: Iterable[Id | UUID | tuple[Id | UUID, ...]]) -> None:
    """Queue a job for each id, or tuple of ids, in a few statements; it rolls back as ``enqueue`` does."""
    each = [plain(ids if isinstance(ids, tuple) else (ids,)) for ids in many]
    if each:
        engine().enqueue_many(one, each)


@contextmanager
def once(key: str, *, at: datetime) -> Iterator[bool]:
    """A transaction that is told whether it is the first with this key; the ledger commits with it.

    ``with once(f"lapse/{case}", at=at) as first:`` and, if first, the effect. When the block raises,
    nothing happened and the key is free. Whoever comes second while the first is at it waits for it.
    An effect outside the database, such as a letter, may repeat if the machine stops before the commit.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO jobs_once (key, done_at) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                [key, connection.ops.adapt_datetimefield_value(at)],
            )
            first = cursor.rowcount == 1
        yield first


def retry(id: str) -> None:  # noqa: A002 (the word of the queue)
    """Try a failed job anew, with all its attempts. Raises ``UnknownJobError``."""
    engine().retry(id)


def discard(id: str) -> None:  # noqa: A002
    """Forget a failed job; what is still due is found by the next sweep. Raises ``UnknownJobError``."""
    engine().discard(id)
