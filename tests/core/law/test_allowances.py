"""Days of stay: each window equals a count of single days, and the last day is the last allowed one."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.law.small import asked, law, provision, stay

from sapar.core.law import DOES_NOT_APPLY, Outcome, dates_of
from sapar.core.law.allowance import is_within, last_day
from sapar.core.law.instrument import Allowance, Window

DAY = timedelta(days=1)
ENTERED = date(2026, 3, 1)
VISIT = Allowance(days=30, window=Window.VISIT, within=None)
ROLLING = Allowance(days=60, window=Window.ROLLING, within=180)
ANCHORED = Allowance(days=60, window=Window.ANCHORED, within=180)


def days(first: date, last: date) -> set[date]:
    return {first + DAY * number for number in range((last - first).days + 1)}


def facts(*visits: tuple[date, date], until: date | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "stay.entered_on": ENTERED,
        "stay.visits": tuple({"entered_on": first, "left_on": last} for first, last in visits),
        "today": ENTERED,
    }
    return {**told, "departure.date": until} if until else told


# the naive counts: every day of stay is a member of one set


def rolling_allows(allowance: Allowance, present: set[date], until: date) -> bool:
    length = allowance.within or 0
    return all(
        len([one for one in present if day - DAY * length < one <= day]) <= allowance.days
        for day in days(ENTERED, until)
    )


def anchored_allows(allowance: Allowance, present: set[date]) -> bool:
    used, begin = 0, date.min
    for day in sorted(present):
        if day > begin + DAY * ((allowance.within or 0) - 1):
            begin, used = day, 0
        used += 1
        if used > allowance.days and day >= ENTERED:
            return False
    return True


@st.composite
def earlier_visits(draw: st.DrawFn) -> list[tuple[date, date]]:
    spans = st.tuples(st.integers(1, 60), st.integers(0, 12))
    return [
        (ENTERED - DAY * ago, min(ENTERED - DAY * ago + DAY * length, ENTERED))
        for ago, length in draw(st.lists(spans, max_size=4))
    ]


lengths = st.integers(1, 20)
windows = st.integers(1, 40)


@settings(max_examples=100, deadline=None)
@given(lengths, windows, earlier_visits(), st.integers(0, 40))
def test_a_rolling_window_equals_a_count_of_single_days(
    allowed: int, within: int, visits: list[tuple[date, date]], more: int
) -> None:
    allowance = Allowance(days=allowed, window=Window.ROLLING, within=within)
    until = ENTERED + DAY * more
    present = set().union(*(days(*visit) for visit in visits), days(ENTERED, until))
    expected = rolling_allows(allowance, present, until)
    assert is_within(allowance, facts(*visits, until=until)) is expected


@settings(max_examples=100, deadline=None)
@given(lengths, windows, earlier_visits(), st.integers(0, 40))
def test_an_anchored_window_equals_a_count_of_single_days(
    allowed: int, within: int, visits: list[tuple[date, date]], more: int
) -> None:
    allowance = Allowance(days=allowed, window=Window.ANCHORED, within=within)
    until = ENTERED + DAY * more
    present = set().union(*(days(*visit) for visit in visits), days(ENTERED, until))
    assert is_within(allowance, facts(*visits, until=until)) is anchored_allows(allowance, present)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([Window.VISIT, Window.ROLLING, Window.ANCHORED]),
    lengths,
    windows,
    earlier_visits(),
)
def test_the_last_day_is_the_last_one_that_is_allowed(
    window: Window, allowed: int, within: int, visits: list[tuple[date, date]]
) -> None:
    allowance = Allowance(days=allowed, window=window, within=within)
    last = last_day(allowance, facts(*visits))
    if last is None or last - ENTERED > DAY * 300:
        assert allowed >= within
        return
    assert last >= ENTERED - DAY
    for until in sorted(days(ENTERED, last + DAY * 3)):
        assert is_within(allowance, facts(*visits, until=until)) is (until <= last)


# examples a person can follow


def test_thirty_days_of_a_visit_begin_with_the_day_of_entry() -> None:
    assert last_day(VISIT, facts()) == date(2026, 3, 30)


def test_a_day_on_which_one_leaves_and_comes_back_counts_once() -> None:
    left_that_day = facts((date(2026, 2, 1), ENTERED))
    left_the_day_before = facts((date(2026, 2, 1), ENTERED - DAY))
    assert last_day(ROLLING, left_that_day) == last_day(ROLLING, left_the_day_before)


def test_visits_written_twice_count_once() -> None:
    visit = (date(2026, 2, 1), date(2026, 2, 20))
    assert last_day(ROLLING, facts(visit, visit)) == last_day(ROLLING, facts(visit))


@pytest.mark.parametrize("allowance", [ROLLING, ANCHORED])
def test_two_hundred_visits_of_a_century_are_counted_at_once(allowance: Allowance) -> None:
    visits = [(date(1900, 1, 1), date(2024, 1, number % 28 + 1)) for number in range(200)]
    assert last_day(allowance, facts(*visits)) == date(2026, 4, 29)


def test_days_older_than_the_window_no_longer_count() -> None:
    assert last_day(ROLLING, facts((date(2025, 5, 1), date(2025, 8, 1)))) == date(2026, 4, 29)


def test_whoever_has_used_all_days_may_not_even_come() -> None:
    used_up = facts((date(2025, 12, 1), date(2026, 2, 10)))
    assert last_day(ROLLING, used_up) == ENTERED - DAY
    assert is_within(ROLLING, {**used_up, "departure.date": ENTERED}) is False


def test_the_same_visits_give_other_days_when_the_window_is_anchored() -> None:
    visits = ((date(2025, 10, 1), date(2025, 10, 30)),)
    assert last_day(ROLLING, facts(*visits)) == date(2026, 4, 29)
    assert last_day(ANCHORED, facts(*visits)) == date(2026, 5, 28)


# gaps


@pytest.mark.parametrize("allowance", [ROLLING, ANCHORED])
def test_a_visit_without_its_end_leaves_the_count_unknown(allowance: Allowance) -> None:
    told = {**facts(), "stay.visits": ({"entered_on": date(2026, 1, 1)},)}
    assert is_within(allowance, told) is None
    assert last_day(allowance, told) is None


def test_a_visit_stands_alone_and_needs_no_others() -> None:
    told = {"stay.entered_on": ENTERED, "today": ENTERED}
    assert is_within(VISIT, told) is True
    assert is_within(ROLLING, told) is None


def test_no_visit_at_all_is_an_answer() -> None:
    assert last_day(ROLLING, {**facts(), "stay.visits": DOES_NOT_APPLY}) == date(2026, 4, 29)
    assert last_day(ROLLING, facts()) == date(2026, 4, 29)


def test_without_the_day_of_entry_nothing_is_known() -> None:
    for allowance in (VISIT, ROLLING, ANCHORED):
        assert is_within(allowance, {"today": ENTERED, "stay.visits": ()}) is None


# as a provision

BOTH = law(
    provision("visit", stay(VISIT)),
    provision(
        "total",
        stay(ROLLING, name="rolling"),
        stay(ANCHORED, name="anchored", source="embassy"),
    ),
)
AIGERIM = {
    "stay.entered_on": ENTERED,
    "stay.visits": ({"entered_on": date(2025, 10, 1), "left_on": date(2025, 11, 20)},),
}


def test_the_shortest_allowance_decides_and_the_safest_reading_is_shown() -> None:
    (row,) = dates_of(BOTH, AIGERIM, on=ENTERED, known_on=ENTERED).departures
    assert row.window.readings == {
        "visit/only": date(2026, 3, 30),
        "total/rolling": date(2026, 3, 9),
        "total/anchored": date(2026, 3, 9),
    }
    assert (row.window.last, row.window.safe_last) == (date(2026, 3, 9), date(2026, 3, 9))


def test_what_is_missing_to_count_the_days_is_asked() -> None:
    answer = asked(BOTH, {}, on=ENTERED)
    assert answer.outcome is Outcome.INCOMPLETE
    assert [missing.fact for missing in answer.missing] == ["stay.entered_on", "stay.visits"]
    assert dates_of(BOTH, {}, on=ENTERED, known_on=ENTERED).departures == ()


def test_a_plan_to_stay_too_long_is_refused() -> None:
    late = {**AIGERIM, "departure.date": date(2026, 3, 20)}
    assert asked(BOTH, late, on=ENTERED).outcome is Outcome.NOT_ELIGIBLE
    in_time = {**AIGERIM, "departure.date": date(2026, 3, 9)}
    assert asked(BOTH, in_time, on=ENTERED).outcome is Outcome.ELIGIBLE
