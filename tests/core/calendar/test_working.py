"""A working calendar tells open days from closed ones, counts them, and does not guess."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.calendar.frozen_calendars import frozen, small

from sapar.core.calendar import CalendarDataError, WorkingCalendar

DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """Any calendar of up to ten weeks: other weekends, no weekend, no open day at all."""
    length = draw(st.integers(1, 70))
    days = [FIRST + n * DAY for n in range(length)]
    weekend = draw(st.frozensets(st.integers(0, 6)))
    closed = draw(st.frozensets(st.sampled_from(days)))
    free = [day for day in days if day.weekday() in weekend and day not in closed]
    return small(
        first=FIRST,
        last=days[-1],
        weekend=weekend,
        closed=dict.fromkeys(sorted(closed), "Day off"),
        open_weekends=draw(st.frozensets(st.sampled_from(free))) if free else frozenset(),
    )


near_days = st.dates(FIRST - 5 * DAY, FIRST + 75 * DAY)


def is_open(calendar: WorkingCalendar, day: date) -> bool:
    """The definition, read off the parts."""
    if day in calendar.open_weekends:
        return True
    return day not in calendar.closed and day.weekday() not in calendar.weekend


def within(calendar: WorkingCalendar, day: date) -> bool:
    return calendar.first <= day <= calendar.last


@given(calendar=calendars(), day=near_days)
def test_a_day_is_open_exactly_as_its_parts_say(calendar: WorkingCalendar, day: date) -> None:
    expected = is_open(calendar, day) if within(calendar, day) else None
    assert calendar.is_working_day(day) is expected


@given(calendar=calendars(), start=near_days, end=near_days)
def test_counting_equals_walking_from_day_to_day(
    calendar: WorkingCalendar, start: date, end: date
) -> None:
    low, high = min(start, end), max(start, end)
    if calendar.first <= low and high <= calendar.last + DAY:
        walked = sum(is_open(calendar, low + n * DAY) for n in range((high - low).days))
        assert calendar.working_days_between(start, end) == (walked if start <= end else -walked)
    else:
        assert calendar.working_days_between(start, end) is None


@given(calendar=calendars(), day=near_days, n=st.integers(-60, 60))
def test_the_nth_working_day_equals_walking_from_day_to_day(
    calendar: WorkingCalendar, day: date, n: int
) -> None:
    step, left, walked = (DAY if n > 0 else -DAY), abs(n), day
    while left and within(calendar, walked):
        walked += step
        left -= within(calendar, walked) and is_open(calendar, walked)
    expected = walked if within(calendar, day) and not left else None
    assert calendar.add_working_days(day, n) == expected


@given(calendar=calendars(), day=near_days, n=st.integers(-60, 60))
def test_going_and_coming_back_ends_on_the_same_working_day(
    calendar: WorkingCalendar, day: date, n: int
) -> None:
    there = calendar.add_working_days(day, n)
    if there is not None and calendar.is_working_day(day):
        assert calendar.add_working_days(there, -n) == day


def test_every_answer_outside_the_horizon_is_unknown() -> None:
    january = small()
    for day in (date(2025, 12, 31), date(2026, 2, 1)):
        assert january.is_working_day(day) is None
        assert january.why_closed(day) is None
        assert january.add_working_days(day, 0) is None
        assert january.add_working_days(day, 1) is None
        assert january.add_working_days(day, -1) is None
    assert january.working_days_between(date(2025, 12, 31), date(2026, 1, 2)) is None
    assert january.add_working_days(date(2026, 1, 30), 1) is None
    assert january.add_working_days(date(2026, 1, 1), -1) is None


def test_the_last_day_can_be_counted() -> None:
    assert small().working_days_between(date(2026, 1, 30), date(2026, 2, 1)) == 1


def test_a_day_off_on_a_weekend_keeps_its_name() -> None:
    korea = frozen("KR")
    assert korea.why_closed(date(2025, 12, 25)) == "Christmas Day"
    assert korea.why_closed(date(2026, 3, 1)) == "Independence Movement Day"
    assert korea.why_closed(date(2026, 2, 28)) == "Saturday"
    assert korea.why_closed(date(2026, 2, 27)) is None


def test_a_working_saturday_is_open() -> None:
    assert frozen("KZ").is_working_day(date(2024, 5, 4)) is True
    assert frozen("KZ").why_closed(date(2024, 5, 4)) is None


def test_estimated_days_are_found_where_an_answer_rests_on_them() -> None:
    kazakhstan = frozen("KZ")
    assert kazakhstan.estimates_in(date(2026, 5, 27), date(2026, 5, 27)) == (date(2026, 5, 27),)
    assert kazakhstan.estimates_in(date(2026, 5, 28), date(2027, 5, 15)) == ()


def test_changing_the_days_it_was_made_of_does_not_change_a_calendar() -> None:
    closed = {date(2026, 1, 5): "Day off"}
    calendar = small(closed=closed)
    closed.clear()
    assert calendar.why_closed(date(2026, 1, 5)) == "Day off"


def test_equal_calendars_are_one_in_a_set() -> None:
    assert len({small(), small()}) == 1


MONDAY, SATURDAY = date(2026, 1, 5), date(2026, 1, 10)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"last": date(2025, 1, 1)},
            "Calendar XX: its last day is before its first. Exchange first and last.",
        ),
        (
            {"weekend": frozenset({7})},
            "Calendar XX: a weekend day is not a weekday. Use 0 for Monday to 6 for Sunday.",
        ),
        (
            {"closed": {date(2026, 2, 1): "Later"}},
            "Calendar XX: days outside its horizon: 2026-02-01. Widen the horizon only if all its "
            "days are known; otherwise take these days out.",
        ),
        (
            {"open_weekends": frozenset({MONDAY})},
            "Calendar XX: working weekends that are not on a weekend: 2026-01-05. "
            "Take them out: the day is open anyway.",
        ),
        (
            {"open_weekends": frozenset({SATURDAY}), "closed": {SATURDAY: "Day off"}},
            "Calendar XX: days both closed and open: 2026-01-10. Keep each in one list.",
        ),
        (
            {"estimated": frozenset({MONDAY})},
            "Calendar XX: estimated days that are not closed: 2026-01-05. "
            "Name them among the closed days too.",
        ),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(CalendarDataError) as refused:
        small(**parts)
    assert str(refused.value) == message
