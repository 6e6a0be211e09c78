"""The interview asks everything that can still matter, nothing that cannot, and then stops."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.law.cast import AIGERIM, CHINGIZ, programme, without
from tests.core.law.small import ON, asked, benefit, condition, exclude, law, provision, require
from tests.core.law.trees import BOOLS, each_fact_once, logic_texts

from sapar.core.law import Law, Outcome, questions, questions_of
from sapar.core.law.instrument import Effect

DAY = timedelta(days=1)
TOLD_BY_PERSON = tuple(name for name in BOOLS if name != "person.is_wanted")


def asks(of: Law, facts: dict[str, Any]) -> tuple[str, ...]:
    return questions(of, facts, on=ON, known_on=ON)


def completions(names: list[str]) -> list[dict[str, bool]]:
    return [
        dict(zip(names, said, strict=True)) for said in product((True, False), repeat=len(names))
    ]


def verdict_turns(text: str, facts: dict[str, bool], name: str) -> bool:
    """Whether the verdict can turn on the fact, with some values of the other facts, all tried."""
    small = law(provision("rule", require(text)))
    others = [one for one in BOOLS if one not in facts and one != name and one in text]
    return any(
        asked(small, {**facts, **rest, name: True}).outcome
        is not asked(small, {**facts, **rest, name: False}).outcome
        for rest in completions(others)
    )


partly_told = st.fixed_dictionaries({}, optional=dict.fromkeys(BOOLS, st.booleans()))


@settings(max_examples=60, deadline=None)
@given(logic_texts, partly_told)
def test_exactly_the_facts_that_can_turn_the_verdict_are_asked(
    text: str, facts: dict[str, bool]
) -> None:
    expected = {
        name
        for name in TOLD_BY_PERSON
        if name in text and name not in facts and verdict_turns(text, facts, name)
    }
    found = asks(law(provision("rule", require(text))), facts)
    assert set(found) == expected
    assert len(found) == len(set(found))


@settings(max_examples=60, deadline=None)
@given(st.lists(each_fact_once(), min_size=1, max_size=3), st.data())
def test_an_interview_ends_and_whoever_answers_everything_gets_a_definite_outcome(
    texts: list[str], data: st.DataObject
) -> None:
    small = law(*(provision(f"rule-{n}", require(text)) for n, text in enumerate(texts)))
    facts: dict[str, Any] = {}
    while waiting := asks(small, facts):
        assert waiting[0] not in facts
        facts[waiting[0]] = data.draw(st.booleans())
    assert len(facts) <= len(BOOLS)
    assert asked(small, facts).outcome is not Outcome.INCOMPLETE


# the small programme of the cast


def interview(of: Law, person: dict[str, Any]) -> list[str]:
    """The questions a person is asked who answers every one of them."""
    facts: dict[str, Any] = {}
    order = []
    while waiting := asks(of, facts):
        order.append(waiting[0])
        facts[waiting[0]] = person[waiting[0]]
    return order


def test_aigerim_is_asked_what_the_programme_tests_and_nothing_else() -> None:
    assert interview(programme(), AIGERIM) == [
        "stay.country",
        "stay.unlawful_since",
        "stay.entry",
        "person.has_committed_offence",
        "person.under_departure_order",
        "departure.date",
        "travel_document.kind",
        "travel_document.valid_until",
    ]


def test_chingiz_is_asked_nothing_after_the_answer_that_closes_the_programme() -> None:
    assert interview(programme(), CHINGIZ) == ["stay.country", "stay.unlawful_since", "stay.entry"]


def test_whoever_has_no_document_is_not_asked_when_it_expires() -> None:
    facts = {**without(AIGERIM, "travel_document.valid_until"), "travel_document.kind": "none"}
    assert asks(programme(), facts) == ()


def test_what_only_the_authorities_can_tell_is_not_asked_of_the_person() -> None:
    small = law(provision("wanted", exclude("person.is_wanted")))
    assert asks(small, {}) == ()
    assert asked(small, {}).outcome is Outcome.ELIGIBLE_IF


def test_what_the_authorities_decide_and_the_person_may_know_is_asked() -> None:
    small = law(provision("offence", exclude("person.has_committed_offence"), decided_by="KR"))
    assert asks(small, {}) == ("person.has_committed_offence",)


def test_a_closed_instrument_asks_nothing() -> None:
    assert asks(programme(), {"stay.country": "JP"}) == ()


def test_a_presumed_fact_is_not_asked() -> None:
    small = law(
        provision("ticket", require("departure.ticket")), presumptions={"departure.ticket": True}
    )
    assert asks(small, {}) == ()


def test_what_decides_a_benefit_is_asked_when_the_provisions_ask_nothing_more() -> None:
    small = law(
        provision("ticket", require("departure.ticket")),
        benefits=[
            benefit(
                "ban",
                Effect(effect="suspended", when=condition('stay.entry == "regular"')),
                Effect(effect="imposed"),
            )
        ],
    )
    assert asks(small, {"departure.ticket": True}) == ("stay.entry",)
    assert asks(small, {"departure.ticket": True, "stay.entry": "smuggled"}) == ()


# dates: the days on which a verdict can turn need not be written in the text


@pytest.mark.parametrize(
    "text",
    [
        "stay.entered_on < date(2025, 12, 1)",
        "stay.entered_on == today",
        "add_days(today, -40) <= stay.entered_on <= add_days(today, -30)",
        "days_between(stay.entered_on, today) == 90",
        '10 <= months_between(stay.entered_on, today, rounding="down") <= 12',
        'age(stay.entered_on, today, rounding="down") == 3',
        'add_working_days(stay.entered_on, 10, of="KR") == date(2025, 11, 14)',
        "stay.entered_on >= add_days(departure.date, -15) and stay.entered_on < departure.date",
    ],
)
def test_a_date_is_asked_whenever_some_day_can_turn_the_verdict(text: str) -> None:
    small = law(provision("rule", require(text)))
    known = {"departure.date": date(2026, 1, 15)}
    verdicts = {
        asked(small, {**known, "stay.entered_on": ON - DAY * ago}).outcome
        for ago in range(-60, 1600)
    }
    assert len(verdicts) >= 2
    assert asks(small, known) == ("stay.entered_on",)


@pytest.mark.parametrize(
    "text",
    [
        "stay.entered_on < date(2025, 12, 1) or stay.entered_on >= date(2025, 12, 1)",
        "stay.entered_on < date(2025, 12, 1) and stay.entered_on > date(2025, 12, 1)",
        'stay.entry == "regular" and stay.entry == "smuggled"',
        "person.detained and not person.detained",
    ],
)
def test_a_fact_that_cannot_turn_the_verdict_is_not_asked_however_it_is_written(text: str) -> None:
    assert asks(law(provision("rule", require(f"departure.ticket or {text}"))), {}) == (
        ("departure.ticket",) if "or stay" not in text else ()
    )


def test_every_fact_the_person_may_be_asked_is_listed_in_the_order_of_the_provisions() -> None:
    assert questions_of(programme(), on=ON, known_on=ON)[:3] == (
        "stay.country",
        "stay.unlawful_since",
        "stay.entry",
    )
    assert set(interview(programme(), AIGERIM)) <= set(
        questions_of(programme(), on=ON, known_on=ON)
    )
