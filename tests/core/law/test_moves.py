"""Which moves are open in a case, and why the others are not."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.law.cast import without
from tests.core.law.departing import (
    AIGERIM,
    FLIES,
    LAW,
    PAPERS,
    PROCEDURE,
    SHELF,
    after,
    answer,
    happened,
    moves,
    stands,
)
from tests.core.law.small import condition, law, period, provision, require
from tests.core.law.small import declare as declare_within

from sapar.core.law import Law, Outcome, Verdict
from sapar.core.law.ends import ends_of
from sapar.core.law.instrument import Provision
from sapar.core.law.moves import Obstacle, OpenMove, Why, facts_set_by
from sapar.core.law.procedure import Hold, Move, Procedure
from sapar.instruments.library import library_at

IN_TIME = date(2026, 2, 4)


def declare(
    facts: Mapping[str, Any] = AIGERIM, *, on: date = IN_TIME, papers: frozenset[str] = PAPERS
) -> OpenMove:
    return moves(after(), facts, on=on, papers=papers)["declare"]


def whys(move: OpenMove) -> list[Why]:
    return [one.why for one in move.obstacles]


# When: 19 February 2026 is declared from 4 to 11 February, safely until the 10th.


def test_a_declaration_before_its_first_day_is_too_early() -> None:
    assert declare(on=date(2026, 2, 3)).obstacles == (
        Obstacle(why=Why.TOO_EARLY, about="notice", day=date(2026, 2, 4)),
    )


@pytest.mark.parametrize("day", [4, 10])
def test_a_declaration_in_its_window_is_open(day: int) -> None:
    move = declare(on=date(2026, 2, day))
    assert move.is_open
    assert not move.is_risky


def test_on_the_day_that_only_one_way_of_counting_allows_it_is_open_and_risky() -> None:
    move = declare(on=date(2026, 2, 11))
    assert move.is_open
    assert move.is_risky


def test_a_declaration_after_its_last_day_is_too_late() -> None:
    assert declare(on=date(2026, 2, 12)).obstacles == (
        Obstacle(why=Why.TOO_LATE, about="notice", day=date(2026, 2, 11)),
    )


def test_without_a_day_to_leave_nobody_can_say_when_to_declare() -> None:
    unplanned = declare(without(dict(AIGERIM), "departure.date"))
    assert Obstacle(why=Why.NOT_COUNTED, about="notice") in unplanned.obstacles


def test_the_check_and_the_departure_end_with_the_programme() -> None:
    declared, cleared = after("declare"), after("declare", "clear")
    last, over = date(2026, 2, 28), date(2026, 3, 1)
    leaves = {**AIGERIM, "declaration.filed_on": IN_TIME}
    assert moves(declared, leaves, on=last)["clear"].is_open
    assert moves(cleared, leaves, on=last)["depart"].is_open
    assert whys(moves(declared, leaves, on=over)["clear"]) == [Why.TOO_LATE]
    assert whys(moves(cleared, leaves, on=over)["depart"]) == [Why.TOO_LATE]


DEPARTURES = st.dates(date(2025, 12, 23), date(2026, 2, 28))  # announced 25 days before


@settings(max_examples=60, deadline=None)
@given(DEPARTURES, st.integers(1, 25))
def test_a_declaration_is_open_on_the_days_on_which_the_law_calls_it_in_time(
    flies: date, days_before: int
) -> None:
    on = flies - timedelta(days=days_before)
    facts = {**AIGERIM, "departure.date": flies}
    verdict = answer({**facts, "declaration.filed_on": on}, on).finding("notice").verdict
    move = declare(facts, on=on)
    in_window = not {Why.TOO_EARLY, Why.TOO_LATE} & set(whys(move))
    assert in_window == (verdict is not Verdict.NOT_MET)
    assert move.is_risky == (verdict is Verdict.DISPUTED)


# What the law says of the person.


def test_what_rules_the_person_out_is_named() -> None:
    smuggled = {**AIGERIM, "stay.entry": "smuggled"}
    assert declare(smuggled).obstacles == (Obstacle(why=Why.RULED_OUT, about="illegal-entry"),)


def test_what_the_person_can_still_tell_must_be_told_first() -> None:
    silent = without(dict(AIGERIM), "stay.unlawful_since")
    assert declare(silent).obstacles == (Obstacle(why=Why.NOT_SETTLED, about="unlawful-since"),)


def test_a_move_that_waits_only_for_the_authorities_is_open() -> None:
    unchecked = without(dict(AIGERIM), "person.has_committed_offence")
    assert answer(unchecked, IN_TIME).outcome is Outcome.ELIGIBLE_IF
    assert declare(unchecked).is_open


def test_a_move_that_rests_on_disputed_texts_is_open_and_says_so() -> None:
    bolat = {**AIGERIM, "stay.unlawful_since": date(2025, 12, 1)}
    move = declare(bolat)
    assert move.is_open
    assert move.rests_on == ("unlawful-since",)
    assert declare().rests_on == ()


# Papers and holds.


def test_papers_that_are_missing_are_named() -> None:
    assert declare(papers=frozenset({"ticket"})).obstacles == (
        Obstacle(why=Why.NEEDS, about="travel-document"),
        Obstacle(why=Why.NEEDS, about="declaration-form"),
    )


@pytest.mark.parametrize("document", ["certificate-of-return", "temporary-passport"])
def test_any_evidence_of_the_provision_will_do(document: str) -> None:
    assert declare(papers=frozenset({document, "declaration-form", "ticket"})).is_open


def test_who_is_detained_cannot_declare_and_can_withdraw() -> None:
    found = moves(after("+detained"), AIGERIM, on=IN_TIME)
    assert found["declare"].obstacles == (Obstacle(why=Why.HELD, about="detained"),)
    assert found["withdraw"].is_open
    assert found["miss"].is_open


def test_unpaid_wages_stop_the_declaration_and_not_the_departure_of_who_has_declared() -> None:
    assert whys(moves(after("+unpaid-wages"), AIGERIM, on=IN_TIME)["declare"]) == [Why.HELD]
    flying = after("declare", "clear", "+unpaid-wages")
    assert moves(flying, AIGERIM, on=FLIES)["depart"].is_open


def test_every_reason_is_named_at_once() -> None:
    held = moves(
        after("+detained"),
        {**AIGERIM, "stay.entry": "smuggled"},
        on=date(2026, 2, 12),
        papers=(),
    )["declare"]
    assert whys(held) == [Why.HELD, Why.TOO_LATE, Why.RULED_OUT, Why.NEEDS, Why.NEEDS, Why.NEEDS]


# Overrides, and the facts that moves make.


def test_an_override_needs_nothing_but_its_state() -> None:
    ruled_out = {**AIGERIM, "stay.entry": "smuggled"}
    found = moves(after(), ruled_out, on=date(2026, 2, 12), papers=())
    assert found["declare-anyway"].is_open
    assert "declare-anyway" not in moves(after("declare"), AIGERIM, on=IN_TIME)


def test_what_stops_everything_stops_an_override_too() -> None:
    procedure = replace(PROCEDURE, holds=(Hold(id="court", by=("officer",)),))
    held = stands(*happened("+court"), procedure=procedure)
    found = moves(held, AIGERIM, on=IN_TIME, procedure=procedure)
    assert {name: whys(move) for name, move in found.items() if Why.HELD not in whys(move)} == {}
    assert whys(found["declare-anyway"]) == [Why.HELD]


def test_a_declaration_sets_the_day_it_was_filed_to_the_day_of_the_act() -> None:
    assessment = answer(AIGERIM, date(2026, 2, 9))
    for name in ("declare", "declare-anyway"):
        made = facts_set_by(PROCEDURE.move(name), assessment, on=IN_TIME)
        assert made == {"declaration.filed_on": IN_TIME}


def test_another_flight_and_a_case_opened_again_open_the_day_of_the_declaration_again() -> None:
    for name in ("change", "reopen"):
        assert PROCEDURE.move(name).clears == ("declaration.filed_on",)
        assert facts_set_by(PROCEDURE.move(name), answer(AIGERIM, IN_TIME), on=IN_TIME) == {}


def test_only_moves_that_lead_from_the_state_are_listed_in_the_order_of_the_text() -> None:
    for state in PROCEDURE.states:
        position = replace(after(), state=state)
        listed = list(moves(position, AIGERIM, on=IN_TIME))
        assert listed == [one.id for one in PROCEDURE.moves if state in one.origins]


# A condition of its own, and ends of other shapes, in small laws.


def small(*provisions: Provision, **move: Any) -> tuple[Law, Procedure]:
    """A law, and a procedure of one move under it."""
    go = Move(id="go", origins=("draft",), target="gone", by="officer", **move)
    procedure = Procedure(id="small", states=("draft", "gone"), final=("gone",), moves=(go,))
    return law(*provisions), procedure


def going(
    under: tuple[Law, Procedure], facts: Mapping[str, Any], on: date = IN_TIME
) -> tuple[Obstacle, ...]:
    of, procedure = under
    return moves(after(), facts, on=on, law=of, procedure=procedure)["go"].obstacles


@pytest.mark.parametrize(
    ("facts", "obstacles"),
    [
        ({"person.detained": False}, ()),
        ({"person.detained": True}, (Obstacle(why=Why.CONDITION),)),
        ({}, (Obstacle(why=Why.CONDITION_OPEN, about="person.detained"),)),
    ],
    ids=["holds", "does-not-hold", "nobody-knows"],
)
def test_a_move_with_a_condition_of_its_own_waits_for_it(
    facts: dict[str, Any], obstacles: tuple[Obstacle, ...]
) -> None:
    place = provision("place", require('stay.country == "KR"'))
    assert going(small(place, when=condition("not person.detained")), facts) == obstacles


def test_a_provision_that_is_no_window_has_no_ends() -> None:
    edition = LAW.edition(on=IN_TIME, known_on=IN_TIME)
    assert ends_of("illegal-entry", edition, AIGERIM, on=IN_TIME) is None
    assert ends_of("never-written", edition, AIGERIM, on=IN_TIME) is None


def test_a_period_that_only_the_press_tells_of_ends_nothing() -> None:
    told = provision(
        "period",
        period(date(2025, 12, 1), date(2026, 2, 28), name="rumour", source="newspaper"),
        require('stay.country == "KR"', name="official"),
    )
    edition = law(told).edition(on=IN_TIME, known_on=IN_TIME)
    assert ends_of("period", edition, {}, on=IN_TIME) is None


def test_the_governing_reading_ends_it_although_another_of_another_kind_stands_first() -> None:
    told = provision(
        "period",
        require('stay.country == "KR"', name="rumour", source="newspaper"),
        period(date(2025, 12, 1), date(2026, 2, 28), name="official"),
    )
    edition = law(told).edition(on=IN_TIME, known_on=IN_TIME)
    found = ends_of("period", edition, {}, on=IN_TIME)
    assert found is not None
    assert (found.first, found.last) == (date(2025, 12, 1), date(2026, 2, 28))
    assert found.holds(date(2026, 2, 28))
    assert not found.holds(date(2026, 3, 1))


@pytest.mark.parametrize(
    ("entry", "whys"),
    [("regular", [Why.TOO_LATE]), ("smuggled", []), (None, [Why.TOO_LATE])],
    ids=["concerned", "not-concerned", "nobody-knows"],
)
def test_a_window_that_does_not_concern_the_person_does_not_bind_them(
    entry: str | None, whys: list[Why]
) -> None:
    notice = provision("notice", declare_within(), applies_when='stay.entry == "regular"')
    facts = {"departure.date": FLIES, **({"stay.entry": entry} if entry else {})}
    obstacles = going(small(notice, within="notice"), facts, on=date(2026, 2, 12))
    assert [one.why for one in obstacles] == whys


# The certificate of return: what an issued one makes true, and how an application is made without a loss.

POST = library_at(SHELF).law("kz-certificate-of-return-kr")
ISSUING = POST.instrument.procedures["issuing"]
MADI = {"stay.country": "KR", "person.nationality": "KZ", "passport.state": "lost"}
MADIS_PAPERS = {"loss-report", "application-form", "photos", "fee-receipt", "questionnaire"}


def issuing(
    *names: str, papers: Iterable[str] = MADIS_PAPERS, **changed: Any
) -> dict[str, OpenMove]:
    facts = {**MADI, **{name.replace("__", "."): value for name, value in changed.items()}}
    position = stands(*happened(*names), procedure=ISSUING)
    return moves(position, facts, on=IN_TIME, papers=papers, law=POST, procedure=ISSUING)


def test_who_has_lost_the_passport_applies_with_the_paper_about_the_loss() -> None:
    assert issuing()["apply"].is_open
    without_paper = issuing(papers=MADIS_PAPERS - {"loss-report"})["apply"]
    assert without_paper.obstacles == (Obstacle(why=Why.NEEDS, about="loss-paper"),)


@pytest.mark.parametrize("state", ["expired", "withheld", "never"])
def test_who_has_lost_nothing_applies_without_that_paper_and_the_post_decides(state: str) -> None:
    found = issuing(papers=MADIS_PAPERS - {"loss-report"}, passport__state=state)
    assert found["apply-without-loss"].is_open
    assert whys(found["apply"]) == [Why.NEEDS, Why.CONDITION]


def test_the_host_may_ask_in_a_removal_and_the_form_is_not_needed_then() -> None:
    papers = (MADIS_PAPERS - {"application-form"}) | {"host-request"}
    assert issuing(papers=papers)["apply"].is_open


def test_a_certificate_is_issued_once_its_last_day_is_known() -> None:
    waiting = issuing("apply", "check")["issue"]
    assert waiting.obstacles == (Obstacle(why=Why.CONDITION_OPEN, about="certificate.valid_until"),)
    assert issuing("apply", "check", certificate__valid_until=date(2026, 4, 30))["issue"].is_open


def test_an_issued_certificate_is_the_document_a_person_travels_with() -> None:
    facts = {**MADI, "certificate.valid_until": date(2026, 4, 30)}
    made = facts_set_by(ISSUING.move("issue"), answer(facts, IN_TIME, POST), on=IN_TIME)
    assert made == {
        "travel_document.kind": "certificate_of_return",
        "travel_document.valid_until": date(2026, 4, 30),
    }


def test_while_asylum_is_asked_for_nobody_asks_kazakhstan_or_issues_anything() -> None:
    found = issuing("apply", "check", "+asylum", certificate__valid_until=date(2026, 4, 30))
    assert {name for name, move in found.items() if Why.HELD in whys(move)} == {"ask-home", "issue"}
    assert found["withdraw"].is_open
