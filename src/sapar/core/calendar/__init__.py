"""Dates as the law counts them: working calendars, months with a stated rounding, time limits."""

from sapar.core.calendar.arithmetic import (
    Rounding,
    add_days,
    add_months,
    add_years,
    age_on,
    months_between,
)
from sapar.core.calendar.duration import LARGEST_AMOUNT, Duration, Unit, parse_duration
from sapar.core.calendar.errors import (
    AmbiguousDateError,
    BornLaterError,
    CalendarDataError,
    CalendarError,
    DurationError,
    HoursNeedInstantsError,
    ImpossibleDateError,
    NaiveInstantError,
    NotHoursError,
    UnknownCalendarError,
)
from sapar.core.calendar.limits import after, after_instant, before, before_instant, counting
from sapar.core.calendar.working import WorkingCalendar

__all__ = [
    "LARGEST_AMOUNT",
    "AmbiguousDateError",
    "BornLaterError",
    "CalendarDataError",
    "CalendarError",
    "Duration",
    "DurationError",
    "HoursNeedInstantsError",
    "ImpossibleDateError",
    "NaiveInstantError",
    "NotHoursError",
    "Rounding",
    "Unit",
    "UnknownCalendarError",
    "WorkingCalendar",
    "add_days",
    "add_months",
    "add_years",
    "after",
    "after_instant",
    "age_on",
    "before",
    "before_instant",
    "counting",
    "months_between",
    "parse_duration",
]
