"""Work that the clock makes due, found again and again from what is stored, never from a lost timer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from sapar.apps.jobs.actions import enqueue_many
from sapar.apps.jobs.engines.engine import engine
from sapar.apps.jobs.job import Id, Job, job, plain
from sapar.apps.jobs.schedules import every

Finder = Callable[[datetime, int], Iterable[Id]]
"""Given an instant and a limit: what is due then and not yet done, the most urgent first."""

MOST: Final = 1000
"""How many are queued in one sweep."""

_FOUND: Final[dict[str, tuple[Job, Finder]]] = {}


def due_work(one: Job, *, sweep: timedelta = timedelta(minutes=1)) -> Callable[[Finder], Finder]:
    """Decorate the finder of what is due: at each sweep the job is queued for each id that it finds.

    An id whose job waits, runs or has failed is not queued again. The job's effect goes through
    ``once``, so that what was found twice happens once.
    """

    def added(finder: Finder) -> Finder:
        _FOUND[one.module_path] = (one, finder)
        every(sweep, one.module_path)(queue_due)
        return finder

    return added


@job(key="due/{0}")
def queue_due(name: str, *, at: datetime) -> None:
    """Sweep once: queue what one finder finds."""
    one, finder = _FOUND[name]
    known = {ids for ids, _ in engine().unfinished(one)}
    # Those in the queue may be found again: they must not hide the rest.
    found = (plain((each,)) for each in finder(at, MOST + len(known)))
    enqueue_many(one, [ids for ids in found if ids not in known][:MOST])
