"""Where a case stands: any moves that follow from each other fold, and so does every beginning of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.law.departing import (
    HOUR,
    OPENED_AT,
    OPENED_ON,
    PROCEDURE,
    after,
    happened,
    stands,
)

from sapar.core.law.position import Event, ImpossibleEventError, What, position_of
from sapar.core.law.procedure import Move

SOME = settings(max_examples=100, deadline=None)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """What can happen to a case: moves that lead from its state, holds set and released."""
    state, held, at, events = PROCEDURE.states[0], set[str](), OPENED_AT, []
    for _ in range(draw(st.integers(0, 12))):
        choices = [(What.MOVED, move.id) for move in PROCEDURE.moves if state in move.origins]
        choices += [
            (What.RELEASED if hold.id in held else What.HELD, hold.id) for hold in PROCEDURE.holds
        ]
        what, name = draw(st.sampled_from(choices))
        at += HOUR * draw(st.integers(0, 40))  # two things may be written down at one instant
        events.append(Event(what=what, name=name, at=at, day=at.date()))
        if what is What.MOVED:
            state = PROCEDURE.move(name).target
        else:
            held ^= {name}
    return events


@SOME
@given(histories())
def test_moves_that_follow_from_each_other_lead_where_the_last_one_leads(
    events: list[Event],
) -> None:
    position = stands(*events)
    moved = [event for event in events if event.what is What.MOVED]
    if moved:
        last = moved[-1]
        assert position.state == PROCEDURE.move(last.name).target
        assert (position.since, position.entered_on) == (last.at, last.day)
        assert position.moved_on[last.name] == (last.day, last.at)
    else:
        assert position.state == PROCEDURE.states[0]
        assert (position.since, position.entered_on) == (OPENED_AT, OPENED_ON)
    assert position.is_final == (position.state in PROCEDURE.final)
    assert set(position.moved_on) == {event.name for event in moved}


@SOME
@given(histories(), st.integers(-1, 500))
def test_the_position_at_an_instant_is_that_of_what_was_written_by_then(
    events: list[Event], hours: int
) -> None:
    until = OPENED_AT + HOUR * hours
    then = position_of(PROCEDURE, events, opened_at=OPENED_AT, opened_on=OPENED_ON, until=until)
    assert then == stands(*(event for event in events if event.at <= until))


@SOME
@given(histories())
def test_a_hold_is_in_force_from_when_it_is_set_until_it_is_released(events: list[Event]) -> None:
    holds = stands(*events).holds
    for hold in PROCEDURE.holds:
        about = [one for one in events if one.name == hold.id and one.what is not What.MOVED]
        if about and about[-1].what is What.HELD:
            assert holds[hold.id] == about[-1].at
        else:
            assert hold.id not in holds


@SOME
@given(histories(), st.sampled_from(PROCEDURE.moves))
def test_a_move_that_does_not_lead_from_the_state_is_refused(
    events: list[Event], move: Move
) -> None:
    state = stands(*events).state
    at = (events[-1].at if events else OPENED_AT) + HOUR
    one_more = Event(what=What.MOVED, name=move.id, at=at, day=at.date())
    if state in move.origins:
        assert stands(*events, one_more).state == move.target
        return
    with pytest.raises(ImpossibleEventError) as caught:
        stands(*events, one_more)
    assert caught.value.params == {"move": move.id, "state": state}


def test_an_untouched_case_stands_in_the_first_state_since_it_was_opened() -> None:
    position = after()
    assert (position.state, position.since, position.entered_on) == ("draft", OPENED_AT, OPENED_ON)
    assert not position.is_final
    assert position.moved_on == {}


def test_the_way_from_the_declaration_to_the_closed_case() -> None:
    position = after("declare", "clear", "depart", "close")
    assert (position.state, position.is_final) == ("closed", True)


def test_an_act_may_be_written_down_later_than_it_was() -> None:
    acted_on = date(2026, 2, 5)
    (declared,) = happened("declare", day=acted_on, at=OPENED_AT + timedelta(days=18))
    position = stands(declared)
    assert position.entered_on == acted_on
    assert position.since.date() == date(2026, 2, 7)


def test_of_a_move_made_twice_the_later_day_counts() -> None:
    first = happened("declare", "change", day=date(2026, 2, 4))
    (again,) = happened("declare", day=date(2026, 2, 6), at=OPENED_AT + timedelta(days=17))
    position = stands(*first, again)
    assert position.moved_on["declare"] == (date(2026, 2, 6), again.at)
    assert position.moved_on["change"][0] == date(2026, 2, 4)


def test_a_hold_outlasts_a_move() -> None:
    assert set(after("+unpaid-wages", "withdraw").holds) == {"unpaid-wages"}


@pytest.mark.parametrize(
    "names",
    [
        ("+detained", "+detained"),
        ("-detained",),
        ("+detained", "-detained", "-detained"),
        ("+asleep",),
        ("fly",),
    ],
    ids=str,
)
def test_what_cannot_have_happened_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ImpossibleEventError) as caught:
        after(*names)
    assert caught.value.code == "procedure_impossible_event"
