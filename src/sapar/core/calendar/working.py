"""Working calendars: which days are open for business in one place, and counting them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from sapar.core.calendar.errors import CalendarDataError

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """The open and closed days of one state or region, from ``first`` to ``last`` inclusive.

    Outside that horizon every answer is None, which means unknown: a calendar never guesses.

    - ``id``: as time limits write it, ``KR``; ``name``: for people
    - ``weekend``: weekdays that are closed, Monday 0 to Sunday 6
    - ``closed``: public days off and their names; they may fall on a weekend
    - ``open_weekends``: weekend days declared working, as Saturday 2024-05-04 in Kazakhstan
    - ``estimated``: those of ``closed`` whose date is not certain yet, as a feast of the moon;
      an answer that rests on one deserves a caveat
    - ``source`` and ``retrieved``: where the days come from, and when they were taken

    Raises ``CalendarDataError`` when the parts contradict each other.

    >>> korea = WorkingCalendar(
    ...     id="KR", name="Korea", first=date(2025, 12, 1), last=date(2026, 1, 31),
    ...     weekend=frozenset({5, 6}), open_weekends=frozenset(), estimated=frozenset(),
    ...     closed={date(2025, 12, 25): "Christmas Day", date(2026, 1, 1): "New Year's Day"},
    ...     source="Act on Public Holidays", retrieved=date(2025, 11, 28))
    >>> korea.is_working_day(date(2025, 12, 24)), korea.is_working_day(date(2025, 12, 25))
    (True, False)
    >>> korea.add_working_days(date(2026, 1, 4), -3)
    datetime.date(2025, 12, 30)
    >>> korea.working_days_between(date(2025, 12, 22), date(2025, 12, 29))
    4
    >>> korea.is_working_day(date(2026, 2, 2)) is None
    True
    """

    id: str
    name: str
    first: date
    last: date
    weekend: frozenset[int]
    closed: Mapping[date, str] = field(hash=False)
    open_weekends: frozenset[date]
    estimated: frozenset[date]
    source: str
    retrieved: date

    # By index, the number of days since ``first``: is the day open; how many open days come before.
    _origin: int = field(init=False, repr=False, compare=False)
    _is_open: tuple[bool, ...] = field(init=False, repr=False, compare=False)
    _before: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _open_days: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "closed", dict(self.closed))
        _check(self)
        days = [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]
        is_open = tuple(self._declared_open(day) for day in days)
        object.__setattr__(self, "_origin", self.first.toordinal())
        object.__setattr__(self, "_is_open", is_open)
        object.__setattr__(self, "_before", tuple(accumulate(is_open, initial=0)))
        object.__setattr__(
            self, "_open_days", tuple(d for d, yes in zip(days, is_open, strict=True) if yes)
        )

    def is_working_day(self, day: date) -> bool | None:
        """Is ``day`` open? None outside the horizon."""
        index = day.toordinal() - self._origin
        if 0 <= index < len(self._is_open):
            return self._is_open[index]
        return None

    def working_days_between(self, start: date, end: date) -> int | None:
        """The number of working days in [``start``, ``end``), negative when ``end`` comes first.

        None when one of those days is outside the horizon; the bound may be the day after ``last``.
        """
        low, high = start.toordinal() - self._origin, end.toordinal() - self._origin
        bound = len(self._is_open)
        if 0 <= low <= bound and 0 <= high <= bound:
            return self._before[high] - self._before[low]
        return None

    def add_working_days(self, day: date, n: int) -> date | None:
        """The ``n``-th working day after ``day``, or before it when ``n`` is negative.

        ``day`` itself is never counted, open or closed; with ``n`` 0 it is the answer. None when
        ``day`` or the answer is outside the horizon.
        """
        index = day.toordinal() - self._origin
        if not 0 <= index < len(self._is_open):
            return None
        if n == 0:
            return day
        place = self._before[index + 1] + n - 1 if n > 0 else self._before[index] + n
        if 0 <= place < len(self._open_days):
            return self._open_days[place]
        return None

    def why_closed(self, day: date) -> str | None:
        """The name of the day off, else of the weekend day; None when open or outside the horizon.

        Names are as the source has them, in English; a working weekend is open.
        """
        if self.is_working_day(day) is not False:
            return None
        return self.closed.get(day) or _WEEKDAYS[day.weekday()]

    def estimates_in(self, start: date, end: date) -> tuple[date, ...]:
        """The estimated days off from ``start`` to ``end``, both included, in order."""
        days = sorted(self.estimated)
        return tuple(day for day in days[bisect_left(days, start) :] if day <= end)

    def _declared_open(self, day: date) -> bool:
        return day in self.open_weekends or not (
            day in self.closed or day.weekday() in self.weekend
        )


def _check(calendar: WorkingCalendar) -> None:
    """Raises ``CalendarDataError`` at the first contradiction."""
    if calendar.last < calendar.first:
        _refuse(calendar, "its last day is before its first", (), "Exchange first and last.")
    if not calendar.weekend <= set(range(7)):
        _refuse(calendar, "a weekend day is not a weekday", (), "Use 0 for Monday to 6 for Sunday.")
    named = {*calendar.closed, *calendar.open_weekends}
    _refuse_days(
        calendar,
        "days outside its horizon",
        (day for day in named if not calendar.first <= day <= calendar.last),
        "Widen the horizon only if all its days are known; otherwise take these days out.",
    )
    _refuse_days(
        calendar,
        "working weekends that are not on a weekend",
        (day for day in calendar.open_weekends if day.weekday() not in calendar.weekend),
        "Take them out: the day is open anyway.",
    )
    _refuse_days(
        calendar,
        "days both closed and open",
        calendar.open_weekends & calendar.closed.keys(),
        "Keep each in one list.",
    )
    _refuse_days(
        calendar,
        "estimated days that are not closed",
        calendar.estimated - calendar.closed.keys(),
        "Name them among the closed days too.",
    )


def _refuse_days(calendar: WorkingCalendar, problem: str, days: Iterable[date], mend: str) -> None:
    wrong = tuple(days)
    if wrong:
        _refuse(calendar, problem, wrong, mend)


def _refuse(calendar: WorkingCalendar, problem: str, days: Iterable[date], mend: str) -> None:
    raise CalendarDataError(problem, calendar=calendar.id, days=days, mend=mend)
