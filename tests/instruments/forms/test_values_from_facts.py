"""Facts fill a paper as far as they go, and never send anybody to an office in vain."""

from datetime import date
from typing import Any

import pytest
from tests.instruments.badly import shelf
from tests.instruments.forms.papers import KOREA

from sapar.core.law import DOES_NOT_APPLY, VOCABULARY, FactError
from sapar.instruments.forms import told_in, values_from
from sapar.instruments.strict_yaml import read_text

AIGERIM: dict[str, Any] = {
    "person.nationality": "KZ",
    "person.has_committed_offence": False,
    "stay.country": "KR",
    "stay.entered_on": date(2023, 5, 1),
    "stay.entry": "regular",
    "stay.unlawful_since": date(2023, 6, 1),
    "travel_document.kind": "passport",
    "travel_document.valid_until": date(2028, 6, 30),
    "departure.date": date(2026, 2, 23),
    "household.children": ({"born": date(2019, 7, 14)},),
}


def values(on: date = date(2026, 1, 20), **changes: Any) -> dict[str, Any]:
    facts = AIGERIM | {name.replace("__", "."): value for name, value in changes.items()}
    return values_from(shelf().law(KOREA), facts, on=on, known_on=on)


def test_what_a_form_can_show_is_taken_over_and_the_rest_is_not() -> None:
    found = values()
    assert found["stay.entered_on"] == "2023-05-01"
    assert found["household.children"] == [{"born": "2019-07-14"}]
    assert "person.has_committed_offence" not in found
    assert "stay.country" not in found


def test_the_last_day_is_the_one_that_is_safe_under_every_reading() -> None:
    assert values()["steps"]["declare"] == {"earliest": "2026-02-08", "safe_last": "2026-02-12"}


def test_the_first_day_is_not_named_once_it_has_passed() -> None:
    late = values(on=date(2026, 2, 10))
    assert late["steps"]["declare"] == {"earliest": None, "safe_last": "2026-02-12"}


def test_a_safe_day_that_has_passed_is_not_named() -> None:
    assert values(on=date(2026, 2, 13))["steps"]["declare"] == {}


def test_a_declaration_that_was_filed_is_done() -> None:
    filed = values(on=date(2026, 2, 13), declaration__filed_on=date(2026, 2, 9))
    assert filed["steps"]["declare"] == {"done": True}


def test_the_day_of_departure_is_the_day_at_the_airport() -> None:
    steps = values()["steps"]
    assert steps["airport"] == steps["leave"]
    assert steps["leave"] == {"earliest": "2026-02-23", "safe_last": "2026-02-23"}


@pytest.mark.parametrize(
    "changes",
    [
        {"departure__date": date(2026, 3, 5)},
        {"departure__date": date(2026, 1, 19)},
        {"travel_document__valid_until": date(2026, 2, 1)},
        {"departure__date": None},
    ],
    ids=["after the programme", "in the past", "passport expired by then", "not told"],
)
def test_for_a_departure_that_cannot_be_no_day_is_named(changes: dict[str, Any]) -> None:
    assert all(not days for days in values(**changes)["steps"].values())


def test_what_does_not_apply_stays_empty() -> None:
    found = values(travel_document__kind="none", stay__unlawful_since=DOES_NOT_APPLY)
    assert "travel_document.kind" not in found
    assert "stay.unlawful_since" not in found


def told(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return told_in(read_text(text, file="facts.yaml"), VOCABULARY)


def test_a_file_may_hold_facts_and_values_nested_or_dotted() -> None:
    facts, values = told(
        "person: {surname: A, nationality: KZ}\ncontact.phone: '1'\nsteps: {leave: {safe_last: 2026-02-01}}"
    )
    assert facts == {"person.nationality": "KZ"}
    assert values == {
        "person": {"surname": "A"},
        "contact.phone": "1",
        "steps": {"leave": {"safe_last": "2026-02-01"}},
    }


@pytest.mark.parametrize("text", ["person.shoe: 1", "person: {shoe: 1}", "- x"])
def test_a_name_that_is_neither_is_an_error(text: str) -> None:
    with pytest.raises(FactError):
        told(text)
