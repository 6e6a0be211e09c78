"""What can go wrong with dates.

    CalendarError                  a question about dates has no answer
    ├── AmbiguousDateError         31 February: nobody said whether to round up or down
    ├── ImpossibleDateError        before the year 1 or after the year 9999
    ├── BornLaterError             an age on a day before the birth
    ├── DurationError              a time limit is not written as one
    ├── UnknownCalendarError       a time limit names a calendar that is not at hand
    ├── HoursNeedInstantsError     hours were counted from a day
    ├── NotHoursError              something else than hours was counted from an instant
    ├── NaiveInstantError          an instant without a time zone
    └── CalendarDataError          a working calendar contradicts itself

A day outside a calendar's horizon is none of these: the answer is None, unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sapar.core.kernel import SaparError, did_you_mean


class CalendarError(SaparError):
    """A question about dates has no answer."""

    code = "calendar"


class AmbiguousDateError(CalendarError):
    """The day of the month does not exist there, and nobody said which neighbour to take."""

    code = "calendar_ambiguous_date"

    def __init__(self, *, start: date, earlier: date, later: date) -> None:
        super().__init__(
            f"Counted in months from {start}, the day falls between {earlier} and {later}.",
            mend='Say "rounding down" for the earlier day or "rounding up" for the later one.',
            params={"start": str(start), "earlier": str(earlier), "later": str(later)},
        )
        self.start = start
        self.earlier = earlier
        self.later = later


class ImpossibleDateError(CalendarError):
    """The result lies before the year 1 or after the year 9999."""

    code = "calendar_impossible_date"

    def __init__(self, *, start: date, step: str) -> None:
        super().__init__(
            f"{step} from {start} is outside the years 1 to 9999.",
            mend="Check the date and the number.",
            params={"start": str(start), "step": step},
        )
        self.start = start
        self.step = step


class BornLaterError(CalendarError):
    """Somebody's age was asked for a day before the birth."""

    code = "calendar_born_later"

    def __init__(self, *, born: date, day: date) -> None:
        super().__init__(
            f"There is no age on {day} for somebody born on {born}.",
            mend="Check the date of birth.",
            params={"born": str(born), "day": str(day)},
        )
        self.born = born
        self.day = day


class DurationError(CalendarError):
    """A time limit is not written as one; ``mend`` says what to write."""

    code = "calendar_duration"

    def __init__(self, message: str, *, text: str, mend: str) -> None:
        super().__init__(message, mend=mend, params={"text": text})
        self.text = text


class UnknownCalendarError(CalendarError):
    """A time limit counts working days of a calendar that is not at hand."""

    code = "calendar_unknown"

    def __init__(self, calendar: str, *, known: Iterable[str]) -> None:
        names = sorted(known)
        listed = f"Known calendars: {', '.join(names)}." if names else "No calendar was given."
        super().__init__(
            f'There is no working calendar "{calendar}".',
            mend=did_you_mean(calendar, names) or listed,
            params={"calendar": calendar},
        )
        self.calendar = calendar


class HoursNeedInstantsError(CalendarError):
    """Hours were counted from a day, which has no hour."""

    code = "calendar_hours_need_instants"

    def __init__(self, *, duration: str) -> None:
        super().__init__(
            f'"{duration}" cannot be counted from a day.',
            mend="Count hours from an instant, or write the limit in days.",
            params={"duration": duration},
        )
        self.duration = duration


class NotHoursError(CalendarError):
    """A limit in days or longer was counted from an instant."""

    code = "calendar_not_hours"

    def __init__(self, *, duration: str) -> None:
        super().__init__(
            f'"{duration}" is counted from a day, not from an instant.',
            mend="Take the date in the time zone of the place where the act happens.",
            params={"duration": duration},
        )
        self.duration = duration


class NaiveInstantError(CalendarError):
    """An instant without a time zone is not an instant."""

    code = "calendar_naive_instant"

    def __init__(self, instant: datetime) -> None:
        super().__init__(
            f"{instant.isoformat(sep=' ')} has no time zone.",
            mend="Add the time zone of the place where the act happens.",
            params={"instant": instant.isoformat()},
        )
        self.instant = instant


class CalendarDataError(CalendarError):
    """A working calendar contradicts itself; carries the days that do."""

    code = "calendar_data"

    def __init__(
        self, message: str, *, calendar: str, days: Iterable[date] = (), mend: str
    ) -> None:
        self.calendar = calendar
        self.days = tuple(sorted(days))
        listed = ", ".join(str(day) for day in self.days)
        super().__init__(
            f"Calendar {calendar}: {message}{': ' if listed else ''}{listed}.",
            mend=mend,
            params={"calendar": calendar, "days": listed},
        )
