"""Random typed expressions, random people with gaps, and a naive walker that says what a tree means."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.core.law.small import CALENDARS

from sapar.core.law import DOES_NOT_APPLY
from sapar.core.law.expression import Node, Op

ON = date(2025, 12, 10)
BOOLS = (
    "person.detained",
    "person.is_wanted",
    "person.has_debts",
    "departure.ticket",
    "declaration.form",
)
DATES = ("stay.entered_on", "departure.date", "stay.unlawful_since", "travel_document.valid_until")
ENTRIES = ("regular", "smuggled", "forged_document")

days = st.dates(date(2025, 11, 1), date(2026, 3, 31))
_compare = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))


def _literal(day: date) -> str:
    return f"date({day.year}, {day.month}, {day.day})"


_day_leaf = st.one_of(st.sampled_from((*DATES, "today")), days.map(_literal))
day_texts = st.one_of(
    _day_leaf,
    st.builds("add_days({}, {})".format, _day_leaf, st.integers(-40, 40)),
    st.builds('add_working_days({}, {}, of="KR")'.format, _day_leaf, st.integers(-9, 9)),
)
number_texts = st.one_of(
    st.integers(-20, 40).map(str),
    st.builds("days_between({}, {})".format, day_texts, day_texts),
    st.builds('age({}, {}, rounding="up")'.format, st.just("person.born"), day_texts),
    st.builds("count(child.born < {} for child in household.children)".format, day_texts),
)
_entry = st.sampled_from(ENTRIES)
test_texts = st.one_of(
    st.sampled_from(BOOLS),
    st.builds("{} {} {}".format, day_texts, _compare, day_texts),
    st.builds("{} {} {}".format, number_texts, _compare, number_texts),
    _entry.map('stay.entry == "{}"'.format),
    st.builds('stay.entry in ("{}", "{}")'.format, _entry, _entry),
    st.sampled_from(DATES).map("applies({})".format),
    st.builds(
        "{}(child.born < {} or {} for child in household.children)".format,
        st.sampled_from(("any", "all")),
        day_texts,
        st.sampled_from(BOOLS),
    ),
)


def _combined(below: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} and {})".format, below, below),
        st.builds("({} or {})".format, below, below),
        st.builds("(not {})".format, below),
    )


condition_texts = st.recursive(test_texts, _combined, max_leaves=6)
logic_texts = st.recursive(st.sampled_from(BOOLS), _combined, max_leaves=7)
with_known_texts = st.recursive(
    st.one_of(test_texts, st.sampled_from((*BOOLS, *DATES)).map("({} is known)".format)),
    _combined,
    max_leaves=5,
)


@st.composite
def each_fact_once(draw: st.DrawFn) -> str:
    """A condition that names no fact twice."""
    parts = draw(st.permutations(BOOLS))[: draw(st.integers(1, 5))]
    while len(parts) > 1:
        one, other, *rest = parts
        word = draw(st.sampled_from(("and", "or")))
        flip = draw(st.sampled_from(("", "not ")))
        parts = draw(st.permutations([*rest, f"({flip}({one} {word} {other}))"]))
    return parts[0]


_child = st.fixed_dictionaries({}, optional={"born": st.dates(date(2000, 1, 1), ON)})
people = st.fixed_dictionaries(
    {"today": st.just(ON)},
    optional={
        **dict.fromkeys(BOOLS, st.booleans()),
        **dict.fromkeys(DATES[:2], days),
        **dict.fromkeys(DATES[2:], st.one_of(days, st.just(DOES_NOT_APPLY))),
        "stay.entry": _entry,
        "person.born": st.dates(date(1950, 1, 1), ON),
        "household.children": st.lists(_child, max_size=3).map(tuple),
    },
)


def meaning(node: Node, facts: Mapping[str, Any], child: Mapping[str, Any] | None = None) -> Any:
    """What a tree means, written as plainly as possible."""
    if node.op is Op.CONST:
        return node.value
    if node.op in {Op.FACT, Op.TODAY}:
        return facts.get("today" if node.op is Op.TODAY else str(node.value))
    if node.op is Op.ITEM:
        return (child or {}).get(str(node.value))
    if node.op in {Op.ANY, Op.ALL, Op.COUNT}:
        return _of_list(node, facts)
    values = [meaning(arg, facts, child) for arg in node.args]
    if node.op in _OF_LOGIC:
        return _OF_LOGIC[node.op](values)
    if node.op is Op.IN:
        assert isinstance(node.value, tuple)
        return None if values[0] is None else values[0] in node.value
    return _of_values(node, values)


_OF_LOGIC: dict[Op, Callable[[list[Any]], Any]] = {
    Op.AND: lambda said: False if False in said else None if None in said else True,
    Op.OR: lambda said: True if True in said else None if None in said else False,
    Op.NOT: lambda said: None if said[0] is None else not said[0],
    Op.KNOWN: lambda said: said[0] is not None,
    Op.APPLIES: lambda said: None if said[0] is None else said[0] is not DOES_NOT_APPLY,
}


def _of_list(node: Node, facts: Mapping[str, Any]) -> Any:
    children = facts.get(str(node.args[0].value))
    if children is None:
        return None
    said = [meaning(node.args[1], facts, child) for child in children]
    if node.op is Op.COUNT:
        return None if None in said else sum(said)
    decisive = node.op is Op.ANY
    return decisive if decisive in said else None if None in said else not decisive


def _of_values(node: Node, values: list[Any]) -> Any:
    if any(value is DOES_NOT_APPLY for value in values):
        return False if node.op in _COMPARED else DOES_NOT_APPLY
    if any(value is None for value in values):
        return None
    return {**_COMPARED, **_COUNTED}[node.op](*values)


def _age(born: date, on: date) -> int | None:
    if on < born:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _working_days_on(day: date, number: int) -> date:
    step = timedelta(days=1 if number > 0 else -1)
    while number:
        day += step
        if CALENDARS["KR"].is_working_day(day):
            number -= 1 if number > 0 else -1
    return day


_COMPARED: dict[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: lambda one, other: one == other,
    Op.NE: lambda one, other: one != other,
    Op.LT: lambda one, other: one < other,
    Op.LE: lambda one, other: one <= other,
    Op.GT: lambda one, other: one > other,
    Op.GE: lambda one, other: one >= other,
}
_COUNTED: dict[Op, Callable[[Any, Any], Any]] = {
    Op.ADD_DAYS: lambda day, number: day + timedelta(days=number),
    Op.DAYS_BETWEEN: lambda one, other: (other - one).days,
    Op.AGE: _age,
    Op.ADD_WORKING_DAYS: _working_days_on,
}
