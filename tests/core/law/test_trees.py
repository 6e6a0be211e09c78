"""Laws of the logic, on random expressions and random people with gaps."""

from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.law.small import CALENDARS, condition, tree
from tests.core.law.trees import (
    BOOLS,
    ON,
    condition_texts,
    day_texts,
    each_fact_once,
    logic_texts,
    meaning,
    people,
    with_known_texts,
)

from sapar.core.law.expression import compiled

FEW = settings(max_examples=60, deadline=None)
MANY = settings(max_examples=200, deadline=None)


def value(text: str, facts: dict[str, Any]) -> Any:
    return compiled(condition(text), CALENDARS)(facts)[0]


@MANY
@given(with_known_texts, people)
def test_closures_say_what_the_tree_means(text: str, person: dict[str, Any]) -> None:
    assert value(text, person) is meaning(condition(text), person)


@FEW
@given(day_texts, people)
def test_dates_are_what_the_tree_means(text: str, person: dict[str, Any]) -> None:
    node = tree(text)
    assert compiled(node, CALENDARS)(person)[0] == meaning(node, person)


@FEW
@given(with_known_texts, people)
def test_the_trace_holds_the_value_of_every_node(text: str, person: dict[str, Any]) -> None:
    evaluator = compiled(condition(text), CALENDARS)
    answer, trace = evaluator(person)
    assert [id(node) for node in evaluator.nodes] == [id(node) for node in evaluator.tree.walk()]
    assert trace[-1] is answer
    in_lists = {id(part) for node in evaluator.nodes if node.op.value in {"any", "all", "count"}
                for part in node.args[1].walk()}  # fmt: skip
    for node, found in zip(evaluator.nodes, trace, strict=True):
        if id(node) not in in_lists:
            assert found == meaning(node, person)


@MANY
@given(condition_texts, people, people)
def test_filling_in_an_unknown_never_turns_a_definite_answer(
    text: str, person: dict[str, Any], more: dict[str, Any]
) -> None:
    before = value(text, person)
    after = value(text, {**more, **person})
    assert before is None or after is before


@FEW
@given(condition_texts, condition_texts, people)
def test_de_morgans_laws_hold_for_unknowns_too(
    one: str, other: str, person: dict[str, Any]
) -> None:
    assert value(f"not ({one} and {other})", person) is value(
        f"(not {one}) or (not {other})", person
    )
    assert value(f"not ({one} or {other})", person) is value(
        f"(not {one}) and (not {other})", person
    )
    assert value(f"not (not {one})", person) is value(f"({one})", person)


# missing facts


def completions(names: list[str]) -> list[dict[str, bool]]:
    return [
        dict(zip(names, said, strict=True)) for said in product((True, False), repeat=len(names))
    ]


def that_matter(text: str, person: dict[str, Any]) -> set[str]:
    """The untold facts on which the answer can turn, with some values of all the others."""
    names = [name for name in BOOLS if name not in person and name in text]
    evaluator = compiled(condition(text), CALENDARS)
    found = set()
    for rest in completions(names):
        answer = evaluator({**person, **rest})[0]
        for name in names:
            if evaluator({**person, **rest, name: not rest[name]})[0] is not answer:
                found.add(name)
    return found


def missing(text: str, person: dict[str, Any]) -> tuple[str, ...]:
    evaluator = compiled(condition(text), CALENDARS)
    return evaluator.missing(evaluator(person)[1])


partly_told = st.fixed_dictionaries({}, optional=dict.fromkeys(BOOLS, st.booleans()))


@FEW
@given(logic_texts, partly_told)
def test_no_fact_that_can_matter_is_left_out_of_what_is_missing(
    text: str, person: dict[str, Any]
) -> None:
    assert that_matter(text, person) <= set(missing(text, person))


@FEW
@given(each_fact_once(), partly_told)
def test_where_each_fact_is_named_once_exactly_what_can_matter_is_missing(
    text: str, person: dict[str, Any]
) -> None:
    assert set(missing(text, person)) == that_matter(text, person)


@FEW
@given(condition_texts, people)
def test_something_is_missing_whenever_an_untold_fact_keeps_the_answer_open(
    text: str, person: dict[str, Any]
) -> None:
    names = missing(text, person)
    if value(text, person) is not None:
        assert names == ()
    assert all(name not in person or name == "household.children" for name in names)


@FEW
@given(with_known_texts)
def test_parsing_a_text_twice_gives_equal_trees(text: str) -> None:
    assert condition(text) == condition(text)
    assert hash(condition(text)) == hash(condition(text))


def test_what_is_told_is_not_missing_beside_a_list_nobody_knows() -> None:
    text = "any(child.born < departure.date for child in household.children)"
    assert missing(text, {"departure.date": ON}) == ("household.children",)
    assert missing(text, {}) == ("household.children", "departure.date")


def test_what_is_missing_comes_in_the_order_of_the_text() -> None:
    text = "person.is_wanted and (departure.ticket or person.detained)"
    assert missing(text, {}) == ("person.is_wanted", "departure.ticket", "person.detained")
    assert missing(text, {"departure.ticket": True}) == ("person.is_wanted",)
    assert missing(text, {"person.is_wanted": False}) == ()


def test_a_gap_in_a_list_makes_the_list_missing() -> None:
    text = "any(child.born < today for child in household.children)"
    assert missing(text, {"today": ON}) == ("household.children",)
    assert missing(text, {"today": ON, "household.children": ({},)}) == ("household.children",)
    assert missing(text, {"today": ON, "household.children": ()}) == ()


def test_a_fact_beside_a_list_is_missing_whichever_entry_waits_for_it() -> None:
    text = "all(child.born < date(2010, 1, 1) or person.detained for child in household.children)"
    young, old = {"born": date_of(2020)}, {"born": date_of(2000)}
    for children in ((young, old), (old, young), (young,)):
        person = {"today": ON, "household.children": children}
        assert "person.detained" in missing(text, person)


def date_of(year: int) -> Any:
    return ON.replace(year=year)
