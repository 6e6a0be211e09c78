"""Korea's programme of 2025: all 90 departure dates against an oracle that knows nothing of the engine.

The closed days are those of ``facts/voluntary-departure.md`` 1.6, written down by hand.
"""

from datetime import date, timedelta

import pytest
from tests.core.law.cast import programme

from sapar.core.law import Departure, dates_of

DAY = timedelta(days=1)
ON = date(2025, 11, 28)
CLOSED = {
    date(2025, 12, 25),
    date(2026, 1, 1),
    date(2026, 2, 16),
    date(2026, 2, 17),
    date(2026, 2, 18),
}
DEPARTURES = [date(2025, 12, 1) + DAY * number for number in range(90)]


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def third_open_day_before(depart: date) -> date:
    found, day = 0, depart
    while found < 3:
        day -= DAY
        found += is_open(day)
    return day


def with_three_open_days_between(depart: date) -> date:
    day = depart - DAY
    while sum(is_open(day + DAY * number) for number in range(1, (depart - day).days)) < 3:
        day -= DAY
    while not is_open(day):
        day -= DAY
    return day


@pytest.fixture(scope="module")
def rows() -> dict[date, Departure]:
    """The solver's rows by departure date."""
    found = dates_of(programme(), {}, on=ON, known_on=ON)
    assert (found.act, found.provision) == ("declare", "notice")
    return {row.window.depart: row for row in found.departures}


def test_the_programme_has_ninety_departure_dates(rows: dict[date, Departure]) -> None:
    assert list(rows) == DEPARTURES
    assert DEPARTURES[-1] == date(2026, 2, 28)


@pytest.mark.parametrize("depart", DEPARTURES, ids=str)
def test_the_days_to_declare_are_those_one_counts_by_hand(
    depart: date, rows: dict[date, Departure]
) -> None:
    window = rows[depart].window
    assert window.earliest == depart - 15 * DAY
    assert window.last == third_open_day_before(depart)
    assert window.safe_last == with_three_open_days_between(depart)
    assert window.open is (window.last >= ON)
    assert not window.beyond_calendar


def test_counting_calendar_days_would_be_wrong_on_58_dates_and_by_up_to_seven_days(
    rows: dict[date, Departure],
) -> None:
    late = {
        depart: (depart - 3 * DAY) - row.window.last
        for depart, row in rows.items()
        if row.window.last and row.window.last != depart - 3 * DAY
    }
    assert len(late) == 58
    assert max(late.values()) == 7 * DAY
    assert [depart for depart, by in late.items() if by == 7 * DAY] == [date(2026, 2, 23)]


def test_whoever_hears_of_it_on_the_first_day_can_leave_on_the_fourth() -> None:
    first = date(2025, 12, 1)
    feasible = dates_of(programme(), {}, on=first, known_on=first).feasible
    assert feasible[0].window.depart == date(2025, 12, 4)
    assert feasible[0].window.safe_last == date(2025, 11, 28)


def test_on_the_last_day_to_declare_only_the_last_days_can_be_reached() -> None:
    day = date(2026, 2, 25)
    feasible = dates_of(programme(), {}, on=day, known_on=day).feasible
    assert [row.window.depart for row in feasible] == [date(2026, 2, 28)]
    after = day + DAY
    assert dates_of(programme(), {}, on=after, known_on=after).feasible == ()
