"""What somebody wrote becomes a checked fact, or an error that names what was expected; never a guess."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.core.law import (
    DOES_NOT_APPLY,
    VOCABULARY,
    FactError,
    FactValueError,
    UnknownFactError,
    facts_from,
    value_of,
)
from sapar.core.law.facts import Fact, Type


@pytest.mark.parametrize(
    ("name", "told", "checked"),
    [
        ("stay.entered_on", "2023-05-01", date(2023, 5, 1)),
        ("stay.entered_on", date(2023, 5, 1), date(2023, 5, 1)),
        ("stay.entered_on", None, None),
        ("stay.entered_on", "unknown", None),
        ("stay.unlawful_since", "does_not_apply", DOES_NOT_APPLY),
        ("stay.unlawful_since", DOES_NOT_APPLY, DOES_NOT_APPLY),
        ("person.detained", False, False),
        ("stay.country", "NO", "NO"),
        ("stay.country", "XK", "XK"),
        ("stay.entry", "smuggled", "smuggled"),
        ("departure.port", "ICN", "ICN"),
        ("household.children", [], ()),
        ("household.children", [{"born": "2020-01-01"}, {}], ({"born": date(2020, 1, 1)}, {})),
        ("household.children", [{"born": None}], ({},)),
    ],
)
def test_a_value_is_checked_against_the_type_of_its_fact(
    name: str, told: Any, checked: Any
) -> None:
    assert value_of(VOCABULARY[name], told) == checked


@pytest.mark.parametrize(
    ("name", "told", "mend"),
    [
        ("stay.entered_on", "01.05.2023", "Write year-month-day: 2026-02-28."),
        ("stay.entered_on", "2023-02-30", "This day does not exist in the calendar."),
        ("stay.entered_on", "0023-05-01", "Check the year."),
        ("stay.entered_on", "9999-05-01", "Check the year."),
        ("stay.entered_on", datetime(2023, 5, 1, 12), "Write year-month-day: 2026-02-28."),  # noqa: DTZ001
        ("stay.entered_on", True, "Write year-month-day: 2026-02-28."),
        ("stay.entered_on", "does_not_apply", "This fact always applies."),
        ("person.detained", "yes", "Write true or false."),
        ("person.detained", 1, "Write true or false."),
        ("stay.country", "kr", 'Did you mean "KR" (South Korea)?'),
        ("stay.country", "QQ", "No state has this code. Use a code of ISO 3166: KZ."),
        ("stay.country", "UK", 'Did you mean "GB" (United Kingdom)?'),
        ("stay.country", "KGZ", 'Did you mean "KG" (Kyrgyzstan)?'),
        ("stay.country", 82, "Use two capital letters: KZ."),
        ("stay.country", "КР", "Use two capital letters: KZ."),
        ("stay.entry", "smugled", 'Did you mean "smuggled"?'),
        ("stay.entry", "x", "Use one of: regular, smuggled, forged_document."),
        ("stay.entry", 1, "Use one of: regular, smuggled, forged_document."),
        ("departure.port", "", "Write a short text."),
        ("departure.port", "x" * 201, "Write a short text."),
        ("household.children", "two", "Write a list, one entry for each."),
        ("household.children", [3], "Each entry has: born."),
        ("household.children", [{}] * 201, "At most 200 entries."),
    ],
)
def test_a_value_of_another_type_is_refused_with_what_was_expected(
    name: str, told: Any, mend: str
) -> None:
    with pytest.raises(FactValueError) as caught:
        value_of(VOCABULARY[name], told)
    assert caught.value.mend == mend
    assert f"is not a value of {name}, which is" in caught.value.message


def test_a_whole_number_is_no_yes() -> None:
    number = Fact(name="own.count", type=Type.INT)
    assert value_of(number, 3) == 3
    for told in (True, "3", 3.0):
        with pytest.raises(FactValueError, match="Write a whole number"):
            value_of(number, told)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"stay.entri": "x"}, 'There is no fact called "stay.entri". Did you mean "stay.entry"?'),
        ({"xyzzy": 1}, "See `sapar schema facts` for all names."),
        ({"stai": {"entry": "x"}}, 'There are no facts under "stai". Did you mean "stay"?'),
        ({"stay": {"entry": {"x": 1}}}, "is not a value of stay.entry"),
        ({"household.children": [{"bron": 1}]}, 'Did you mean "born"?'),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(told: dict[str, Any], message: str) -> None:
    with pytest.raises(FactError) as caught:
        facts_from(told, VOCABULARY)
    assert message in str(caught.value)


def test_a_fact_given_nested_and_dotted_is_given_twice() -> None:
    with pytest.raises(FactValueError, match="is given twice"):
        facts_from({"stay": {"entry": "regular"}, "stay.entry": "regular"}, VOCABULARY)


def test_what_is_unknown_is_left_out() -> None:
    told = {"stay.entry": None, "stay.country": "unknown", "stay": {"entered_on": None}}
    assert facts_from(told, VOCABULARY) == {}


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates()),
    lambda below: st.one_of(
        st.lists(below, max_size=3), st.dictionaries(st.text(max_size=5), below, max_size=3)
    ),
    max_leaves=5,
)
names = st.one_of(st.text(max_size=10), st.sampled_from([*VOCABULARY.names(), "stay", "person"]))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(names, anything, max_size=4))
def test_whatever_is_told_becomes_facts_or_an_error_of_its_own_class(told: dict[str, Any]) -> None:
    try:
        facts = facts_from(told, VOCABULARY)
    except (UnknownFactError, FactValueError) as error:
        facts, places = {}, [error.place]
    else:
        places = []
    assert None not in places
    assert facts_from(facts, VOCABULARY) == facts
