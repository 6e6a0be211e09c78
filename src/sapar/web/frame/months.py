"""A small calendar that marks the days that matter, as values for the macro `calendar` of `components.html`.

A page has a hundred of them: named tuples are the quickest to build.
"""

import calendar
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from babel.core import Locale
from babel.dates import format_skeleton
from django.utils.translation import gettext as _

__all__ = ["Calendar", "Day", "Legend", "Mark", "Month", "calendar_of"]

_STARTS_ON_SUNDAY = frozenset({"ko"})


class Mark(StrEnum):
    """Why a day matters. The value names its sign in `marks.svg` and its CSS class."""

    EARLIEST = "earliest"
    SAFE_LAST = "safe-last"
    LAST = "last"
    DEPART = "depart"
    OPEN = "open"
    CLOSED = "closed"
    TODAY = "today"

    @property
    def text(self) -> str:
        """What the mark says when the page has no words of its own for it."""
        match self:
            case Mark.EARLIEST:
                return _("First possible day")
            case Mark.SAFE_LAST:
                return _("Last safe day")
            case Mark.LAST:
                return _("Last day")
            case Mark.DEPART:
                return _("Day of departure")
            case Mark.OPEN:
                return _("Possible day")
            case Mark.CLOSED:
                return _("Closed: weekend or holiday")
            case Mark.TODAY:
                return _("Today")


class Legend(NamedTuple):
    """A sign and what it means here; `day` when it marks exactly one."""

    mark: str
    text: str
    day: date | None = None


class Day(NamedTuple):
    """One cell: the day of the month and what is to be said of it."""

    number: int
    marks: tuple[Legend, ...] = ()

    @property
    def css(self) -> str:
        """The classes of the cell."""
        return " ".join(f"day--{said.mark}" for said in self.marks)


class Month(NamedTuple):
    """One table. A cell outside the month is None; `weekdays` are pairs (short, full)."""

    caption: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[Day | None, ...], ...]


class Calendar(NamedTuple):
    """The months from the first marked day to the last, and what the signs mean."""

    months: tuple[Month, ...]
    legend: tuple[Legend, ...]


def calendar_of(
    marks: Mapping[date, frozenset[Mark]],
    *,
    language: str,
    texts: Mapping[Mark, str] | None = None,
) -> Calendar:
    """Draw every month from the first day that matters to the last.

    A closed or possible day alone opens no month. `texts` replaces the words of a mark:
    {Mark.EARLIEST: "First day to notify"}.
    """
    said = {mark: Legend(mark.value, (texts or {}).get(mark) or mark.text) for mark in Mark}
    telling = [day for day, here in marks.items() if here - {Mark.CLOSED, Mark.OPEN}]
    if not telling:
        return Calendar(months=(), legend=())
    months = _months_between(min(telling), max(telling))
    shown = {day: here for day, here in marks.items() if (day.year, day.month) in months}
    return Calendar(
        months=tuple(_month(year, month, shown, said, language) for year, month in months),
        legend=_legend(shown, said),
    )


def _months_between(first: date, last: date) -> list[tuple[int, int]]:
    ordinals = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(ordinal // 12, ordinal % 12 + 1) for ordinal in ordinals]


def _month(
    year: int,
    month: int,
    marks: Mapping[date, frozenset[Mark]],
    said: Mapping[Mark, Legend],
    language: str,
) -> Month:
    blank = _blank_month(year, month, language)
    here = {
        day.day: marked for day, marked in marks.items() if (day.year, day.month) == (year, month)
    }
    weeks = tuple(
        tuple(
            Day(day.number, tuple(said[mark] for mark in Mark if mark in here[day.number]))
            if day and day.number in here
            else day
            for day in week
        )
        for week in blank.weeks
    )
    return blank._replace(weeks=weeks)


@lru_cache(maxsize=1024)
def _blank_month(year: int, month: int, language: str) -> Month:
    """A month as it hangs on the wall, before anything is marked in it."""
    first_weekday = calendar.SUNDAY if language in _STARTS_ON_SUNDAY else calendar.MONDAY
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(year, month)
    names = Locale.parse(language).days["stand-alone"]
    order = [day.weekday() for day in weeks[0]]
    return Month(
        caption=format_skeleton("yMMMM", date(year, month, 1), locale=language).replace(
            "\u202f", "\xa0"
        ),
        weekdays=tuple((names["abbreviated"][day], names["wide"][day]) for day in order),
        weeks=tuple(
            tuple(Day(day.day) if day.month == month else None for day in week) for week in weeks
        ),
    )


def _legend(
    marks: Mapping[date, frozenset[Mark]], said: Mapping[Mark, Legend]
) -> tuple[Legend, ...]:
    lines = []
    for mark in Mark:
        days = [day for day, here in marks.items() if mark in here]
        if days:
            day = days[0] if len(days) == 1 else None
            lines.append(said[mark]._replace(day=day))
    return tuple(lines)
