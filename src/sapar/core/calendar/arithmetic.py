"""Days, months, years and ages; months and years never round in silence."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum

from sapar.core.calendar.errors import AmbiguousDateError, BornLaterError, ImpossibleDateError


class Rounding(Enum):
    """What becomes of a day that its month does not have, as 31 February. There is no default."""

    UP = "up"
    """The first day of the next month."""
    DOWN = "down"
    """The last day of that month."""
    REFUSE = "refuse"
    """An ``AmbiguousDateError``: the law does not say, so we do not either."""


def add_days(day: date, n: int) -> date:
    """The day ``n`` calendar days after ``day``, before it when ``n`` is negative.

    Raises ``ImpossibleDateError`` outside the years 1 to 9999.

    >>> add_days(date(2026, 2, 19), -15)
    datetime.date(2026, 2, 4)
    """
    try:
        return day + timedelta(days=n)
    except OverflowError:
        raise ImpossibleDateError(start=day, step=f"{n:+d} days") from None


def add_months(day: date, n: int, *, rounding: Rounding) -> date:
    """The same day of the month ``n`` months later, earlier when ``n`` is negative.

    Raises ``AmbiguousDateError`` when the month has no such day and ``rounding`` is REFUSE,
    ``ImpossibleDateError`` outside the years 1 to 9999.

    >>> add_months(date(2026, 1, 31), 1, rounding=Rounding.DOWN)
    datetime.date(2026, 2, 28)
    >>> add_months(date(2026, 1, 31), 1, rounding=Rounding.UP)
    datetime.date(2026, 3, 1)
    >>> add_months(date(2026, 1, 30), 2, rounding=Rounding.REFUSE)
    datetime.date(2026, 3, 30)
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise ImpossibleDateError(start=day, step=f"{n:+d} months")
    length = monthrange(year, month0 + 1)[1]
    if day.day <= length:
        return day.replace(year=year, month=month0 + 1)
    down = day.replace(year=year, month=month0 + 1, day=length)
    return _rounded(start=day, down=down, rounding=rounding)


def add_years(day: date, n: int, *, rounding: Rounding) -> date:
    """The same day ``n`` years later; only 29 February ever needs rounding.

    Raises as ``add_months`` does.

    >>> add_years(date(2024, 2, 29), 1, rounding=Rounding.UP)
    datetime.date(2025, 3, 1)
    >>> add_years(date(2024, 2, 29), 4, rounding=Rounding.REFUSE)
    datetime.date(2028, 2, 29)
    """
    return add_months(day, 12 * n, rounding=rounding)


def months_between(start: date, end: date, *, rounding: Rounding) -> int:
    """How many whole months have been completed from ``start`` to ``end``.

    It is the largest ``n`` for which ``add_months(start, n)`` is not after ``end``; negative when
    ``end`` is before ``start``, of the same size as the other way round. ``rounding`` matters on
    the last day of a month shorter than the day of ``start``; REFUSE raises
    ``AmbiguousDateError`` there and nowhere else.

    >>> months_between(date(2026, 1, 15), date(2026, 4, 14), rounding=Rounding.REFUSE)
    2
    >>> months_between(date(2026, 1, 31), date(2026, 2, 28), rounding=Rounding.DOWN)
    1
    >>> months_between(date(2026, 1, 31), date(2026, 2, 28), rounding=Rounding.UP)
    0
    """
    if end < start:
        return -months_between(end, start, rounding=rounding)
    begun = (end.year - start.year) * 12 + end.month - start.month
    if end.day >= start.day:
        return begun
    if end.day < monthrange(end.year, end.month)[1]:
        return begun - 1
    return begun if _rounded(start=start, down=end, rounding=rounding) == end else begun - 1


def age_on(born: date, day: date, *, rounding: Rounding) -> int:
    """The age in completed years on ``day``; on a birthday the new year counts from its beginning.

    Somebody born on 29 February turns a year older, in common years, on 1 March (UP) or on
    28 February (DOWN). The law that uses the age decides which: this function favours none, and
    REFUSE raises ``AmbiguousDateError`` on exactly that 28 February. A day before the birth
    raises ``BornLaterError``.

    >>> age_on(date(2009, 2, 20), date(2026, 2, 19), rounding=Rounding.REFUSE)
    16
    >>> age_on(date(2008, 2, 29), date(2025, 2, 28), rounding=Rounding.UP)
    16
    >>> age_on(date(2008, 2, 29), date(2025, 2, 28), rounding=Rounding.DOWN)
    17
    """
    if day < born:
        raise BornLaterError(born=born, day=day)
    if (day.month, born.month, born.day) == (2, 2, 29):
        return months_between(born, day, rounding=rounding) // 12
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _rounded(*, start: date, down: date, rounding: Rounding) -> date:
    """``down``, the last day of its month, or the day after it, as ``rounding`` says."""
    if rounding is Rounding.DOWN:
        return down
    later = add_days(down, 1)
    if rounding is Rounding.UP:
        return later
    raise AmbiguousDateError(start=start, earlier=down, later=later)
