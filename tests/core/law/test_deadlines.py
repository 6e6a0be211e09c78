"""The deadlines of a case: which run, until when, who is reminded when, and what no hold stops."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.core.law.cast import without
from tests.core.law.departing import (
    AIGERIM,
    FLIES,
    KOREA,
    OPENED_AT,
    OPENED_ON,
    SHELF,
    after,
    deadlines,
    happened,
    stands,
)

from sapar.core.calendar import parse_duration
from sapar.core.law.deadlines import Deadline
from sapar.core.law.procedure import Hold, Move, Procedure, TimeLimit
from sapar.instruments.library import library_at


def korean(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=KOREA)


def test_while_the_case_is_prepared_the_declaration_and_the_end_of_the_programme_run() -> None:
    assert list(deadlines(after())) == ["declare-by", "leave-by"]


def test_the_declaration_is_due_by_its_last_day_and_safe_a_working_day_before() -> None:
    declare = deadlines(after())["declare-by"]
    assert (declare.day, declare.safe_day) == (date(2026, 2, 11), date(2026, 2, 10))


def test_a_day_lapses_at_its_midnight_in_korea() -> None:
    declare = deadlines(after())["declare-by"]
    assert declare.lapses_at == korean(2, 12)
    assert not declare.has_lapsed(korean(2, 11, 23))
    assert declare.has_lapsed(korean(2, 12))


def test_reminders_go_out_at_nine_in_korea_before_the_safe_day() -> None:
    found = deadlines(after())
    assert found["declare-by"].reminders == (korean(2, 3, 9), korean(2, 7, 9), korean(2, 9, 9))
    assert found["leave-by"].reminders == (korean(2, 14, 9), korean(2, 21, 9), korean(2, 26, 9))


def test_another_day_to_leave_moves_the_declaration_and_not_the_programme() -> None:
    found = deadlines(after(), {**AIGERIM, "departure.date": date(2026, 2, 27)})
    assert found["declare-by"].day == date(2026, 2, 24)
    assert found["leave-by"].day == date(2026, 2, 28)


def test_without_a_day_to_leave_the_declaration_is_watched_without_an_end() -> None:
    found = deadlines(after(), without(dict(AIGERIM), "departure.date"))
    assert list(found) == ["leave-by", "declare-by"]
    open_ended = found["declare-by"]
    assert (open_ended.day, open_ended.lapses_at, open_ended.reminders) == (None, None, ())
    assert not open_ended.has_lapsed(korean(3, 1))


def test_once_declared_only_the_end_of_the_programme_runs() -> None:
    assert list(deadlines(after("declare"))) == ["leave-by"]
    assert list(deadlines(after("declare", "lose-seat"))) == ["declare-by", "leave-by"]


def test_after_the_check_another_move_follows_the_same_end() -> None:
    found = deadlines(after("declare", "clear"))
    assert list(found) == ["leave-after-check"]
    assert found["leave-after-check"].limit.then == "stay"
    assert found["leave-after-check"].lapses_at == korean(3, 1)


def test_the_proof_of_departure_is_watched_and_no_number_is_invented() -> None:
    proof = deadlines(after("declare", "clear", "depart"))["hand-in-proof"]
    assert (proof.day, proof.safe_day, proof.lapses_at, proof.reminders) == (None, None, None, ())


@pytest.mark.parametrize("way", [("withdraw",), ("miss",), ("declare", "refuse")], ids=str)
def test_in_a_state_of_rest_nothing_runs(way: tuple[str, ...]) -> None:
    assert deadlines(after(*way)) == {}


def test_who_is_detained_is_not_spared_the_end_of_the_programme() -> None:
    found = deadlines(after("+detained"))
    assert not found["leave-by"].is_held
    assert found["leave-by"].lapses_at == korean(3, 1)


@pytest.mark.parametrize(
    ("programme", "extended_on", "first_end", "later_end"),
    [
        ("2023", date(2023, 12, 14), date(2023, 12, 31), date(2024, 2, 29)),
        ("2024", date(2024, 11, 27), date(2024, 11, 30), date(2025, 1, 31)),
    ],
    ids=["2023", "2024"],
)
def test_an_extension_moves_the_end_from_the_day_on_which_it_is_published(
    programme: str, extended_on: date, first_end: date, later_end: date
) -> None:
    of = library_at(SHELF).law(f"kr-voluntary-departure-{programme}")
    procedure = of.instrument.procedures["departure"]
    position = stands(procedure=procedure)
    for on, end in [(extended_on - timedelta(days=1), first_end), (extended_on, later_end)]:
        found = deadlines(position, on=on, law=of, procedure=procedure)
        assert found["leave-by"].day == end


# Time limits of other kinds, in a small procedure: somebody applies, an office answers.


def run(
    limit: TimeLimit, *names: str, day: date = OPENED_ON, holds: tuple[Hold, ...] = ()
) -> Deadline | None:
    """The time limit as it runs after moves and holds, each on the day."""
    small = Procedure(
        id="small",
        states=("draft", "applied", "expired"),
        final=("expired",),
        moves=(
            Move(id="apply", origins=("draft", "applied"), target="applied", by="applicant"),
            Move(id="check", origins=("applied",), target="applied", by="officer"),
            Move(id="expire", origins=("applied",), target="expired", by="clock"),
        ),
        holds=holds,
        time_limits=(limit,),
    )
    position = stands(*happened(*names, day=day), procedure=small)
    return deadlines(position, procedure=small).get(limit.id)


def limit(within: str | None, **more: Any) -> TimeLimit:
    return TimeLimit(
        id="answer",
        during=("applied",),
        by="officer",
        within=parse_duration(within) if within else None,
        **more,
    )


def day_of(within: str, *names: str, day: date, **more: Any) -> date | None:
    found = run(limit(within, **more), *names, day=day)
    assert found is not None
    return found.day


def test_a_length_of_time_runs_from_the_day_of_the_act() -> None:
    assert day_of("5 calendar days", "apply", day=FLIES) == date(2026, 2, 24)


def test_working_days_leave_out_the_lunar_new_year() -> None:
    assert day_of("3 working days of KR", "apply", day=date(2026, 2, 12)) == date(2026, 2, 20)


def test_it_starts_anew_in_a_state_that_is_entered_again() -> None:
    events = [
        *happened("apply", day=date(2026, 2, 2)),
        *happened("check", day=date(2026, 2, 6), at=OPENED_AT + timedelta(days=10)),
    ]
    assert events[-1].day == date(2026, 2, 6)
    assert day_of("5 calendar days", "apply", "check", day=date(2026, 2, 6)) == date(2026, 2, 11)


def test_counted_since_a_move_it_does_not_start_anew() -> None:
    since_apply = limit("5 calendar days", since="apply")
    small = run(since_apply, "apply", "check", day=date(2026, 2, 2))
    assert small is not None
    assert small.day == date(2026, 2, 7)


def test_hours_are_counted_from_the_instant_and_remind_by_the_hour() -> None:
    found = run(limit("48 hours", remind=(parse_duration("6 hours"),)), "apply")
    assert found is not None
    assert found.lapses_at == OPENED_AT + timedelta(hours=49)  # applied an hour after the opening
    assert found.reminders == (OPENED_AT + timedelta(hours=43),)


def test_beyond_the_calendar_no_day_is_named() -> None:
    assert day_of("3 working days of KR", "apply", day=date(2040, 1, 1)) is None


def test_a_limit_does_not_run_in_another_state() -> None:
    assert run(limit("5 calendar days")) is None


def test_a_hold_of_everything_holds_what_would_happen_by_itself() -> None:
    court = Hold(id="court", by=("officer",))
    lapses = limit("5 calendar days", then="expire")
    held, free = (
        run(lapses, "apply", *set_, holds=(court,)) for set_ in [("+court",), ("+court", "-court")]
    )
    assert held is not None
    assert free is not None
    assert held.is_held
    assert not free.is_held
    assert held.day == free.day
