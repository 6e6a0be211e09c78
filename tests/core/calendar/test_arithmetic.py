"""Months and years round as they were told, and never otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.core.calendar import (
    AmbiguousDateError,
    BornLaterError,
    ImpossibleDateError,
    Rounding,
    add_days,
    add_months,
    add_years,
    age_on,
    months_between,
)

DAY = timedelta(days=1)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
months = st.integers(-1200, 1200)
roundings = st.sampled_from([Rounding.UP, Rounding.DOWN])


def test_one_month_after_31_january_is_as_it_was_told() -> None:
    january = date(2026, 1, 31)
    assert add_months(january, 1, rounding=Rounding.DOWN) == date(2026, 2, 28)
    assert add_months(january, 1, rounding=Rounding.UP) == date(2026, 3, 1)
    assert add_months(date(2024, 1, 31), 1, rounding=Rounding.DOWN) == date(2024, 2, 29)
    with pytest.raises(AmbiguousDateError) as refused:
        add_months(january, 1, rounding=Rounding.REFUSE)
    assert (refused.value.earlier, refused.value.later) == (date(2026, 2, 28), date(2026, 3, 1))


def test_months_go_back_over_the_new_year() -> None:
    assert add_months(date(2026, 3, 31), -4, rounding=Rounding.DOWN) == date(2025, 11, 30)
    assert add_months(date(2026, 1, 15), -1, rounding=Rounding.REFUSE) == date(2025, 12, 15)


@given(day=days, n=months)
def test_rounding_up_and_down_differ_by_a_day_or_not_at_all(day: date, n: int) -> None:
    down = add_months(day, n, rounding=Rounding.DOWN)
    up = add_months(day, n, rounding=Rounding.UP)
    if up == down:
        assert add_months(day, n, rounding=Rounding.REFUSE) == up
        assert up.day == day.day
    else:
        assert up - down == DAY
        assert up.day == 1
        with pytest.raises(AmbiguousDateError):
            add_months(day, n, rounding=Rounding.REFUSE)


@given(day=days, n=months, rounding=roundings)
def test_a_later_day_never_gives_an_earlier_result(day: date, n: int, rounding: Rounding) -> None:
    assert add_months(day, n, rounding=rounding) <= add_months(day + DAY, n, rounding=rounding)
    assert add_months(day, n, rounding=rounding) < add_months(day, n + 1, rounding=rounding)


@given(day=days, n=st.integers(-100, 100), rounding=roundings)
def test_a_year_is_twelve_months(day: date, n: int, rounding: Rounding) -> None:
    assert add_years(day, n, rounding=rounding) == add_months(day, 12 * n, rounding=rounding)


@given(start=days, end=days, rounding=roundings)
def test_completed_months_are_the_most_that_fit(start: date, end: date, rounding: Rounding) -> None:
    start, end = min(start, end), max(start, end)
    n = months_between(start, end, rounding=rounding)
    assert add_months(start, n, rounding=rounding) <= end
    assert end < add_months(start, n + 1, rounding=rounding)
    assert months_between(end, start, rounding=rounding) == -n


@given(start=days, end=days)
def test_completed_months_are_refused_only_where_rounding_matters(start: date, end: date) -> None:
    up = months_between(start, end, rounding=Rounding.UP)
    if up == months_between(start, end, rounding=Rounding.DOWN):
        assert months_between(start, end, rounding=Rounding.REFUSE) == up
    else:
        with pytest.raises(AmbiguousDateError):
            months_between(start, end, rounding=Rounding.REFUSE)


@given(born=days, lived=st.integers(0, 40_000), rounding=roundings)
def test_an_age_is_the_number_of_birthdays_since_birth(
    born: date, lived: int, rounding: Rounding
) -> None:
    day = born + lived * DAY
    age = age_on(born, day, rounding=rounding)
    assert add_years(born, age, rounding=rounding) <= day
    assert day < add_years(born, age + 1, rounding=rounding)


def test_somebody_turns_seventeen_on_the_birthday() -> None:
    born = date(2009, 2, 19)
    assert age_on(born, date(2026, 2, 18), rounding=Rounding.REFUSE) == 16
    assert age_on(born, date(2026, 2, 19), rounding=Rounding.REFUSE) == 17


def test_born_on_29_february_the_law_says_which_day_is_the_birthday() -> None:
    born, common, leap = date(2008, 2, 29), date(2025, 2, 28), date(2024, 2, 28)
    assert age_on(born, common, rounding=Rounding.DOWN) == 17
    assert age_on(born, common, rounding=Rounding.UP) == 16
    assert age_on(born, common + DAY, rounding=Rounding.UP) == 17
    assert age_on(born, leap, rounding=Rounding.REFUSE) == 15
    assert age_on(born, leap + DAY, rounding=Rounding.REFUSE) == 16
    with pytest.raises(AmbiguousDateError):
        age_on(born, common, rounding=Rounding.REFUSE)


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(BornLaterError):
        age_on(date(2026, 1, 2), date(2026, 1, 1), rounding=Rounding.UP)


def test_a_date_that_cannot_exist_is_an_error_of_its_own() -> None:
    with pytest.raises(ImpossibleDateError):
        add_days(date.max, 1)
    with pytest.raises(ImpossibleDateError):
        add_days(date(2026, 1, 1), 10**12)
    with pytest.raises(ImpossibleDateError):
        add_months(date.min, -1, rounding=Rounding.UP)
