"""The engine for many machines: Procrastinate, on PostgreSQL, with its own workers, locks and retries."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

import procrastinate
import psycopg
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException
from procrastinate.sql import queries as statements

from sapar.apps.jobs.attempts import pause_after
from sapar.apps.jobs.engines.engine import Engine, Failure, Queue, State, UnknownJobError
from sapar.apps.jobs.job import Id, Job, key_of
from sapar.apps.jobs.tasks import TaskResult, TaskResultStatus

_IDLE: Final = 0.2
_LONG_AGO: Final = datetime(2020, 1, 1, tzinfo=UTC)
_STATES = {"todo": State.WAITING, "doing": State.RUNNING, "failed": State.FAILED}


class _AfterPauses(procrastinate.BaseRetryStrategy):
    """The pauses of every engine."""

    def get_retry_decision(
        self,
        *,
        exception: BaseException,  # noqa: ARG002 (Procrastinate names it)
        job: procrastinate.jobs.Job,
    ) -> procrastinate.RetryDecision | None:
        pause = pause_after(job.attempts + 1)
        if pause is None:
            return None
        return procrastinate.RetryDecision(retry_in={"seconds": int(pause.total_seconds())})


@app.task(name="sapar", retry=_AfterPauses())
def perform(*, task: str, ids: list[Id]) -> None:
    """The one task that Procrastinate knows: it calls the job of that path."""
    import_string(task).call(*ids)


class ProcrastinateEngine(Engine):
    """Its queue is in our PostgreSQL, so a job rolls back with the transaction here, too."""

    supports_defer = True
    supports_priority = True
    database_errors = (OperationalError, InterfaceError, ConnectorException, psycopg.Error)

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:  # noqa: ARG002
        """Queue one; a job has ids and nothing by name."""
        self.validate_task(task)
        self.enqueue_many(task, [tuple(args)])
        return TaskResult(
            task=task, id="", status=TaskResultStatus.READY, enqueued_at=None, started_at=None,
            finished_at=None, last_attempted_at=None, args=list(args), kwargs={},
            backend=self.alias, errors=[], worker_ids=[],
        )  # fmt: skip

    def enqueue_many(self, one: Job, many: Sequence[tuple[Id, ...]]) -> None:
        """Queue the job for each of these ids, in one statement."""
        orders = [self._order(one, ids) for ids in many]
        app.job_manager.batch_defer_jobs(orders)

    def unfinished(self, one: Job) -> set[tuple[tuple[Id, ...], State]]:
        """The ids with which this job waits, runs or has failed, each with that state."""
        rows = self._rows().filter(args__task=one.module_path)
        return {
            (tuple(args["ids"]), _STATES[status])
            for args, status in rows.values_list("args", "status")
        }

    def queue(self) -> Queue:
        """How full the queue is."""
        found = self._rows().aggregate(
            waiting=Count("pk", filter=Q(status="todo"), distinct=True),
            running=Count("pk", filter=Q(status="doing"), distinct=True),
            failed=Count("pk", filter=Q(status="failed"), distinct=True),
            oldest=Min("procrastinateevent__at", filter=Q(status="todo")),
        )
        return Queue(**found)

    def failures(self, limit: int) -> list[Failure]:
        """The jobs that are not tried again by themselves, the latest first; why is in the log."""
        rows = self._rows().filter(status="failed").order_by("-pk")[:limit]
        return [
            Failure(
                id=str(row.pk),
                task=row.args["task"],
                ids=tuple(row.args["ids"]),
                attempts=row.attempts,
                reason="",
            )
            for row in rows
        ]

    def retry(self, id: str) -> None:  # noqa: A002
        """Try a failed job anew."""
        with transaction.atomic():
            path, ids = self._taken(id)
            self.enqueue_many(import_string(path), [ids])

    def discard(self, id: str) -> None:  # noqa: A002
        """Forget a failed job."""
        self._taken(id)

    def sweep(self) -> int:
        """Give the jobs of dead workers back, or fail those that were tried too often; how many."""
        with transaction.atomic():
            # Locked first, so that no other sweep gives back what has begun again meanwhile.
            doing = {
                row.pk: row
                for row in self._rows().filter(status="doing").select_for_update(skip_locked=True)
            }
            stalled = app.connector.execute_query_all(
                statements["select_stalled_jobs_by_heartbeat"],
                queue=None,
                task_name=None,
                seconds_since_heartbeat=self.lease.total_seconds(),
            )
            dead = [doing[one["id"]] for one in stalled if one["id"] in doing]
            for row in dead:
                if pause_after(row.attempts + 1) is None:
                    app.connector.execute_query(
                        statements["finish_job"], job_id=row.pk, status="failed", delete_job=False
                    )
                else:
                    app.job_manager.retry_job_by_id(row.pk, retry_at=_LONG_AGO)
        return len(dead)

    def work(self, *, stopping: Callable[[], bool], until_empty: bool = False) -> None:
        """Run Procrastinate's worker until told to stop, finishing the job begun."""
        asyncio.run(self._work(stopping, until_empty=until_empty))

    async def _work(self, stopping: Callable[[], bool], *, until_empty: bool) -> None:
        lease = self.lease.total_seconds()
        with_pool = app.with_connector(DjangoConnector().get_worker_connector())
        async with with_pool.open_async():
            work = asyncio.create_task(
                with_pool.run_worker_async(
                    wait=not until_empty,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                    update_heartbeat_interval=lease / 4,
                    stalled_worker_timeout=lease,
                )
            )
            while not work.done() and not stopping():
                await asyncio.wait([work], timeout=_IDLE)
            work.cancel()  # it finishes the job at hand first
            with suppress(asyncio.CancelledError):
                await work

    def _taken(self, id: str) -> tuple[str, tuple[Id, ...]]:  # noqa: A002
        """Take a failed job out of the queue: the path of its task, and its ids."""
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM procrastinate_jobs WHERE id::text = %s AND status = 'failed' "
                "RETURNING args->>'task', args->'ids'",
                [id],
            )
            found = cursor.fetchone()
        if found is None:
            raise UnknownJobError(id=id)
        return found[0], tuple(json.loads(found[1]))

    def _order(self, one: Job, ids: tuple[Id, ...]) -> procrastinate.jobs.Job:
        configured = perform.configure(
            lock=key_of(one, ids) or None,
            priority=one.priority,
            schedule_at=one.run_after,
        )
        return configured.make_new_job(task=one.module_path, ids=list(ids))

    def _rows(self) -> QuerySet[ProcrastinateJob]:
        return ProcrastinateJob.objects.filter(task_name=perform.name, status__in=_STATES)
