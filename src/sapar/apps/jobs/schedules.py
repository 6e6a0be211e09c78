"""Jobs that come again: every so often, or each day at an hour of a place.

A run belongs to a slot: the five minutes, the day. The ledger has a row for each slot that was begun,
so two workers begin it once, and a clock that is set back begins no slot again. After an outage only the
present slot is begun: what was missed runs once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sapar.apps.jobs.actions import enqueue, once
from sapar.apps.jobs.engines.engine import State, engine
from sapar.apps.jobs.job import Id, Job
from sapar.apps.jobs.models import Once

LEDGER: Final = "schedule/"
_BEGINNING: Final = datetime(2020, 1, 1, tzinfo=UTC)
_KEPT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A job with its ids, and the slot that an instant lies in."""

    name: str
    job: Job
    ids: tuple[Id, ...]
    slot: Callable[[datetime], str]


SCHEDULES: Final[dict[str, Schedule]] = {}
"""All that come again, by name; `jobs.py` of each app fills it when Django starts."""


def every(period: timedelta, *ids: Id) -> Callable[[Job], Job]:
    """Decorate a job that comes again after each ``period``."""

    def slot(at: datetime) -> str:
        return (_BEGINNING + (at - _BEGINNING) // period * period).isoformat()

    return _scheduled(ids, slot)


def daily(hour: str, *ids: Id, zone: str) -> Callable[[Job], Job]:
    """Decorate a job that comes each day at ``hour``, as "03:00", of the time zone ``zone``."""
    begins, place = time.fromisoformat(hour), ZoneInfo(zone)

    def slot(at: datetime) -> str:
        here = at.astimezone(place)
        day = here.date() - timedelta(days=here.time() < begins)
        return day.isoformat()

    return _scheduled(ids, slot)


def _scheduled(ids: tuple[Id, ...], slot: Callable[[datetime], str]) -> Callable[[Job], Job]:
    def added(one: Job) -> Job:
        name = "/".join((one.module_path, *map(str, ids)))
        SCHEDULES[name] = Schedule(name=name, job=one, ids=ids, slot=slot)
        return one

    return added


def begin_due(*, at: datetime) -> int:
    """Queue every scheduled job whose slot has begun and is not in the ledger; how many."""
    slots = {f"{LEDGER}{one.name}/{one.slot(at)}": one for one in SCHEDULES.values()}
    begun = set(Once.objects.filter(pk__in=slots).values_list("pk", flat=True))
    queued = 0
    for key, schedule in slots.items():
        if key in begun:
            continue
        with once(key, at=at) as first:
            # One that still waits does for both slots: a slow queue does not grow by itself.
            waits = (schedule.ids, State.WAITING) in engine().unfinished(schedule.job)
            if first and not waits:
                enqueue(schedule.job, *schedule.ids)
                queued += 1
    return queued


def forget_begun(*, at: datetime) -> int:
    """Forget slots begun more than a week ago; a clock set back further may begin them again."""
    return Once.objects.filter(pk__startswith=LEDGER, done_at__lt=at - _KEPT).delete()[0]
