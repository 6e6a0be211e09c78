"""Months, ages and working days over a column, as ``sapar.core.calendar`` counts them for one day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from sapar.core.calendar import Rounding, WorkingCalendar
from sapar.core.law import Type
from sapar.core.law.expression import Op
from sapar.screening.algebra import Algebra, E

EPOCH = date(1970, 1, 1)
_FIRST, _LAST = (date.min - EPOCH).days, (date.max - EPOCH).days
_SHORT = (4, 6, 9, 11)
_MANY = 1_000_000  # more days than any calendar's horizon has


def _number(algebra: Algebra[E], value: int | None) -> E:
    return algebra.constant(value, Type.INT)


def _no_day(algebra: Algebra[E]) -> E:
    return algebra.constant(None, Type.DATE)


def _within(algebra: Algebra[E], number: E, least: int, most: int) -> E:
    return algebra.both([
        algebra.compared(Op.GE, number, _number(algebra, least), Type.INT),
        algebra.compared(Op.LE, number, _number(algebra, most), Type.INT),
    ])  # fmt: skip


def add_days(algebra: Algebra[E], day: E, days: E, *, near: bool = False) -> E:
    """So many days later; null outside the years 1 to 9999, where ``near`` says it never is."""
    number = algebra.plus(algebra.day_number(day), days)
    if near:
        return algebra.day(number)
    possible = _within(algebra, number, _FIRST, _LAST)
    kept = algebra.chosen([(possible, number)], _number(algebra, None))
    return algebra.day(kept)


def days_between(algebra: Algebra[E], start: E, end: E) -> E:
    """Days from the one to the other, negative when the end comes first."""
    return algebra.minus(algebra.day_number(end), algebra.day_number(start))


def add_months(algebra: Algebra[E], day: E, months: E, rounding: Rounding) -> E:
    """The same day so many months later; null outside the years 1 to 9999 and where REFUSE refuses."""
    begun = algebra.plus(algebra.times(algebra.year(day), 12), algebra.month(day))
    total = algebra.minus(algebra.plus(begun, months), _number(algebra, 1))
    possible = _within(algebra, total, 12, 12 * 9999 + 11)
    total = algebra.chosen([(possible, total)], _number(algebra, None))
    year = algebra.quotient(total, 12)
    month = algebra.plus(algebra.remainder(total, 12), _number(algebra, 1))
    length = _month_length(algebra, year, month)
    place = algebra.day_of_month(day)
    fits = algebra.compared(Op.LE, place, length, Type.INT)
    same = algebra.day_of(year, month, algebra.chosen([(fits, place)], length))
    return algebra.chosen([(fits, same)], _rounded(algebra, same, rounding))


def _rounded(algebra: Algebra[E], last_of_month: E, rounding: Rounding) -> E:
    if rounding is Rounding.DOWN:
        return last_of_month
    if rounding is Rounding.UP:
        following = algebra.plus(algebra.day_number(last_of_month), _number(algebra, 1))
        return algebra.day(following)
    return _no_day(algebra)


def _month_length(algebra: Algebra[E], year: E, month: E) -> E:
    def divides(divisor: int) -> E:
        return _is(algebra, algebra.remainder(year, divisor), 0)

    leap = algebra.either([
        algebra.both([divides(4), algebra.negated(divides(100))]), divides(400)
    ])  # fmt: skip
    february = _is(algebra, month, 2)
    short = algebra.either([_is(algebra, month, one) for one in _SHORT])
    return algebra.chosen(
        [
            (algebra.both([february, leap]), _number(algebra, 29)),
            (february, _number(algebra, 28)),
            (short, _number(algebra, 30)),
        ],
        _number(algebra, 31),
    )


def _is(algebra: Algebra[E], number: E, value: int) -> E:
    return algebra.compared(Op.EQ, number, _number(algebra, value), Type.INT)


def months_between(algebra: Algebra[E], start: E, end: E, rounding: Rounding) -> E:
    """Whole months completed from ``start`` to ``end``, negative when the end comes first."""
    forwards = _completed(algebra, start, end, rounding)
    backwards = algebra.minus(_number(algebra, 0), _completed(algebra, end, start, rounding))
    turned = algebra.compared(Op.LT, end, start, Type.DATE)
    either_null = algebra.either([algebra.is_null(start), algebra.is_null(end)])
    return algebra.chosen([(either_null, _number(algebra, None)), (turned, backwards)], forwards)


def _completed(algebra: Algebra[E], start: E, end: E, rounding: Rounding) -> E:
    years = algebra.minus(algebra.year(end), algebra.year(start))
    begun = algebra.plus(
        algebra.times(years, 12), algebra.minus(algebra.month(end), algebra.month(start))
    )
    place, wanted = algebra.day_of_month(end), algebra.day_of_month(start)
    reached = algebra.compared(Op.GE, place, wanted, Type.INT)
    length = _month_length(algebra, algebra.year(end), algebra.month(end))
    cases = [(reached, begun)]
    if rounding is not Rounding.UP:
        at_end = algebra.compared(Op.EQ, place, length, Type.INT)
        said = begun if rounding is Rounding.DOWN else _number(algebra, None)
        cases.append((at_end, said))
    return algebra.chosen(cases, algebra.minus(begun, _number(algebra, 1)))


def age(algebra: Algebra[E], born: E, day: E, rounding: Rounding) -> E:
    """Completed years; null on a day before the birth and where REFUSE refuses."""
    years = algebra.minus(algebra.year(day), algebra.year(born))
    birthday = _in_year(algebra, born)
    ahead = algebra.compared(Op.LT, _in_year(algebra, day), birthday, Type.INT)
    unborn = algebra.either([
        algebra.compared(Op.LT, day, born, Type.DATE),
        algebra.is_null(day),
        algebra.is_null(born),
    ])  # fmt: skip
    cases = [(unborn, _number(algebra, None))]
    if rounding is not Rounding.UP:
        length = _month_length(algebra, algebra.year(day), algebra.month(day))
        cases.append((
            algebra.both([
                _is(algebra, birthday, 229), _is(algebra, _in_year(algebra, day), 228),
                _is(algebra, length, 28),
            ]),
            years if rounding is Rounding.DOWN else _number(algebra, None),
        ))  # fmt: skip
    cases.append((ahead, algebra.minus(years, _number(algebra, 1))))
    return algebra.chosen(cases, years)


def _in_year(algebra: Algebra[E], day: E) -> E:
    return algebra.plus(algebra.times(algebra.month(day), 100), algebra.day_of_month(day))


# Over a working calendar's horizon; null outside it.


def add_fixed_working_days(algebra: Algebra[E], calendar: WorkingCalendar, day: E, days: int) -> E:
    """As ``add_working_days``, for a number that is the same for every row: one lookup."""
    return algebra.day(algebra.looked_up(_shifted(calendar, days), _place(algebra, calendar, day)))


def add_working_days(algebra: Algebra[E], calendar: WorkingCalendar, day: E, days: E) -> E:
    """The so-manieth working day later, earlier when ``days`` is negative; 0 is the day itself."""
    few = _within(algebra, days, -_MANY, _MANY)
    days = algebra.chosen([(few, days)], _number(algebra, None))
    here = _place(algebra, calendar, day)
    opened = [(one - EPOCH).days for one in _days(calendar) if calendar.is_working_day(one)]
    before = algebra.looked_up(_passed(calendar)[:-1], here)
    through = algebra.looked_up(_passed(calendar)[1:], here)
    zero = _number(algebra, 0)
    one = _number(algebra, 1)
    forwards = algebra.looked_up(opened, algebra.minus(algebra.plus(through, days), one))
    backwards = algebra.looked_up(opened, algebra.plus(before, days))
    inside = algebra.negated(algebra.is_null(before))
    number = algebra.chosen(
        [
            (algebra.compared(Op.GT, days, zero, Type.INT), forwards),
            (algebra.compared(Op.LT, days, zero, Type.INT), backwards),
            (
                algebra.both([inside, algebra.compared(Op.EQ, days, zero, Type.INT)]),
                algebra.day_number(day),
            ),
        ],
        _number(algebra, None),
    )
    return algebra.day(number)


def working_days_between(algebra: Algebra[E], calendar: WorkingCalendar, start: E, end: E) -> E:
    """The working days from ``start`` to the day before ``end``."""
    passed = _passed(calendar)
    upto = algebra.looked_up(passed, _place(algebra, calendar, end))
    return algebra.minus(upto, algebra.looked_up(passed, _place(algebra, calendar, start)))


@lru_cache(maxsize=64)
def _days(calendar: WorkingCalendar) -> tuple[date, ...]:
    length = (calendar.last - calendar.first).days + 1
    return tuple(calendar.first + timedelta(days=n) for n in range(length))


@lru_cache(maxsize=256)
def _shifted(calendar: WorkingCalendar, days: int) -> tuple[int | None, ...]:
    """For each day of the horizon, the number of the day so many working days later."""
    found = [calendar.add_working_days(one, days) for one in _days(calendar)]
    return tuple(None if one is None else (one - EPOCH).days for one in found)


@lru_cache(maxsize=64)
def _passed(calendar: WorkingCalendar) -> tuple[int | None, ...]:
    """For each day of the horizon and the one after it: the working days before it."""
    days = [*_days(calendar), calendar.last + timedelta(days=1)]
    return tuple(calendar.working_days_between(calendar.first, one) for one in days)


def _place(algebra: Algebra[E], calendar: WorkingCalendar, day: E) -> E:
    return algebra.minus(algebra.day_number(day), _number(algebra, (calendar.first - EPOCH).days))
