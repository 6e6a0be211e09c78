"""Windows without an end, beyond a calendar, or counted from a day nobody knows; and which departures are listed."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.core.law.cast import AIGERIM, CHINGIZ, programme
from tests.core.law.small import declare, exclude, law, period, provision, require

from sapar.core.law import DOES_NOT_APPLY, Dates, Law, Window, dates_of

ON = date(2025, 12, 10)


def found(of: Law, facts: dict[str, Any], on: date = ON) -> Dates:
    return dates_of(of, facts, on=on, known_on=on)


def window(of: Law, facts: dict[str, Any], on: date = ON) -> Window:
    (one,) = found(of, facts, on).departures
    return one.window


LEAVES = {"departure.date": date(2026, 1, 15)}


def test_a_window_without_a_last_day_stays_open() -> None:
    small = law(provision("notice", declare(earliest=None, last=None, after="departure.date")))
    answer = window(small, LEAVES)
    assert (answer.earliest, answer.last) == (date(2026, 1, 15), None)
    assert answer.open
    assert not answer.beyond_calendar


def test_where_one_reading_knows_no_end_the_other_one_is_the_safe_one() -> None:
    endless = declare(name="endless", earliest=None, last=None, after="departure.date")
    ending = declare(
        name="ending",
        earliest=None,
        last="10 calendar days",
        after="departure.date",
        source="embassy",
    )
    answer = window(law(provision("notice", endless, ending)), LEAVES)
    assert (answer.last, answer.safe_last) == (None, date(2026, 1, 25))


def test_a_window_back_from_a_day_without_a_limit_ends_on_that_day() -> None:
    small = law(provision("notice", declare(earliest=None, last=None)))
    assert window(small, LEAVES).last == date(2026, 1, 15)


def test_beyond_the_calendar_there_is_no_last_day_and_it_says_so() -> None:
    answer = window(law(provision("notice", declare())), {"departure.date": date(2090, 1, 1)})
    assert (answer.last, answer.safe_last) == (None, None)
    assert answer.beyond_calendar
    assert not answer.open


def test_a_governing_reading_beyond_its_calendar_is_not_guessed_from_the_other_one() -> None:
    near = declare(name="calendar-days", last="3 calendar days", source="act")
    far = declare(name="working-days", source="ministry")
    answer = window(law(provision("notice", near, far)), {"departure.date": date(2090, 1, 1)})
    assert answer.beyond_calendar
    assert answer.last is None


def test_of_two_governing_readings_the_strictest_window_counts() -> None:
    one = declare(name="one", earliest="15 calendar days", last="3 calendar days", source="act")
    two = declare(name="two", earliest="10 calendar days", last="1 calendar day")
    answer = window(law(provision("notice", one, two)), LEAVES)
    assert (answer.earliest, answer.last) == (date(2026, 1, 5), date(2026, 1, 12))


@pytest.mark.parametrize("issued", [None, DOES_NOT_APPLY], ids=["unknown", "does not apply"])
def test_without_the_day_it_is_counted_from_a_window_has_no_dates(issued: Any) -> None:
    act = declare(earliest=None, last="30 calendar days", after="stay.unlawful_since")
    facts = {**LEAVES, **({"stay.unlawful_since": issued} if issued else {})}
    answer = window(law(provision("notice", act)), facts)
    assert (answer.earliest, answer.safe_last, answer.last) == (None, None, None)
    assert not answer.beyond_calendar


def test_no_day_is_safe_while_one_reading_counts_from_a_day_nobody_told() -> None:
    told = declare(name="told", earliest=None)
    untold = declare(
        name="untold",
        earliest=None,
        last="30 calendar days",
        after="stay.unlawful_since",
        source="embassy",
    )
    answer = window(law(provision("notice", told, untold)), LEAVES)
    assert (answer.last, answer.safe_last) == (date(2026, 1, 12), None)


# which departures


def test_without_a_departure_date_every_day_of_the_period_is_listed() -> None:
    rows = found(programme(), {}).departures
    assert [row.window.depart for row in rows] == [
        date(2025, 12, 1) + timedelta(days=number) for number in range(90)
    ]


def test_with_a_departure_date_only_that_one_is_listed() -> None:
    rows = found(programme(), AIGERIM).departures
    assert [row.window.depart for row in rows] == [AIGERIM["departure.date"]]


def test_rows_stay_listed_when_their_window_has_passed() -> None:
    rows = found(programme(), {}, date(2026, 2, 20)).departures
    assert len(rows) == 90
    assert [row.window.depart.isoformat() for row in rows if row.window.open] == [
        "2026-02-25",
        "2026-02-26",
        "2026-02-27",
        "2026-02-28",
    ]


def test_without_a_period_ninety_days_from_today_are_listed() -> None:
    rows = found(law(provision("notice", declare())), {}).departures
    assert [rows[0].window.depart, rows[-1].window.depart] == [ON, ON + timedelta(days=89)]


def test_a_period_until_further_notice_lists_ninety_days_from_today_and_not_from_its_beginning() -> (
    None
):
    small = law(provision("notice", declare()), provision("period", period(date(2010, 1, 1), None)))
    rows = found(small, {}).departures
    assert [rows[0].window.depart, rows[-1].window.depart] == [ON, ON + timedelta(days=89)]


def test_a_period_until_further_notice_that_is_yet_to_begin_lists_its_first_ninety_days() -> None:
    begin = date(2026, 2, 1)
    small = law(provision("notice", declare()), provision("period", period(begin, None)))
    rows = found(small, {}).departures
    assert [rows[0].window.depart, rows[-1].window.depart] == [begin, begin + timedelta(days=89)]


def test_a_law_that_does_not_turn_on_the_departure_lists_none() -> None:
    small = law(provision("place", require('stay.country == "KR"')))
    assert found(small, {}).departures == ()
    assert found(small, AIGERIM).departures == ()


# what rules a departure out


def test_the_provisions_that_rule_a_departure_out_are_named() -> None:
    aigerim = {**AIGERIM, "travel_document.valid_until": date(2026, 1, 10)}
    (row,) = found(programme(), aigerim).departures
    assert row.blocked_by == ("document",)
    assert not row.is_feasible
    (row,) = found(programme(), CHINGIZ).departures
    assert row.blocked_by == ("entry",)


def test_the_reachable_departures_are_those_with_an_open_window_that_nothing_rules_out() -> None:
    small = law(
        provision("notice", declare()),
        provision("period", period(date(2025, 12, 1), date(2026, 2, 28))),
        provision("feast", exclude("departure.date == date(2026, 2, 27)")),
    )
    days = [row.window.depart.isoformat() for row in found(small, {}, date(2026, 2, 20)).feasible]
    assert days == ["2026-02-25", "2026-02-26", "2026-02-28"]


def test_an_instrument_without_an_act_still_says_on_which_days_one_may_leave() -> None:
    small = law(provision("period", period(date(2025, 12, 1), date(2025, 12, 31))))
    answer = found(small, {})
    assert (answer.act, len(answer.departures)) == (None, 31)
    assert [row.window.depart.day for row in answer.feasible] == list(range(10, 32))
