"""Unknown is a value: Kleene's tables, what does not apply, what is known, and lists with gaps."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from tests.core.law.small import CALENDARS, tree

from sapar.core.law import DOES_NOT_APPLY
from sapar.core.law.expression import compiled

CUT_OFF = date(2025, 12, 1)
TODAY = date(2025, 12, 10)


def value(text: str, **facts: Any) -> Any:
    """The value of an expression for facts whose dots are written as double underscores."""
    told = {name.replace("__", "."): one for name, one in facts.items() if one is not None}
    return compiled(tree(text), CALENDARS)({**told, "today": TODAY})[0]


# Kleene


def kleene_and(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def kleene_or(one: bool | None, other: bool | None) -> bool | None:
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


@pytest.mark.parametrize(("one", "other"), list(product((True, False, None), repeat=2)))
def test_and_and_or_follow_kleenes_tables(one: bool | None, other: bool | None) -> None:
    facts = {"person__detained": one, "person__is_wanted": other}
    assert value("person.detained and person.is_wanted", **facts) is kleene_and(one, other)
    assert value("person.detained or person.is_wanted", **facts) is kleene_or(one, other)


@pytest.mark.parametrize(("one", "opposite"), [(True, False), (False, True), (None, None)])
def test_the_opposite_of_unknown_is_unknown(one: bool | None, opposite: bool | None) -> None:
    assert value("not person.detained", person__detained=one) is opposite


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
def test_a_comparison_with_something_unknown_is_unknown(operator: str) -> None:
    assert value(f"stay.entered_on {operator} date(2025, 12, 1)") is None
    assert value(f"date(2025, 12, 1) {operator} stay.entered_on") is None
    assert value(f"stay.entered_on {operator} stay.entered_on") is None


def test_membership_in_a_list_of_codes() -> None:
    text = 'stay.entry in ("smuggled", "forged_document")'
    assert value(text, stay__entry="smuggled") is True
    assert value(text, stay__entry="regular") is False
    assert value(text) is None
    assert value(text.replace(" in ", " not in ")) is None


def test_a_chained_comparison_holds_when_all_its_links_do() -> None:
    text = "date(2025, 12, 1) <= departure.date <= date(2026, 2, 28)"
    assert value(text, departure__date=date(2026, 2, 28)) is True
    assert value(text, departure__date=date(2026, 3, 1)) is False
    assert value(text) is None


# what does not apply


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
def test_a_comparison_with_what_does_not_apply_is_false(operator: str) -> None:
    text = f"stay.unlawful_since {operator} date(2025, 12, 1)"
    assert value(text, stay__unlawful_since=DOES_NOT_APPLY) is False


def test_what_does_not_apply_passes_through_counting() -> None:
    text = "add_days(stay.unlawful_since, 30)"
    assert value(text, stay__unlawful_since=DOES_NOT_APPLY) is DOES_NOT_APPLY
    assert value(f"{text} < today", stay__unlawful_since=DOES_NOT_APPLY) is False


def test_what_does_not_apply_decides_even_beside_something_unknown() -> None:
    text = "travel_document.valid_until >= departure.date"
    assert value(text, travel_document__valid_until=DOES_NOT_APPLY) is False


@pytest.mark.parametrize(
    ("told", "known", "applies"),
    [(CUT_OFF, True, True), (DOES_NOT_APPLY, True, False), (None, False, None)],
)
def test_known_and_applies_are_two_questions(told: Any, known: bool, applies: bool | None) -> None:
    assert value("stay.unlawful_since is known", stay__unlawful_since=told) is known
    assert value("stay.unlawful_since is not known", stay__unlawful_since=told) is not known
    assert value("applies(stay.unlawful_since)", stay__unlawful_since=told) is applies


# lists

OLD, YOUNG, UNTOLD = {"born": date(2000, 1, 1)}, {"born": date(2020, 1, 1)}, {}


@pytest.mark.parametrize(
    ("children", "any_", "all_", "count"),
    [
        ((), False, True, 0),
        ((YOUNG, OLD), True, False, 1),
        ((YOUNG, YOUNG), True, True, 2),
        ((OLD,), False, False, 0),
        ((YOUNG, UNTOLD), True, None, None),
        ((OLD, UNTOLD), None, False, None),
        ((UNTOLD,), None, None, None),
        (None, None, None, None),
        (DOES_NOT_APPLY, False, True, 0),
    ],
)
def test_a_list_with_gaps_is_certain_only_where_no_gap_can_change_it(
    children: Any, any_: bool | None, all_: bool | None, count: int | None
) -> None:
    young = 'age(child.born, today, rounding="up") < 17 for child in household.children'
    assert value(f"any({young})", household__children=children) is any_
    assert value(f"all({young})", household__children=children) is all_
    assert value(f"count({young})", household__children=children) == count


def test_a_list_alone_asks_whether_somebody_is_in_it() -> None:
    assert value("any(household.children)", household__children=()) is False
    assert value("any(household.children)", household__children=(UNTOLD,)) is True
    assert value("count(household.children)", household__children=(UNTOLD, OLD)) == 2


# counting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("add_days(date(2025, 12, 1), -15)", date(2025, 11, 16)),
        ('add_months(date(2026, 1, 31), 1, rounding="down")', date(2026, 2, 28)),
        ('add_months(date(2026, 1, 31), 1, rounding="up")', date(2026, 3, 1)),
        ('add_working_days(date(2026, 2, 19), -3, of="KR")', date(2026, 2, 11)),
        ("days_between(date(2025, 12, 1), today)", 9),
        ('months_between(date(2025, 1, 31), date(2025, 2, 28), rounding="up")', 0),
        ('working_days_between(date(2025, 12, 24), date(2025, 12, 29), of="KR")', 2),
        ('age(date(2008, 2, 29), date(2025, 2, 28), rounding="down")', 17),
        ('age(date(2008, 2, 29), date(2025, 2, 28), rounding="up")', 16),
    ],
)
def test_dates_are_counted_as_the_calendar_counts_them(text: str, expected: Any) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'add_working_days(date(2099, 1, 1), 1, of="KR") > today',
        "add_days(today, 99999999) > today",
        'add_months(today, 999999, rounding="up") > today',
        'age(date(2030, 1, 1), today, rounding="up") < 17',
    ],
)
def test_where_no_calendar_answers_the_value_is_unknown_and_never_a_guess(text: str) -> None:
    assert value(text) is None
