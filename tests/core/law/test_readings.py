"""Where sources disagree: which reading governs, which contest it, and what rests on no text."""

from datetime import date
from typing import Any

import pytest
from tests.core.law.cast import BOLAT, programme
from tests.core.law.small import asked, law, provision, require

from sapar.core.law import Law, Outcome, Standing, Verdict

BEFORE, AFTER = (
    "stay.unlawful_since < date(2025, 12, 1)",
    "stay.unlawful_since <= date(2025, 12, 1)",
)
ON_THE_DAY = {"stay.unlawful_since": date(2025, 12, 1)}


def texts(strict: str, lenient: str) -> Law:
    """Two readings of one cut-off: the strict one rests on one source, the lenient on another."""
    return law(
        provision(
            "cut-off",
            require(BEFORE, name="strict", source=strict),
            require(AFTER, name="lenient", source=lenient),
        )
    )


def verdict(of: Law, facts: dict[str, Any]) -> Verdict:
    return asked(of, facts).finding("cut-off").verdict


@pytest.mark.parametrize("source", ["act", "embassy", "agency"])
def test_a_reading_of_the_law_of_officials_or_of_those_quoted_contests(source: str) -> None:
    assert verdict(texts("ministry", source), ON_THE_DAY) is Verdict.DISPUTED
    assert asked(texts("ministry", source), ON_THE_DAY).outcome is Outcome.NEEDS_REVIEW


@pytest.mark.parametrize("source", ["newspaper", "blog"])
def test_a_reading_of_the_press_alone_unsettles_no_answer(source: str) -> None:
    assert verdict(texts("ministry", source), ON_THE_DAY) is Verdict.NOT_MET
    assert verdict(texts(source, "ministry"), ON_THE_DAY) is Verdict.MET


@pytest.mark.parametrize("source", ["newspaper", "blog"])
def test_what_only_the_press_says_stays_visible(source: str) -> None:
    finding = asked(texts("ministry", source), ON_THE_DAY).finding("cut-off")
    assert finding.readings == {"strict": Verdict.NOT_MET, "lenient": Verdict.MET}
    assert finding.sources == ("ministry", source)


def test_a_reading_of_the_press_asks_for_nothing() -> None:
    small = law(
        provision(
            "cut-off",
            require(BEFORE, name="official"),
            require("person.born < today", name="rumour", source="newspaper"),
        )
    )
    answer = asked(small, {"stay.unlawful_since": date(2025, 1, 1)})
    assert (answer.outcome, answer.missing) == (Outcome.ELIGIBLE, ())
    assert answer.finding("cut-off").readings["rumour"] is Verdict.UNKNOWN


def test_a_reading_of_the_press_governs_where_there_is_no_other() -> None:
    small = law(provision("cut-off", require(BEFORE, source="newspaper")))
    assert verdict(small, ON_THE_DAY) is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("since", "expected"),
    [(date(2025, 11, 30), Verdict.MET), (date(2025, 12, 2), Verdict.NOT_MET)],
)
def test_readings_that_agree_on_a_person_dispute_nothing(since: date, expected: Verdict) -> None:
    assert verdict(texts("ministry", "embassy"), {"stay.unlawful_since": since}) is expected


def test_two_readings_that_both_govern_dispute_each_other_even_in_the_press() -> None:
    small = texts("newspaper", "blog")
    finding = asked(small, ON_THE_DAY).finding("cut-off")
    assert finding.clause.governing == {"strict", "lenient"}
    assert finding.verdict is Verdict.DISPUTED


def test_a_contesting_reading_that_is_unknown_keeps_the_finding_open() -> None:
    small = law(
        provision(
            "cut-off",
            require(BEFORE, name="date"),
            require('stay.entry == "regular"', name="entry", source="embassy"),
        )
    )
    answer = asked(small, {"stay.unlawful_since": date(2025, 1, 1)})
    assert answer.finding("cut-off").verdict is Verdict.UNKNOWN
    assert [missing.fact for missing in answer.missing] == ["stay.entry"]


def test_the_law_governs_over_an_embassy_and_the_embassy_over_an_agency() -> None:
    of_act = asked(texts("embassy", "act"), ON_THE_DAY).finding("cut-off")
    of_embassy = asked(texts("embassy", "agency"), ON_THE_DAY).finding("cut-off")
    assert of_act.clause.governing == {"lenient"}
    assert of_embassy.clause.governing == {"strict"}


def test_a_finding_shows_what_each_reading_says_of_the_person() -> None:
    finding = asked(programme(), BOLAT).finding("cut-off")
    assert finding.readings == {"from-that-day": Verdict.NOT_MET, "after-that-day": Verdict.MET}
    assert len(finding.traces) == 2


# standing


def standings(first: Standing, second: Standing) -> Law:
    return law(
        provision("ticket", require("departure.ticket", standing=first)),
        provision("form", require("declaration.form", standing=second)),
    )


REPORTED, ASSUMED, UNKNOWN = Standing.REPORTED, Standing.ASSUMED, Standing.UNKNOWN
YES = {"departure.ticket": True, "declaration.form": True}
NO_TICKET = {**YES, "departure.ticket": False}


@pytest.mark.parametrize(
    ("first", "second", "facts", "provisional"),
    [
        (REPORTED, REPORTED, YES, False),
        (REPORTED, ASSUMED, YES, True),
        (UNKNOWN, REPORTED, YES, True),
        (REPORTED, ASSUMED, NO_TICKET, False),
        (ASSUMED, REPORTED, NO_TICKET, True),
        (ASSUMED, REPORTED, {"departure.ticket": False, "declaration.form": False}, False),
        (REPORTED, ASSUMED, {}, True),
    ],
    ids=[
        "all verified",
        "one rule assumed",
        "one rule unknown",
        "refused by a verified rule",
        "refused by an assumed rule",
        "refused by both",
        "open",
    ],
)
def test_an_answer_is_provisional_when_it_would_fall_without_an_unverified_rule(
    first: Standing, second: Standing, facts: dict[str, Any], provisional: bool
) -> None:
    assert asked(standings(first, second), facts).provisional is provisional


def test_an_unverified_rule_that_does_not_apply_makes_nothing_provisional() -> None:
    small = law(
        provision(
            "ticket",
            require("departure.ticket", standing=ASSUMED),
            applies_when="person.detained",
        )
    )
    assert asked(small, {"person.detained": False}).provisional is False
    assert asked(small, {"person.detained": True}).provisional is True


@pytest.mark.parametrize(
    ("first", "second", "facts", "provisional"),
    [
        (REPORTED, ASSUMED, ON_THE_DAY, True),
        (ASSUMED, REPORTED, ON_THE_DAY, True),
        (REPORTED, REPORTED, ON_THE_DAY, False),
        (ASSUMED, ASSUMED, ON_THE_DAY, True),
        (REPORTED, ASSUMED, {"stay.unlawful_since": date(2025, 11, 1)}, False),
        (REPORTED, ASSUMED, {"stay.unlawful_since": date(2025, 12, 2)}, False),
        (REPORTED, ASSUMED, {}, False),
    ],
    ids=[
        "the contesting reading is assumed",
        "the governing reading is assumed",
        "both are reported",
        "both are assumed",
        "they agree on yes",
        "they agree on no",
        "they agree on the question",
    ],
)
def test_an_answer_is_provisional_when_one_unverified_reading_disputes_it(
    first: Standing, second: Standing, facts: dict[str, Any], provisional: bool
) -> None:
    small = law(
        provision(
            "cut-off",
            require(BEFORE, name="strict", standing=first),
            require(AFTER, name="lenient", source="embassy", standing=second),
        )
    )
    assert asked(small, facts).provisional is provisional


@pytest.mark.parametrize(
    ("strict", "lenient", "provisional"), [(ASSUMED, REPORTED, False), (REPORTED, ASSUMED, True)]
)
def test_while_questions_are_open_a_dispute_counts_only_if_it_stands_against_a_refusal(
    strict: Standing, lenient: Standing, provisional: bool
) -> None:
    small = law(
        provision(
            "cut-off",
            require(BEFORE, name="strict", standing=strict),
            require(AFTER, name="lenient", source="embassy", standing=lenient),
        ),
        provision("ticket", require("departure.ticket")),
    )
    answer = asked(small, ON_THE_DAY)
    assert (answer.outcome, answer.provisional) == (Outcome.INCOMPLETE, provisional)


def test_a_question_that_only_an_unverified_reading_asks_is_provisional() -> None:
    small = law(
        provision(
            "cut-off",
            require(BEFORE, name="date"),
            require("departure.ticket", name="ticket", source="embassy", standing=ASSUMED),
        )
    )
    answer = asked(small, {"stay.unlawful_since": date(2025, 1, 1)})
    assert (answer.outcome, answer.provisional) == (Outcome.INCOMPLETE, True)


def test_a_finding_has_the_standing_of_the_reading_that_governs() -> None:
    small = law(
        provision(
            "cut-off",
            require(AFTER, name="assumed", source="embassy", standing=ASSUMED),
            require(BEFORE, name="reported", standing=REPORTED),
        )
    )
    assert asked(small, ON_THE_DAY).finding("cut-off").standing is REPORTED
