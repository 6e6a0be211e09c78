"""From a time limit to its deadline: counted back from an event, or on from one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from sapar.core.calendar.arithmetic import Rounding, add_days, add_months, add_years
from sapar.core.calendar.duration import Duration, Unit
from sapar.core.calendar.errors import (
    HoursNeedInstantsError,
    ImpossibleDateError,
    NaiveInstantError,
    NotHoursError,
    UnknownCalendarError,
)
from sapar.core.calendar.working import WorkingCalendar

_CLEAR = {Unit.CLEAR_CALENDAR_DAYS, Unit.CLEAR_WORKING_DAYS}


def before(day: date, duration: Duration, calendars: Mapping[str, WorkingCalendar]) -> date | None:
    """The last day for an act that must be done at least ``duration`` before ``day``.

    ``day`` itself is never counted, whether or not it is open.

    - ``n`` calendar days: ``n`` days earlier; weeks, months and years likewise
    - ``n`` working days: the ``n``-th working day before
    - ``n`` clear days of either kind: ``n`` whole days lie strictly between, so one more

    None means unknown: the count leaves the calendar's horizon. Raises
    ``HoursNeedInstantsError``, ``UnknownCalendarError``, and what ``add_months`` raises.

    >>> from sapar.core.calendar import parse_duration
    >>> before(date(2026, 2, 19), parse_duration("15 calendar days"), {})
    datetime.date(2026, 2, 4)
    >>> before(date(2026, 2, 19), parse_duration("15 clear calendar days"), {})
    datetime.date(2026, 2, 3)
    """
    return counting(duration, calendars, back=True)(day)


def after(day: date, duration: Duration, calendars: Mapping[str, WorkingCalendar]) -> date | None:
    """The day ``duration`` after the event on ``day``, not counted itself: ``before`` in a mirror.

    The ``n``-th day, or working day, after is the last day of a limit of ``n`` days. After ``n``
    clear days comes the first day on which something may happen that must wait for them.
    Unknown and errors are as for ``before``.

    >>> from sapar.core.calendar import parse_duration
    >>> after(date(2026, 1, 31), parse_duration("1 month rounding down"), {})
    datetime.date(2026, 2, 28)
    """
    return counting(duration, calendars, back=False)(day)


def before_instant(instant: datetime, duration: Duration) -> datetime:
    """The last instant for an act that must be done at least so many hours before ``instant``.

    Hours are elapsed hours, also across a change to summer time; the answer is in the time zone
    of ``instant``. Raises ``NaiveInstantError``, ``NotHoursError``, ``ImpossibleDateError``.

    >>> from datetime import timezone
    >>> from sapar.core.calendar import parse_duration
    >>> flight = datetime(2026, 2, 28, 2, 30, tzinfo=timezone(timedelta(hours=9)))
    >>> before_instant(flight, parse_duration("4 hours")).isoformat()
    '2026-02-27T22:30:00+09:00'
    """
    return _shifted(instant, duration, sign=-1)


def after_instant(instant: datetime, duration: Duration) -> datetime:
    """The instant so many elapsed hours after ``instant``: ``before_instant`` in a mirror."""
    return _shifted(instant, duration, sign=1)


def counting(
    duration: Duration, calendars: Mapping[str, WorkingCalendar], *, back: bool
) -> Callable[[date], date | None]:
    """``before`` (``back``) or ``after`` of one limit as a function of the day, for many days.

    Raises ``HoursNeedInstantsError`` and ``UnknownCalendarError``.

    >>> from sapar.core.calendar import parse_duration
    >>> counting(parse_duration("2 weeks"), {}, back=True)(date(2026, 2, 28))
    datetime.date(2026, 2, 14)
    """
    n = duration.amount + (duration.unit in _CLEAR)
    n = -n if back else n
    match duration.unit:
        case Unit.HOURS:
            raise HoursNeedInstantsError(duration=str(duration))
        case Unit.CALENDAR_DAYS | Unit.CLEAR_CALENDAR_DAYS:
            return lambda day: add_days(day, n)
        case Unit.WORKING_DAYS | Unit.CLEAR_WORKING_DAYS:
            add_working_days = _calendar_of(duration, calendars).add_working_days
            return lambda day: add_working_days(day, n)
        case Unit.WEEKS:
            return lambda day: add_days(day, 7 * n)
        case Unit.MONTHS:
            rounding = duration.rounding or Rounding.REFUSE
            return lambda day: add_months(day, n, rounding=rounding)
        case Unit.YEARS:
            rounding = duration.rounding or Rounding.REFUSE
            return lambda day: add_years(day, n, rounding=rounding)
    assert_never(duration.unit)


def _calendar_of(duration: Duration, calendars: Mapping[str, WorkingCalendar]) -> WorkingCalendar:
    name = duration.calendar or ""
    if name not in calendars:
        raise UnknownCalendarError(name, known=calendars)
    return calendars[name]


def _shifted(instant: datetime, duration: Duration, *, sign: int) -> datetime:
    if instant.utcoffset() is None:
        raise NaiveInstantError(instant)
    if duration.unit is not Unit.HOURS:
        raise NotHoursError(duration=str(duration))
    # Through UTC: subtracting within a zone would move the hands of the clock, not the time.
    try:
        elapsed = instant.astimezone(UTC) + timedelta(hours=sign * duration.amount)
        return elapsed.astimezone(instant.tzinfo)
    except OverflowError:
        raise ImpossibleDateError(
            start=instant, step=f"{sign * duration.amount:+d} hours"
        ) from None
