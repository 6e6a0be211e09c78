"""The plan of a person: what is done, what is now, what comes later, and by which day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.cases.cast import DEPARTS, NOON, WINDOW, Cast, noon_on

from sapar.apps.cases.actions import as_it_would_be, give_evidence, make_move, tell_and_undo
from sapar.apps.cases.brief import Brief, brief_of
from sapar.apps.cases.models import Case
from sapar.apps.cases.progress import needs_of, steps_of

pytestmark = pytest.mark.django_db

FIRST, SAFE, _ = WINDOW


def seen(brief: Brief) -> dict[str, str]:
    return {one.step.id: one.progress.value for one in steps_of(brief)}


def with_papers(cast: Cast, case: Case) -> Case:
    for kind in ("passport", "ticket", "declaration-form"):
        give_evidence(case.pk, kind, file=None, actor=cast.acting(cast.officer))
    case.refresh_from_db()
    return case


def test_papers_come_first_and_side_by_side(cast: Cast) -> None:
    case = cast.opened()
    told = seen(brief_of(case, at=NOON))
    assert told["travel-document"] == told["ticket"] == "now"
    assert {told[name] for name in ("declare", "airport", "certificate", "leave")} == {"later"}


def test_the_steps_carry_their_days(cast: Cast) -> None:
    steps = {one.step.id: one for one in steps_of(brief_of(cast.opened(), at=NOON))}
    assert (steps["declare"].first, steps["declare"].last) == (FIRST, SAFE)
    assert steps["airport"].day == steps["leave"].day == DEPARTS


def test_each_move_brings_the_next_step(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    assert seen(brief_of(case, at=NOON))["declare"] == "now"
    make_move(case.pk, "declare", actor=cast.acting(cast.citizen, noon_on(FIRST)))
    told = seen(brief_of(case, at=noon_on(FIRST)))
    assert (told["declare"], told["airport"], told["leave"]) == ("done", "now", "later")
    make_move(case.pk, "clear", actor=cast.acting(cast.citizen, noon_on(DEPARTS)))
    told = seen(brief_of(case, at=noon_on(DEPARTS)))
    assert (told["airport"], told["certificate"], told["leave"]) == ("done", "now", "now")
    make_move(case.pk, "depart", actor=cast.acting(cast.citizen, noon_on(DEPARTS)))
    assert set(seen(brief_of(case, at=noon_on(DEPARTS))).values()) == {"done"}


def test_a_plan_that_was_given_up_has_nothing_to_do_now(cast: Cast) -> None:
    case = cast.opened()
    make_move(case.pk, "withdraw", actor=cast.acting(cast.citizen))
    assert "now" not in seen(brief_of(case, at=NOON)).values()


def test_needs_are_met_by_any_of_their_kinds(cast: Cast) -> None:
    case = cast.opened()
    give_evidence(case.pk, "certificate-of-return", file=None, actor=cast.acting(cast.officer))
    needs = {one.id: one for one in needs_of(brief_of(case, at=NOON))}
    assert needs["travel-document"].is_given
    assert not needs["ticket"].is_given
    assert "passport" in needs["travel-document"].kinds
    assert needs["ticket"].is_due
    assert not needs["proof-of-departure"].is_due, "that is asked for only after the journey"


def test_a_new_flight_undoes_the_declaration_and_shows_it_first(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    citizen = cast.acting(cast.citizen, noon_on(FIRST))
    make_move(case.pk, "declare", actor=citizen)
    case.refresh_from_db()
    later = {"departure.date": DEPARTS + timedelta(days=8)}
    would = as_it_would_be(brief_of(case, at=citizen.at), later)
    assert would.position.state == "draft"
    case.refresh_from_db()
    assert case.state.name == "declared", "a look changes nothing"
    tell_and_undo(case.pk, later, actor=citizen, turn=case.turn)
    case.refresh_from_db()
    after = brief_of(case, at=citizen.at)
    assert after.position == would.position
    assert after.facts == would.facts
    assert after.ends("notice") == would.ends("notice")


def test_another_fact_undoes_nothing(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    citizen = cast.acting(cast.citizen, noon_on(FIRST))
    make_move(case.pk, "declare", actor=citizen)
    tell_and_undo(case.pk, {"stay.entered_on": date(2020, 1, 2)}, actor=citizen)
    case.refresh_from_db()
    assert case.state.name == "declared"
