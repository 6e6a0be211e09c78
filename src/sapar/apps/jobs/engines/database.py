"""The embedded engine: the tables of django-tasks-db, with leases, retries and turns."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from threading import Event, Thread
from traceback import format_exception
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Now
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

from sapar.apps.jobs.attempts import pause_after
from sapar.apps.jobs.engines.engine import Engine, Failure, Queue, State, UnknownJobError, rest
from sapar.apps.jobs.job import Id, Job, has_key, key_of, plain
from sapar.apps.jobs.models import Turn, Worker

_log = logging.getLogger(__name__)
_READY, _RUNNING, _FAILED = "READY", "RUNNING", "FAILED"
_STATES = {_READY: State.WAITING, _RUNNING: State.RUNNING, _FAILED: State.FAILED}
_IDLE = 0.5
_AT_ONCE = timedelta(0)
_KILLED = "sapar.apps.jobs.WorkerKilled"


class DatabaseEngine(DatabaseBackend, Engine):
    """Needs no service beside the database; any number of workers on SQLite or PostgreSQL."""

    database_errors = (OperationalError, InterfaceError)

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Queue one, with its key."""
        key = key_of(task, args)
        if not key:
            return super().enqueue(task, args, kwargs)
        with transaction.atomic(savepoint=False):
            result: Any = super().enqueue(task, args, kwargs)
            Turn.objects.create(job=UUID(result.id), key=key)
        return result

    def enqueue_many(self, one: Job, many: Sequence[tuple[Id, ...]]) -> None:
        """Queue the job for each of these ids, in a few statements."""
        self.validate_task(one)
        rows: list[DBTaskResult[Any, Any]] = [
            DBTaskResult(
                args_kwargs={"args": list(ids), "kwargs": {}},
                priority=one.priority,
                task_path=one.module_path,
                queue_name=one.queue_name,
                backend_name=self.alias,
                run_after=one.run_after or get_date_max(),
            )
            for ids in many
        ]
        turns = [
            Turn(job=row.pk, key=key)
            for row, ids in zip(rows, many, strict=True)
            if (key := key_of(one, ids))
        ]
        with transaction.atomic():
            DBTaskResult.objects.bulk_create(rows, batch_size=500)
            Turn.objects.bulk_create(turns, batch_size=500)

    def unfinished(self, one: Job) -> set[tuple[tuple[Id, ...], State]]:
        """The ids with which this job waits, runs or has failed, each with that state."""
        rows = self._rows().filter(task_path=one.module_path)
        return {
            (tuple(kept["args"]), _STATES[status])
            for kept, status in rows.values_list("args_kwargs", "status")
        }

    def queue(self) -> Queue:
        """How full the queue is."""
        found = self._rows().aggregate(
            waiting=Count("pk", filter=Q(status=_READY)),
            running=Count("pk", filter=Q(status=_RUNNING)),
            failed=Count("pk", filter=Q(status=_FAILED)),
            oldest=Min("enqueued_at", filter=Q(status=_READY)),
        )
        return Queue(**found)

    def failures(self, limit: int) -> list[Failure]:
        """The jobs that are not tried again by themselves, the latest first."""
        rows = self._rows().filter(status=_FAILED).order_by("-finished_at")[:limit]
        return [
            Failure(
                id=str(row.pk),
                task=row.task_path,
                ids=plain(row.args_kwargs["args"]),
                attempts=len(row.worker_ids),
                reason=row.exception_class_path,
            )
            for row in rows
        ]

    def retry(self, id: str) -> None:  # noqa: A002
        """Try a failed job anew."""
        again = {"status": _READY, "worker_ids": [], "run_after": get_date_max()}
        if self._failed(id).update(**again) != 1:
            raise UnknownJobError(id=id)

    def discard(self, id: str) -> None:  # noqa: A002
        """Forget a failed job."""
        with transaction.atomic():
            if self._failed(id).delete()[0] != 1:
                raise UnknownJobError(id=id)
            Turn.objects.filter(job=id).delete()

    def sweep(self) -> int:
        """Give the jobs of dead workers back, or fail those that were tried too often; how many."""
        # First the jobs, then the living: a worker that begins in between is among the living.
        running = list(self._rows().filter(status=_RUNNING))
        living = set(self._living().values_list("pk", flat=True))
        dead = [row for row in running if row.worker_ids[-1] not in living]
        for row in dead:
            # The job need not have been the cause, so it does not rest; but it counts.
            pause = None if pause_after(len(row.worker_ids)) is None else _AT_ONCE
            self._put_back(row, pause=pause, exception_class_path=_KILLED)
        gone = Worker.objects.exclude(pk__in=self._living().values("pk"))
        if gone.exists():  # or SQLite's only lock would be taken for nothing
            gone.delete()
        return len(dead)

    def work(self, *, stopping: Callable[[], bool], until_empty: bool = False) -> None:
        """Run jobs until told to stop, finishing the one begun."""
        with self._living_worker(beating=not until_empty) as worker:
            ready = self._ready()
            while not stopping():
                row = self._claimed(worker, ready.all())
                if row is not None:
                    self._run(row)
                    continue
                close_old_connections()
                if until_empty:
                    return
                while not stopping() and not ready.all().exists():
                    rest(_IDLE, stopping=stopping)  # without SQLite's only lock

    @contextmanager
    def _living_worker(self, *, beating: bool) -> Iterator[str]:
        """A worker with its heartbeat, which goes on while a job takes its time."""
        worker, ended = uuid4().hex, Event()
        Worker.objects.create(pk=worker)
        heart = Thread(target=_beat, args=(worker, ended, self.lease / 4), daemon=True)
        if beating:
            heart.start()
        try:
            yield worker
        finally:
            ended.set()
            if beating:
                heart.join()
        # Not after an error: the job at hand may be open, and is found by our silence.
        Worker.objects.filter(pk=worker).delete()

    def _claimed(
        self, worker: str, ready: QuerySet[DBTaskResult[Any, Any]]
    ) -> DBTaskResult[Any, Any] | None:
        """The next job, now ours; None when there is none whose turn it is."""
        with suppress(IntegrityError), transaction.atomic():  # another took the same turn
            row = ready.select_for_update(skip_locked=True).first()
            if row is None:
                return None
            if has_key(row.task_path):
                Turn.objects.filter(job=row.pk).update(holds=True)
            row.worker_ids = [*row.worker_ids, worker]
            mine = {"status": _RUNNING, "started_at": Now(), "worker_ids": row.worker_ids}
            DBTaskResult.objects.filter(pk=row.pk).update(**mine)
            return row
        return None

    def _run(self, row: DBTaskResult[Any, Any]) -> None:
        try:
            row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        except Exception as error:  # noqa: BLE001 (a job may fail in any way; it is recorded)
            close_old_connections()  # if it was the database, what follows needs a new connection
            _log.exception("A job failed", extra={"task": row.task_path, "job": str(row.pk)})
            self._put_back(
                row,
                pause=pause_after(len(row.worker_ids)),
                exception_class_path=f"{type(error).__module__}.{type(error).__qualname__}",
                traceback="".join(format_exception(error)),
            )
        else:
            with transaction.atomic():
                if self._mine(row).delete()[0] and has_key(row.task_path):
                    Turn.objects.filter(job=row.pk).delete()

    def _put_back(
        self, row: DBTaskResult[Any, Any], *, pause: timedelta | None, **reason: str
    ) -> None:
        """Let it wait for its next attempt; without a pause there is none."""
        ended: dict[str, Any] = {"status": _FAILED, "finished_at": Now()}
        again: dict[str, Any] = {"status": _READY}
        if pause is not None:
            again["run_after"] = Now() + pause if pause else get_date_max()
        with transaction.atomic():
            if self._mine(row).update(**reason, **(ended if pause is None else again)) == 1:
                Turn.objects.filter(job=row.pk).update(holds=False)

    def _mine(self, row: DBTaskResult[Any, Any]) -> QuerySet[DBTaskResult[Any, Any]]:
        """The row as long as nobody has given it to another since it was claimed."""
        return self._rows().filter(pk=row.pk, status=_RUNNING, worker_ids=row.worker_ids)

    def _rows(self) -> QuerySet[DBTaskResult[Any, Any]]:
        return DBTaskResult.objects.filter(backend_name=self.alias)

    def _ready(self) -> QuerySet[DBTaskResult[Any, Any]]:
        """The jobs that may begin: not resting, and nobody has the turn of their key."""
        held = Turn.objects.filter(holds=True).values("key")
        return (
            self._rows()
            .filter(status=_READY)
            .filter(Q(run_after=get_date_max()) | Q(run_after__lte=Now()))
            .exclude(pk__in=Turn.objects.filter(key__in=held).values("job"))
        )

    def _failed(self, id: str) -> QuerySet[DBTaskResult[Any, Any]]:  # noqa: A002
        try:
            return self._rows().filter(pk=id, status=_FAILED)
        except ValidationError:
            raise UnknownJobError(id=id) from None

    def _living(self) -> QuerySet[Worker]:
        """Who has been heard of. A beat from the future comes from a clock that was set back since."""
        return Worker.objects.filter(beat_at__range=(Now() - self.lease, Now() + self.lease))


def _beat(worker: str, ended: Event, pause: timedelta) -> None:
    """Say again and again that the worker lives; a database that is away is tried at the next beat."""
    while not ended.is_set():
        try:
            if not Worker.objects.filter(pk=worker).update(beat_at=Now()):
                Worker.objects.create(pk=worker)  # believed dead after a long silence
        except DatabaseEngine.database_errors:
            _log.warning("The database is away: no heartbeat")
        close_old_connections()
        rest(pause.total_seconds(), stopping=ended.is_set)
    connection.close()
