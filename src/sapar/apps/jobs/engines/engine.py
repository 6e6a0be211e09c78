"""What an engine can do beyond Django's interface for tasks."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from django.core.exceptions import ImproperlyConfigured

from sapar.apps.jobs.job import Id, Job
from sapar.apps.jobs.tasks import BaseTaskBackend, task_backends

_STEP: Final = 0.1


def rest(seconds: float, *, stopping: Callable[[], bool]) -> None:
    """Sleep, and wake up when it is time to stop."""
    end = time.monotonic() + seconds
    while not stopping() and time.monotonic() < end:
        time.sleep(_STEP)


class State(StrEnum):
    """Where an unfinished job stands. A finished one leaves the queue: the ledger is its result."""

    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """How many jobs there are, and since when the oldest of the waiting ones waits."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A job that was tried as often as it may be; ``reason`` is the error's class, where it is kept."""

    id: str
    task: str
    ids: tuple[Id, ...]
    attempts: int
    reason: str


class UnknownJobError(LookupError):
    """There is no failed job of that id; list them with `queries.failures`."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 (the word of the queue)
        super().__init__(f"There is no failed job {id}.")
        self.id = id


class Engine(BaseTaskBackend):
    """A back end that rolls back with the transaction, and whose dead workers' jobs come back."""

    database_errors: ClassVar[tuple[type[Exception], ...]]
    """What is raised when the database goes away."""

    @property
    def lease(self) -> timedelta:
        """How long a worker may be silent before its job is given to another."""
        return timedelta(seconds=self.options.get("lease", 30))

    @abstractmethod
    def enqueue_many(self, one: Job, many: Sequence[tuple[Id, ...]]) -> None:
        """Queue the job for each of these ids, in a few statements."""

    @abstractmethod
    def unfinished(self, one: Job) -> set[tuple[tuple[Id, ...], State]]:
        """The ids with which this job waits, runs or has failed, each with that state."""

    @abstractmethod
    def queue(self) -> Queue:
        """How full the queue is."""

    @abstractmethod
    def failures(self, limit: int) -> list[Failure]:
        """The jobs that are not tried again by themselves."""

    @abstractmethod
    def retry(self, id: str) -> None:  # noqa: A002
        """Try a failed job anew. Raises ``UnknownJobError``."""

    @abstractmethod
    def discard(self, id: str) -> None:  # noqa: A002
        """Forget a failed job. Raises ``UnknownJobError``."""

    @abstractmethod
    def sweep(self) -> int:
        """Give the jobs of dead workers back, or fail those that were tried too often; how many."""

    @abstractmethod
    def work(self, *, stopping: Callable[[], bool], until_empty: bool = False) -> None:
        """Run jobs until told to stop, finishing the one begun. Raises ``database_errors``."""


def engine() -> Engine:
    """The engine that SAPAR_JOBS chose."""
    chosen = task_backends["default"]
    if not isinstance(chosen, Engine):
        raise ImproperlyConfigured(f"{type(chosen).__name__} is no engine of sapar.apps.jobs.")
    return chosen
