"""The typed tree of an expression: what parsing gives, and what every back end reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sapar.core.law.facts import Type


class Op(Enum):
    """What a node does. The comment says its arguments; all of them have Kleene's three values."""

    CONST = "const"  # value
    FACT = "fact"  # value: the fact's name
    ITEM = "item"  # value: a field of the record at hand
    TODAY = "today"
    AND = "and"
    OR = "or"
    NOT = "not"
    EQ = "=="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IN = "in"  # a fact; value: a tuple of codes
    KNOWN = "known"
    APPLIES = "applies"
    ADD_DAYS = "add_days"  # date, int
    ADD_MONTHS = "add_months"  # date, int; value: Rounding
    ADD_WORKING_DAYS = "add_working_days"  # date, int; value: calendar id
    BEFORE = "before"  # date; value: Duration
    AFTER = "after"  # date; value: Duration
    DAYS_BETWEEN = "days_between"
    MONTHS_BETWEEN = "months_between"
    WORKING_DAYS_BETWEEN = "working_days_between"  # value: calendar id
    AGE = "age"  # born, on
    ANY = "any"  # records, condition
    ALL = "all"  # records, condition
    COUNT = "count"  # records, condition


COMPARISONS = frozenset({Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE})
COUNTING = frozenset(
    {
        Op.ADD_DAYS,
        Op.ADD_MONTHS,
        Op.ADD_WORKING_DAYS,
        Op.BEFORE,
        Op.AFTER,
        Op.DAYS_BETWEEN,
        Op.MONTHS_BETWEEN,
        Op.WORKING_DAYS_BETWEEN,
        Op.AGE,
    }
)
"""What goes from one day to another, or measures the way."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node: what it does, its type, its arguments and the text it came from.

    ``column`` counts from 1 in the expression's own text.
    """

    op: Op
    type: Type
    args: tuple[Node, ...] = ()
    value: object = None
    text: str = ""
    column: int = 1

    def walk(self) -> Iterator[Node]:
        """Every node below and this one, arguments first."""
        for arg in self.args:
            yield from arg.walk()
        yield self

    def facts(self) -> frozenset[str]:
        """The names of the facts it reads."""
        return frozenset(str(node.value) for node in self.walk() if node.op is Op.FACT)


def const(value: object, type_: Type, text: str = "") -> Node:
    """A constant."""
    return Node(Op.CONST, type_, value=value, text=text or str(value))


def fact(name: str, type_: Type) -> Node:
    """A fact of the person."""
    return Node(Op.FACT, type_, value=name, text=name)


def both(*conditions: Node) -> Node:
    """All of the conditions; one stays as it is."""
    return conditions[0] if len(conditions) == 1 else Node(Op.AND, Type.BOOL, conditions)


def either(*conditions: Node) -> Node:
    """Any of the conditions."""
    return conditions[0] if len(conditions) == 1 else Node(Op.OR, Type.BOOL, conditions)


def negated(condition: Node) -> Node:
    """The opposite of the condition."""
    return Node(Op.NOT, Type.BOOL, (condition,), text=f"not ({condition.text})")


def compared(op: Op, left: Node, right: Node) -> Node:
    """A comparison of two values of one type."""
    return Node(op, Type.BOOL, (left, right), text=f"{left.text} {op.value} {right.text}")


def is_known(value: Node) -> Node:
    """Whether a value is known; itself always known."""
    return Node(Op.KNOWN, Type.BOOL, (value,), text=f"{value.text} is known")


TODAY = Node(Op.TODAY, Type.DATE, text="today")
