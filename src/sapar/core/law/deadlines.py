"""The deadlines that run in a position: computed each time, never stored as a timer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sapar.core.calendar import (
    Duration,
    Unit,
    WorkingCalendar,
    after,
    after_instant,
    before,
    before_instant,
)
from sapar.core.law.ends import Ends
from sapar.core.law.position import Position
from sapar.core.law.procedure import Procedure, TimeLimit

EndsOf = Callable[[str], Ends | None]
REMINDED_AT = time(9)
"""The hour of the place at which a reminder of a day goes out."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A time limit as it runs for one case.

    ``safe_day`` holds under every reading, ``day`` under the governing one; both None where no number
    is known or it cannot be counted yet. ``lapses_at`` is the first instant after it. ``reminders``
    are the instants at which the one who must act is reminded, first to last.
    """

    limit: TimeLimit
    day: date | None
    safe_day: date | None
    lapses_at: datetime | None
    reminders: tuple[datetime, ...]
    is_held: bool

    @property
    def id(self) -> str:
        """The name of the time limit."""
        return self.limit.id

    def has_lapsed(self, now: datetime) -> bool:
        """Whether its end lies behind ``now``."""
        return self.lapses_at is not None and self.lapses_at <= now


def deadlines_of(
    procedure: Procedure,
    position: Position,
    *,
    ends: EndsOf,
    calendars: Mapping[str, WorkingCalendar],
    zone: tzinfo,
) -> tuple[Deadline, ...]:
    """The deadlines that run, the nearest first; those without an end come last."""
    running = [
        _deadline(limit, procedure, position, ends, calendars, zone)
        for limit in procedure.time_limits
        if position.state in limit.during
    ]
    never = datetime.max.replace(tzinfo=zone)
    return tuple(sorted(running, key=lambda one: one.lapses_at or never))


def _deadline(
    limit: TimeLimit,
    procedure: Procedure,
    position: Position,
    ends: EndsOf,
    calendars: Mapping[str, WorkingCalendar],
    zone: tzinfo,
) -> Deadline:
    day, safe_day, lapses_at = _end(limit, position, ends, calendars, zone)
    return Deadline(
        limit=limit,
        day=day,
        safe_day=safe_day,
        lapses_at=lapses_at,
        reminders=_reminders(limit, safe_day or day, lapses_at, calendars, zone),
        is_held=any(procedure.hold(one).stops_move(limit.then or "") for one in position.holds),
    )


def _end(
    limit: TimeLimit,
    position: Position,
    ends: EndsOf,
    calendars: Mapping[str, WorkingCalendar],
    zone: tzinfo,
) -> tuple[date | None, date | None, datetime | None]:
    if limit.ends_with is not None:
        found = ends(limit.ends_with)
        if found is None or not found.is_known or found.last is None:
            return None, None, None
        return found.last, found.safe_last, _day_after(found.last, zone)
    if limit.within is None:
        return None, None, None
    started_on, started_at = _start(limit, position)
    if limit.within.unit is Unit.HOURS:
        instant = after_instant(started_at.astimezone(zone), limit.within)
        return instant.date(), instant.date(), instant
    day = after(started_on, limit.within, calendars)
    return day, day, _day_after(day, zone) if day else None


def _start(limit: TimeLimit, position: Position) -> tuple[date, datetime]:
    if limit.since is not None and limit.since in position.moved_on:
        return position.moved_on[limit.since]
    return position.entered_on, position.since


def _day_after(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day + _DAY, time(), tzinfo=zone)


def _reminders(
    limit: TimeLimit,
    day: date | None,
    lapses_at: datetime | None,
    calendars: Mapping[str, WorkingCalendar],
    zone: tzinfo,
) -> tuple[datetime, ...]:
    if day is None or lapses_at is None:
        return ()
    found = {_reminder(lead, day, lapses_at, calendars, zone) for lead in limit.remind}
    return tuple(sorted(one for one in found if one is not None))


def _reminder(
    lead: Duration,
    day: date,
    lapses_at: datetime,
    calendars: Mapping[str, WorkingCalendar],
    zone: tzinfo,
) -> datetime | None:
    if lead.unit is Unit.HOURS:
        return before_instant(lapses_at, lead)
    reminded_on = before(day, lead, calendars)
    return datetime.combine(reminded_on, REMINDED_AT, tzinfo=zone) if reminded_on else None
