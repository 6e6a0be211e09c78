"""One person, one day: the five outcomes, and what is never a refusal."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.law.cast import (
    AIGERIM,
    BOLAT,
    CHINGIZ,
    DANA,
    ERLAN,
    FARIDA,
    programme,
    without,
)
from tests.core.law.small import asked, exclude, law, period, provision, reading, require

from sapar.core.law import DOES_NOT_APPLY, VOCABULARY, AskedOf, Missing, Outcome, Verdict
from sapar.core.law.facts import Fact, Type
from sapar.core.law.instrument import Kind

PROGRAMME = programme()


@pytest.mark.parametrize(
    ("person", "outcome"),
    [
        (AIGERIM, Outcome.ELIGIBLE),
        (without(AIGERIM, "person.has_committed_offence"), Outcome.ELIGIBLE_IF),
        (without(AIGERIM, "stay.entry"), Outcome.INCOMPLETE),
        (BOLAT, Outcome.NEEDS_REVIEW),
        (CHINGIZ, Outcome.NOT_ELIGIBLE),
        (DANA, Outcome.NOT_ELIGIBLE),
        (ERLAN, Outcome.NOT_ELIGIBLE),
        (FARIDA, Outcome.NOT_ELIGIBLE),
    ],
    ids=[
        "Aigerim may go",
        "Aigerim may go if the authorities know of no offence",
        "Aigerim has not told how she entered",
        "on Bolat the texts disagree",
        "Chingiz was smuggled in",
        "Dana has no document",
        "Erlan's stay became unlawful too late",
        "Farida's stay is lawful",
    ],
)
def test_each_person_gets_one_of_five_outcomes(person: dict[str, Any], outcome: Outcome) -> None:
    assert asked(PROGRAMME, person).outcome is outcome


@given(st.sets(st.sampled_from(sorted(AIGERIM))))
@settings(max_examples=100, deadline=None)
def test_what_an_eligible_person_has_not_told_never_refuses_her(untold: set[str]) -> None:
    answer = asked(PROGRAMME, without(AIGERIM, *untold))
    assert answer.outcome is not Outcome.NOT_ELIGIBLE
    assert all(finding.verdict is not Verdict.NOT_MET for finding in answer.findings)


@given(st.sets(st.sampled_from(sorted(AIGERIM))))
@settings(max_examples=100, deadline=None)
def test_only_what_was_not_told_is_missing(untold: set[str]) -> None:
    answer = asked(PROGRAMME, without(AIGERIM, *untold))
    assert {missing.fact for missing in answer.missing} <= untold


@given(st.sampled_from([CHINGIZ, DANA, ERLAN, FARIDA]), st.sets(st.sampled_from(sorted(AIGERIM))))
@settings(max_examples=100, deadline=None)
def test_telling_more_never_turns_a_definite_verdict(
    person: dict[str, Any], untold: set[str]
) -> None:
    before, after = asked(PROGRAMME, without(person, *untold)), asked(PROGRAMME, person)
    for finding in before.findings:
        if finding.verdict is not Verdict.UNKNOWN:
            assert after.finding(finding.provision).verdict is finding.verdict


def test_a_person_who_has_told_nothing_is_asked_for_everything_that_matters() -> None:
    answer = asked(PROGRAMME, {})
    assert answer.outcome is Outcome.INCOMPLETE
    assert [missing.fact for missing in answer.missing] == [
        "stay.country",
        "stay.unlawful_since",
        "stay.entry",
        "person.has_committed_offence",
        "person.under_departure_order",
        "departure.date",
        "travel_document.kind",
        "travel_document.valid_until",
    ]


def test_one_refusal_outweighs_what_is_open_or_disputed() -> None:
    answer = asked(PROGRAMME, without({**BOLAT, "stay.entry": "smuggled"}, "stay.country"))
    assert answer.outcome is Outcome.NOT_ELIGIBLE


def test_does_not_apply_is_an_answer_and_unknown_is_none() -> None:
    lawful = asked(PROGRAMME, FARIDA).finding("cut-off")
    untold = asked(PROGRAMME, without(FARIDA, "stay.unlawful_since")).finding("cut-off")
    assert (lawful.verdict, lawful.missing) == (Verdict.NOT_MET, ())
    assert untold.verdict is Verdict.UNKNOWN
    assert untold.missing == (Missing("stay.unlawful_since", AskedOf.PERSON),)


def test_without_a_document_its_expiry_does_not_apply_and_is_not_asked() -> None:
    answer = asked(PROGRAMME, DANA)
    assert answer.facts["travel_document.valid_until"] is DOES_NOT_APPLY
    assert answer.missing == ()


# who is asked


def test_what_the_authorities_decide_is_asked_of_them() -> None:
    answer = asked(PROGRAMME, without(AIGERIM, "person.has_committed_offence"))
    assert answer.missing == (Missing("person.has_committed_offence", AskedOf.HOST),)


@pytest.mark.parametrize(
    ("decided_by", "ask"),
    [(None, AskedOf.PERSON), ("KR", AskedOf.HOST), ("KZ", AskedOf.HOME)],
)
def test_the_party_that_decides_is_host_or_home(decided_by: str | None, ask: AskedOf) -> None:
    small = law(provision("order", exclude("person.detained"), decided_by=decided_by))
    assert asked(small, {}).missing == (Missing("person.detained", ask),)


def test_what_only_authorities_can_tell_makes_the_answer_conditional_and_never_incomplete() -> None:
    small = law(
        provision("wanted", exclude("person.is_wanted")),
        provision("court", exclude("person.detained"), decided_by="KZ"),
    )
    assert asked(small, {}).outcome is Outcome.ELIGIBLE_IF
    assert asked(small, {"person.is_wanted": False}).outcome is Outcome.ELIGIBLE_IF
    assert (
        asked(small, {"person.is_wanted": False, "person.detained": False}).outcome
        is Outcome.ELIGIBLE
    )


# what nobody can tell


def test_a_rule_whose_content_nobody_knows_needs_a_look_and_asks_for_nothing() -> None:
    small = law(provision("fee", reading(Kind.UNKNOWN)))
    answer = asked(small, {})
    assert answer.outcome is Outcome.NEEDS_REVIEW
    assert answer.finding("fee").verdict is Verdict.UNKNOWN
    assert answer.missing == ()


def test_beyond_the_calendar_the_answer_is_review_and_never_a_guess() -> None:
    small = law(
        provision("soon", require('add_working_days(stay.entered_on, 3, of="KR") > today')),
    )
    answer = asked(small, {"stay.entered_on": date(2090, 1, 1)})
    assert answer.outcome is Outcome.NEEDS_REVIEW
    assert answer.missing == ()


def test_an_open_list_is_asked_of_the_person() -> None:
    small = law(
        provision("children", exclude("any(child.born > today for child in household.children)"))
    )
    assert asked(small, {}).outcome is Outcome.INCOMPLETE
    assert asked(small, {"household.children": ()}).outcome is Outcome.ELIGIBLE


# when a provision applies


def only_for_smuggled() -> Any:
    return law(
        provision("ticket", require("departure.ticket"), applies_when='stay.entry == "smuggled"')
    )


@pytest.mark.parametrize(
    ("entry", "verdict", "missing"),
    [
        ("regular", Verdict.NOT_APPLICABLE, []),
        ("smuggled", Verdict.UNKNOWN, ["departure.ticket"]),
        (None, Verdict.UNKNOWN, ["stay.entry"]),
    ],
)
def test_a_provision_speaks_only_of_those_it_applies_to(
    entry: str | None, verdict: Verdict, missing: list[str]
) -> None:
    facts = {"stay.entry": entry} if entry else {}
    finding = asked(only_for_smuggled(), facts).finding("ticket")
    assert finding.verdict is verdict
    assert [one.fact for one in finding.missing] == missing


def test_nobody_is_refused_by_a_provision_that_does_not_apply() -> None:
    facts = {"stay.entry": "regular", "departure.ticket": False}
    assert asked(only_for_smuggled(), facts).outcome is Outcome.ELIGIBLE


def test_an_instruments_own_fact_is_asked_of_whom_it_names() -> None:
    own = Fact(name="own.fee_paid", type=Type.BOOL, asked_of=AskedOf.HOME)
    from sapar.core.law.expression import parse_condition

    vocabulary = VOCABULARY.and_also([own])
    paid = reading(Kind.REQUIRE, condition=parse_condition("own.fee_paid", vocabulary))
    small = law(provision("fee", paid), vocabulary=vocabulary)
    assert asked(small, {}).missing == (Missing("own.fee_paid", AskedOf.HOME),)


# periods


@pytest.mark.parametrize(
    ("depart", "on", "outcome"),
    [
        (date(2025, 12, 1), date(2025, 11, 30), Outcome.ELIGIBLE),
        (date(2026, 2, 28), date(2025, 12, 10), Outcome.ELIGIBLE),
        (date(2026, 3, 1), date(2025, 12, 10), Outcome.NOT_ELIGIBLE),
        (date(2025, 11, 30), date(2025, 11, 29), Outcome.NOT_ELIGIBLE),
        (None, date(2026, 2, 28), Outcome.INCOMPLETE),
        (None, date(2026, 3, 1), Outcome.INCOMPLETE),
    ],
)
def test_first_and_last_day_of_a_period_belong_to_it_and_an_untold_day_is_never_a_refusal(
    depart: date | None, on: date, outcome: Outcome
) -> None:
    small = law(provision("period", period(date(2025, 12, 1), date(2026, 2, 28))))
    facts = {"departure.date": depart} if depart else {}
    assert asked(small, facts, on=on, known_on=date(2025, 11, 28)).outcome is outcome


def test_a_period_until_further_notice_has_no_last_day() -> None:
    small = law(provision("period", period(date(2025, 12, 1), None)))
    assert asked(small, {"departure.date": date(2099, 1, 1)}).outcome is Outcome.ELIGIBLE
