"""A deadline is the last day still in time, counted as the limit says."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.calendar.frozen_calendars import frozen

from sapar.core.calendar import (
    Duration,
    HoursNeedInstantsError,
    ImpossibleDateError,
    NaiveInstantError,
    NotHoursError,
    Unit,
    UnknownCalendarError,
    after,
    after_instant,
    before,
    before_instant,
    parse_duration,
)

DAY = timedelta(days=1)
CALENDARS = {"KR": frozen("KR"), "KZ": frozen("KZ")}
PARIS = ZoneInfo("Europe/Paris")
days = st.dates(date(2024, 3, 1), date(2027, 10, 31))
amounts = st.integers(0, 30)


@given(day=days, n=amounts, name=st.sampled_from(["KR", "KZ"]), step=st.sampled_from([DAY, -DAY]))
def test_working_days_are_counted_one_by_one(day: date, n: int, name: str, step: timedelta) -> None:
    walked, left = day, n
    while left:
        walked += step
        left -= CALENDARS[name].is_working_day(walked) is True
    count = after if step == DAY else before
    assert count(day, parse_duration(f"{n} working days of {name}"), CALENDARS) == walked


@given(day=days, n=amounts)
def test_clear_working_days_lie_whole_between_the_act_and_the_event(day: date, n: int) -> None:
    limit, korea = parse_duration(f"{n} clear working days of KR"), CALENDARS["KR"]
    act, waited = before(day, limit, CALENDARS), after(day, limit, CALENDARS)
    assert act is not None
    assert waited is not None
    assert korea.is_working_day(act)
    assert korea.is_working_day(waited)
    assert korea.working_days_between(act + DAY, day) == n
    assert korea.working_days_between(day + DAY, waited) == n


@given(day=days, n=amounts)
def test_clear_calendar_days_lie_whole_between_the_act_and_the_event(day: date, n: int) -> None:
    limit = parse_duration(f"{n} clear calendar days")
    assert before(day, limit, {}) == day - (n + 1) * DAY
    assert after(day, limit, {}) == day + (n + 1) * DAY


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("15 calendar days", date(2026, 3, 16), date(2026, 4, 15)),
        ("2 weeks", date(2026, 3, 17), date(2026, 4, 14)),
        ("1 month rounding down", date(2026, 2, 28), date(2026, 4, 30)),
        ("1 month rounding up", date(2026, 3, 1), date(2026, 5, 1)),
        ("1 year without rounding", date(2025, 3, 31), date(2027, 3, 31)),
        ("0 calendar days", date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_other_limits_are_counted_alike_in_both_directions(
    text: str, earlier: date, later: date
) -> None:
    assert before(date(2026, 3, 31), parse_duration(text), {}) == earlier
    assert after(date(2026, 3, 31), parse_duration(text), {}) == later


def test_beyond_the_horizon_the_deadline_is_unknown() -> None:
    three = parse_duration("3 working days of KR")
    assert after(date(2027, 12, 30), three, CALENDARS) is None
    assert before(date(2019, 1, 2), three, CALENDARS) is None
    assert before(date(2030, 1, 2), three, CALENDARS) is None


def test_a_calendar_that_is_not_at_hand_is_an_error() -> None:
    limit = parse_duration("3 working days of KRR")
    with pytest.raises(UnknownCalendarError, match='Did you mean "KR"'):
        before(date(2026, 1, 2), limit, CALENDARS)
    with pytest.raises(UnknownCalendarError, match="Known calendars: KR, KZ"):
        before(date(2026, 1, 2), parse_duration("3 working days of MONGOLIA"), CALENDARS)
    with pytest.raises(UnknownCalendarError, match="No calendar was given"):
        after(date(2026, 1, 2), limit, {})


def test_hours_are_not_counted_from_a_day() -> None:
    with pytest.raises(HoursNeedInstantsError, match='"4 hours" cannot be counted from a day'):
        before(date(2026, 1, 2), parse_duration("4 hours"), {})


def test_four_hours_before_a_night_flight_is_the_evening_before() -> None:
    flight = datetime(2026, 2, 28, 2, 30, tzinfo=ZoneInfo("Asia/Seoul"))
    arrive = before_instant(flight, parse_duration("4 hours"))
    assert arrive == datetime(2026, 2, 27, 22, 30, tzinfo=ZoneInfo("Asia/Seoul"))
    assert after_instant(arrive, parse_duration("4 hours")) == flight


def test_hours_are_elapsed_hours_when_the_clocks_change() -> None:
    noon = datetime(2026, 3, 29, 12, 0, tzinfo=PARIS)
    # At two in the night the hands went to three: by the hands it is 25 hours, in truth 24.
    assert (
        before_instant(noon, parse_duration("24 hours")).isoformat() == "2026-03-28T11:00:00+01:00"
    )


@given(second=st.integers(1_577_836_800, 1_893_456_000), n=st.integers(0, 1000))
def test_as_many_hours_pass_as_were_asked_for(second: int, n: int) -> None:
    instant = datetime.fromtimestamp(second, PARIS)
    later = after_instant(
        instant, Duration(amount=n, unit=Unit.HOURS, calendar=None, rounding=None)
    )
    assert later.timestamp() - instant.timestamp() == n * 3600
    assert later.tzinfo is instant.tzinfo


def test_an_instant_has_a_time_zone() -> None:
    with pytest.raises(NaiveInstantError):
        before_instant(datetime(2026, 2, 28, 2, 30), parse_duration("4 hours"))  # noqa: DTZ001 - it is what is refused


def test_days_are_not_counted_from_an_instant() -> None:
    flight = datetime(2026, 2, 28, 2, 30, tzinfo=ZoneInfo("Asia/Seoul"))
    with pytest.raises(NotHoursError):
        before_instant(flight, parse_duration("3 calendar days"))


def test_an_instant_that_cannot_exist_is_an_error_of_its_own() -> None:
    end = datetime.max.replace(tzinfo=ZoneInfo("UTC"))
    with pytest.raises(ImpossibleDateError):
        after_instant(end, parse_duration("1 hour"))
    with pytest.raises(ImpossibleDateError):
        after(date.max, parse_duration("1 week"), {})
