"""What a person gets, what was presumed on the way, and which channels are open."""

from datetime import date
from typing import Any

import pytest
from tests.core.law.cast import AIGERIM, BOLAT, CHINGIZ, programme, without
from tests.core.law.small import asked, benefit, condition, declare, law, provision, require, tree

from sapar.core.law import DOES_NOT_APPLY, BenefitResult, Law, Standing, amounts_of
from sapar.core.law.instrument import Band, BandTable, Channel, Effect, Quantity, Schedule

ON = date(2025, 12, 10)
WAIVED = Effect(effect="waived")
YOUNG = 'any(age(child.born, departure.date, rounding="up") < 17 for child in household.children)'
CHILD = {"household.children": ({"born": date(2020, 1, 1)},)}


def result(of: Law, facts: dict[str, Any], name: str = "fine") -> BenefitResult:
    return next(one for one in asked(of, facts).benefits if one.benefit == name)


# whether it holds


@pytest.mark.parametrize(
    ("person", "holds"),
    [
        (AIGERIM, True),
        (CHINGIZ, False),
        (BOLAT, None),
        (without(AIGERIM, "stay.entry"), None),
        (without(AIGERIM, "person.has_committed_offence"), None),
    ],
    ids=["eligible", "refused", "disputed", "incomplete", "conditional"],
)
def test_a_benefit_holds_for_the_eligible_and_stays_open_while_the_answer_is(
    person: dict[str, Any], holds: bool | None
) -> None:
    small = programme(benefits=[benefit("fine", WAIVED)])
    assert result(small, person).holds is holds


@pytest.mark.parametrize(
    ("children", "holds"),
    [(({"born": date(2020, 1, 1)},), True), ((), False), (({},), None), (None, None)],
)
def test_a_benefit_for_parents_depends_on_the_children(children: Any, holds: bool | None) -> None:
    small = programme(benefits=[benefit("penalty", Effect(effect="waived", when=condition(YOUNG)))])
    facts = {**AIGERIM, **({} if children is None else {"household.children": children})}
    assert result(small, facts, "penalty").holds is holds


# cases: the first one that holds


def by_entry() -> Law:
    return law(
        provision("form", require("declaration.form")),
        benefits=[
            benefit(
                "ban",
                Effect(effect="suspended", when=condition('stay.entry == "regular"')),
                Effect(
                    effect="imposed",
                    when=condition('stay.entry == "smuggled"'),
                    quantity=Quantity(least=2, most=2, unit="years"),
                ),
                Effect(effect="reduced"),
            )
        ],
    )


@pytest.mark.parametrize(
    ("entry", "effect", "holds", "effects"),
    [
        ("regular", "suspended", True, ("suspended",)),
        ("smuggled", "imposed", True, ("imposed",)),
        ("forged_document", "reduced", True, ("reduced",)),
        (None, "suspended", None, ("suspended", "imposed", "reduced")),
    ],
)
def test_the_first_case_that_holds_gives_the_effect_and_open_ones_stay_possible(
    entry: str | None, effect: str, holds: bool | None, effects: tuple[str, ...]
) -> None:
    facts = {"declaration.form": True, **({"stay.entry": entry} if entry else {})}
    found = result(by_entry(), facts, "ban")
    assert (found.effect, found.holds, found.effects) == (effect, holds, effects)


def test_a_case_brings_its_quantity() -> None:
    found = result(by_entry(), {"declaration.form": True, "stay.entry": "smuggled"}, "ban")
    assert found.quantity == Quantity(least=2, most=2, unit="years")


def test_a_benefit_whose_cases_all_fail_does_not_hold() -> None:
    small = law(
        provision("form", require("declaration.form")),
        benefits=[benefit("fine", Effect(effect="waived", when=condition("departure.ticket")))],
    )
    facts = {"declaration.form": True, "departure.ticket": False}
    assert (result(small, facts).effect, result(small, facts).holds) == ("waived", False)


# schedules


def band(below: int | None, amount: int) -> Band:
    return Band(below=below, quantity=Quantity(least=amount, most=amount, unit="KRW"))


def fines() -> Law:
    tables = tuple(
        BandTable(id=name, sources=(source,), standing=Standing.REPORTED, bands=bands)
        for name, source, bands in (
            ("of-2020", "ministry", (band(1, 0), band(12, 100), band(None, 300))),
            ("of-2023", "embassy", (band(12, 200), band(36, 400))),
        )
    )
    measure = 'months_between(stay.unlawful_since, departure.date, rounding="down")'
    schedule = Schedule(
        id="fines", measure=tree(measure), measure_unit="months", unit="KRW", tables=tables
    )
    return programme(
        benefits=[benefit("fine", Effect(effect="imposed", schedule="fines"))],
        schedules={"fines": schedule},
    )


@pytest.mark.parametrize(
    ("since", "amounts"),
    [
        (date(2026, 1, 1), {"of-2020": 0, "of-2023": 200}),
        (date(2025, 2, 15), {"of-2020": 100, "of-2023": 200}),
        (date(2025, 1, 15), {"of-2020": 300, "of-2023": 400}),
        (date(2020, 1, 1), {"of-2020": 300}),
        (DOES_NOT_APPLY, {}),
        (None, {}),
    ],
)
def test_every_published_table_gives_its_own_amount_with_its_source(
    since: Any, amounts: dict[str, int]
) -> None:
    facts = {"departure.date": date(2026, 1, 15)}
    if since:
        facts["stay.unlawful_since"] = since
    found = result(fines(), facts).amounts
    assert {amount.table: amount.quantity.least for amount in found} == amounts
    assert all(amount.sources in {("ministry",), ("embassy",)} for amount in found)


def test_a_schedule_nobody_wrote_gives_nothing() -> None:
    answer = asked(fines(), AIGERIM)
    assert amounts_of("others", answer.edition, answer.facts) == ()


# presumptions


def presuming(**more: Any) -> Law:
    return law(
        provision("ticket", require("departure.ticket")),
        provision("wanted", require("not person.is_wanted"), applies_when="person.detained"),
        provision("notice", declare(earliest=None)),
        presumptions={"departure.ticket": True, "person.is_wanted": False},
        **more,
    )


FREE = {"departure.date": date(2026, 1, 15), "person.detained": False}


def test_a_presumption_stands_in_for_what_nobody_told_and_is_listed() -> None:
    assert asked(presuming(), FREE).presumed == {
        "departure.ticket": True,
        "declaration.filed_on": None,
    }


def test_what_was_told_is_not_presumed_even_when_it_says_the_same() -> None:
    for ticket in (True, False):
        answer = asked(presuming(), {**FREE, "departure.ticket": ticket})
        assert "departure.ticket" not in answer.presumed
        assert answer.facts["departure.ticket"] is ticket


def test_a_presumption_of_a_provision_that_does_not_apply_is_not_listed() -> None:
    assert "person.is_wanted" not in asked(presuming(), FREE).presumed
    assert "person.is_wanted" in asked(presuming(), {**FREE, "person.detained": True}).presumed


def test_a_presumed_fact_is_never_missing() -> None:
    assert [missing.fact for missing in asked(presuming(), {}).missing] == [
        "person.detained",
        "departure.date",
    ]


def test_a_declaration_that_was_made_is_not_presumed() -> None:
    answer = asked(presuming(), {**FREE, "declaration.filed_on": date(2025, 12, 20)})
    assert "declaration.filed_on" not in answer.presumed


# channels


def test_a_channel_is_open_closed_or_not_yet_known() -> None:
    def channel(name: str, when: str | None) -> Channel:
        return Channel(
            id=name,
            act="declare",
            when=condition(when) if when else None,
            sources=("ministry",),
            standing=Standing.REPORTED,
        )

    small = programme(
        channels={
            "office": channel("office", None),
            "online": channel("online", 'stay.entry == "regular"'),
        }
    )

    def opened(person: dict[str, Any]) -> dict[str, bool | None]:
        return {one.channel: one.open for one in asked(small, person).channels}

    assert opened(AIGERIM) == {"office": True, "online": True}
    assert opened(CHINGIZ) == {"office": True, "online": False}
    assert opened(without(AIGERIM, "stay.entry")) == {"office": True, "online": None}
