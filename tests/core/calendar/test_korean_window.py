"""The Korean departure window of 2025-12-01 to 2026-02-28, worked through day by day."""

from datetime import date, timedelta

import pytest
from tests.core.calendar.frozen_calendars import frozen

from sapar.core.calendar import before, parse_duration

KOREA = frozen("KR")
CALENDARS = {"KR": KOREA}
DEPARTURES = [date(2025, 12, 1) + timedelta(days=n) for n in range(90)]


def last_day(departure: date, limit: str) -> date:
    """The last day for a declaration that must come ``limit`` before the departure."""
    day = before(departure, parse_duration(limit), CALENDARS)
    assert day is not None
    return day


def naive(departure: date) -> date:
    """Three days before, as somebody reckons who forgets that offices close."""
    return departure - timedelta(days=3)


@pytest.mark.parametrize(
    ("departure", "first", "last", "safe"),
    [
        (date(2025, 12, 4), date(2025, 11, 19), date(2025, 12, 1), date(2025, 11, 28)),
        (date(2025, 12, 28), date(2025, 12, 13), date(2025, 12, 23), date(2025, 12, 22)),
        (date(2026, 1, 4), date(2025, 12, 20), date(2025, 12, 30), date(2025, 12, 29)),
        (date(2026, 2, 19), date(2026, 2, 4), date(2026, 2, 11), date(2026, 2, 10)),
        (date(2026, 2, 22), date(2026, 2, 7), date(2026, 2, 13), date(2026, 2, 12)),
        (date(2026, 2, 28), date(2026, 2, 13), date(2026, 2, 25), date(2026, 2, 24)),
    ],
    ids=str,
)
def test_the_first_last_and_safe_days_to_declare(
    departure: date, first: date, last: date, safe: date
) -> None:
    assert last_day(departure, "15 calendar days") == first
    assert last_day(departure, "3 working days of KR") == last
    assert last_day(departure, "3 clear working days of KR") == safe


def test_reckoning_without_closed_days_is_wrong_on_58_of_90_departures() -> None:
    wrong = [day for day in DEPARTURES if naive(day) != last_day(day, "3 working days of KR")]
    assert len(wrong) == 58


def test_the_office_is_closed_on_31_of_the_90_days_so_reckoned() -> None:
    assert sum(KOREA.is_working_day(naive(day)) is False for day in DEPARTURES) == 31


def test_so_reckoned_one_comes_up_to_seven_days_too_late() -> None:
    late = {day: naive(day) - last_day(day, "3 working days of KR") for day in DEPARTURES}
    assert max(late.values()) == timedelta(days=7)
    assert [day for day, by in late.items() if by == timedelta(days=7)] == [date(2026, 2, 23)]
    assert min(late.values()) == timedelta(0)


def test_the_narrowest_window_has_five_open_days() -> None:
    def open_days(departure: date) -> int | None:
        first = last_day(departure, "15 calendar days")
        last = last_day(departure, "3 working days of KR")
        return KOREA.working_days_between(first, last + timedelta(days=1))

    counts = {day: open_days(day) for day in DEPARTURES}
    assert [day for day, count in counts.items() if count == 5] == [
        date(2026, 2, 22),
        date(2026, 2, 23),
    ]
    assert all(count is not None and count >= 5 for count in counts.values())
