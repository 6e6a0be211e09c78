"""One person: a tree becomes closures that give a value and leave a trace.

Unknown is ``None`` (Kleene's third value); a fact that does not apply is ``DOES_NOT_APPLY``. A
comparison with something that does not apply is false. Every operand is evaluated, so that the
trace is whole.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sapar.core.calendar import CalendarError, WorkingCalendar
from sapar.core.law.expression.calls import FUNCTIONS
from sapar.core.law.expression.tree import COMPARISONS, Node, Op
from sapar.core.law.facts import DOES_NOT_APPLY

Values = Mapping[str, Any]
Closure = Callable[[Values, list[Any], Any], Any]
Calendars = Mapping[str, WorkingCalendar]

_COMPARE: dict[Op, Callable[[Any, Any], bool]] = {
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Evaluator:
    """A compiled tree. ``nodes[i]`` is the node whose value stands at place i of a trace."""

    tree: Node
    nodes: tuple[Node, ...]
    _closure: Closure

    def __call__(self, facts: Values) -> tuple[Any, tuple[Any, ...]]:
        """The value for one person, and the value of every node.

        ``facts`` maps names to values; a missing name is unknown; ``today`` is the day asked about.
        """
        trace: list[Any] = [None] * len(self.nodes)
        value = self._closure(facts, trace, None)
        return value, tuple(trace)

    def missing(self, trace: tuple[Any, ...]) -> tuple[str, ...]:
        """The facts that keep an unknown value unknown, in the order of the text."""
        return missing_in(self.tree, dict(zip(map(id, self.nodes), trace, strict=True)))


def compiled(tree: Node, calendars: Calendars) -> Evaluator:
    """The tree as closures, with the calendars it counts on."""
    nodes: list[Node] = []
    closure = _compile(tree, calendars, nodes)
    return Evaluator(tree, tuple(nodes), closure)


def missing_in(tree: Node, values: Mapping[int, Any]) -> tuple[str, ...]:
    """The facts below ``tree`` that are unknown and still matter, given each node's value by id."""
    found: dict[str, None] = {}
    _collect(tree, values, found)
    return tuple(found)


def _collect(node: Node, values: Mapping[int, Any], found: dict[str, None]) -> None:
    if values.get(id(node)) is not None:
        return
    if node.op is Op.FACT:
        found[str(node.value)] = None
        return
    if node.op in {Op.ANY, Op.ALL, Op.COUNT} and values.get(id(node.args[0])) is not None:
        found[f"{node.args[0].value}"] = None
    for arg in node.args:
        _collect(arg, values, found)


def _compile(node: Node, calendars: Calendars, nodes: list[Node]) -> Closure:
    args = [_compile(arg, calendars, nodes) for arg in node.args]
    index = len(nodes)
    nodes.append(node)
    return _BUILD.get(node.op, _function)(node, args, index, calendars)


# Each builder closes over its arguments and its place in the trace.


def _const(node: Node, _args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    value = node.value

    def run(_facts: Values, trace: list[Any], _item: Any) -> Any:
        trace[index] = value
        return value

    return run


def _fact(node: Node, _args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    name = "today" if node.op is Op.TODAY else str(node.value)

    def run(facts: Values, trace: list[Any], _item: Any) -> Any:
        value = facts.get(name)
        trace[index] = value
        return value

    return run


def _item(node: Node, _args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    name = str(node.value)

    def run(_facts: Values, trace: list[Any], item: Any) -> Any:
        value = item.get(name)
        trace[index] = value
        return value

    return run


def _joint(node: Node, args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    """And, which one False settles; or, which one True settles."""
    settles = node.op is Op.OR

    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        result: bool | None = not settles
        for arg in args:
            value = arg(facts, trace, item)
            if value is settles:
                result = settles
            elif value is None and result is not settles:
                result = None
        trace[index] = result
        return result

    return run


def _not(_node: Node, args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    (arg,) = args

    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        value = arg(facts, trace, item)
        result = None if value is None else not _true(value)
        trace[index] = result
        return result

    return run


def _true(value: Any) -> bool:
    return value is True


def _comparison(node: Node, args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    left, right = args
    compare = _COMPARE[node.op]
    if node.args[0].op is Op.FACT and node.args[1].op is Op.CONST:
        return _fact_with_constant(node, index)

    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        one, other = left(facts, trace, item), right(facts, trace, item)
        if one is DOES_NOT_APPLY or other is DOES_NOT_APPLY:
            result: bool | None = False
        elif one is None or other is None:
            result = None
        else:
            result = compare(one, other)
        trace[index] = result
        return result

    return run


def _fact_with_constant(node: Node, index: int) -> Closure:
    """The commonest comparison, without a call for each side; both still stand in the trace."""
    compare = _COMPARE[node.op]
    name, constant = str(node.args[0].value), node.args[1].value

    def run(facts: Values, trace: list[Any], _item: Any) -> Any:
        value = facts.get(name)
        trace[index - 2] = value
        trace[index - 1] = constant
        if value is DOES_NOT_APPLY:
            result: bool | None = False
        elif value is None or constant is None:
            result = None
        else:
            result = compare(value, constant)
        trace[index] = result
        return result

    return run


def _in(node: Node, args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    (arg,) = args
    members = frozenset(cast("tuple[Any, ...]", node.value))

    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        value = arg(facts, trace, item)
        result = None if value is None else value in members
        trace[index] = result
        return result

    return run


def _known(_node: Node, args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    (arg,) = args

    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        result = arg(facts, trace, item) is not None
        trace[index] = result
        return result

    return run


def _applies(_node: Node, args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    (arg,) = args

    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        value = arg(facts, trace, item)
        result = None if value is None else value is not DOES_NOT_APPLY
        trace[index] = result
        return result

    return run


def _quantifier(node: Node, args: list[Closure], index: int, _calendars: Calendars) -> Closure:
    records, condition = args
    fold = {Op.ANY: _any, Op.ALL: _all, Op.COUNT: _count}[node.op]
    places = range(index - sum(1 for _ in node.args[1].walk()), index)

    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        value = records(facts, trace, item)
        if value is DOES_NOT_APPLY:
            value = ()
        said: list[bool | None] = []
        still_open: set[int] = set()
        for one in _NOBODY if value is None else value:
            answer = condition(facts, trace, one)
            said.append(answer)
            if answer is None:
                still_open.update(place for place in places if trace[place] is None)
        result = None if value is None else fold(said)
        if result is None:
            for place in still_open:  # what any entry waits for, the last one or not
                trace[place] = None
        trace[index] = result
        return result

    return run


_NOBODY: tuple[Mapping[str, Any], ...] = ({},)
"""Stands for an unknown list: so the trace still says which facts beside it are open."""


def _any(values: list[bool | None]) -> bool | None:
    return True if True in values else None if None in values else False


def _all(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def _count(values: list[bool | None]) -> int | None:
    return None if None in values else values.count(True)


def _function(node: Node, args: list[Closure], index: int, calendars: Calendars) -> Closure:
    function = FUNCTIONS[node.op](node, calendars)
    if all(arg.op is Op.CONST for arg in node.args):
        return _computed_once(function, args, index)
    if len(args) == 1:
        return _function_of_one(function, args[0], index)

    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        values = [arg(facts, trace, item) for arg in args]
        if DOES_NOT_APPLY in values:
            result: Any = DOES_NOT_APPLY
        elif None in values:
            result = None
        else:
            try:
                result = function(*values)
            except _NO_ANSWER:
                result = None
        trace[index] = result
        return result

    return run


_NO_ANSWER = (OverflowError, CalendarError)
"""No calendar has an answer: before birth, after the year 9999."""


def _function_of_one(function: Callable[..., Any], arg: Closure, index: int) -> Closure:
    def run(facts: Values, trace: list[Any], item: Any) -> Any:
        value = arg(facts, trace, item)
        if value is None or value is DOES_NOT_APPLY:
            result = value
        else:
            try:
                result = function(value)
            except _NO_ANSWER:
                result = None
        trace[index] = result
        return result

    return run


def _computed_once(function: Callable[..., Any], args: list[Closure], index: int) -> Closure:
    """A function of constants alone: its value is known before any person is."""
    trace: list[Any] = [None] * index
    values = [arg({}, trace, None) for arg in args]
    try:
        result = None if None in values else function(*values)
    except _NO_ANSWER:
        result = None
    known = [*trace[index - len(args) :], result]
    first = index - len(args)

    def run(_facts: Values, trace: list[Any], _item: Any) -> Any:
        trace[first : index + 1] = known
        return result

    return run


_BUILD: dict[Op, Callable[[Node, list[Closure], int, Calendars], Closure]] = {
    Op.CONST: _const,
    Op.FACT: _fact,
    Op.TODAY: _fact,
    Op.ITEM: _item,
    Op.AND: _joint,
    Op.OR: _joint,
    Op.NOT: _not,
    Op.IN: _in,
    Op.KNOWN: _known,
    Op.APPLIES: _applies,
    Op.ANY: _quantifier,
    Op.ALL: _quantifier,
    Op.COUNT: _quantifier,
    **dict.fromkeys(COMPARISONS, _comparison),
}
