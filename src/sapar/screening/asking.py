"""Which rows still miss a fact that matters: the table form of ``missing_in``."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sapar.core.calendar import Duration
from sapar.core.law import Type
from sapar.core.law.expression import Node, Op
from sapar.screening.algebra import E
from sapar.screening.logic import Bool
from sapar.screening.lowering import DAY_STEPS, MOST_AMOUNT
from sapar.screening.rails import Rails

_PARTIAL = frozenset({
    Op.ADD_DAYS, Op.ADD_MONTHS, Op.ADD_WORKING_DAYS, Op.BEFORE, Op.AFTER, Op.MONTHS_BETWEEN,
    Op.WORKING_DAYS_BETWEEN, Op.AGE, Op.ANY, Op.ALL, Op.COUNT,
})  # fmt: skip
"""They may be unknown although every fact is known: outside a calendar, before a birth."""


def misses(rails: Rails[E], node: Node, names: AbstractSet[str]) -> Bool[E]:
    """Whether one of the facts called ``names`` keeps the node unknown; never null.

    Where the node is unknown, some leaf below it is; unless a partial function is on the way, the
    question is then only whether the leaf is one of the names.
    """
    facts = node.facts()
    if not facts & names:
        return False
    unknown = _unknown(rails, node)
    if unknown is False or node.op is Op.FACT:
        return unknown
    if facts <= names and not may_be_silent(node):
        return unknown
    logic = rails.logic
    if node.op in {Op.ANY, Op.ALL, Op.COUNT}:
        inside = _inside(rails, node, names)
        return unknown if str(node.args[0].value) in names else inside
    below: list[Bool[E]] = []
    for arg in node.args:
        missed = misses(rails, arg, names)
        below.append(missed)
    return logic.both(unknown, logic.either(*below))


def _unknown(rails: Rails[E], node: Node) -> Bool[E]:
    return rails.said(node).open if node.type is Type.BOOL else rails.lowering.is_unknown(node)


def _inside(rails: Rails[E], node: Node, names: AbstractSet[str]) -> Bool[E]:
    """The facts that a condition on records reads beside the record."""
    logic, lowering = rails.logic, rails.lowering
    leaves = [part for part in node.args[1].walk() if part.op is Op.FACT and part.value in names]
    return logic.both(
        lowering.is_unknown(node), logic.either(*[lowering.is_unknown(leaf) for leaf in leaves])
    )


def may_be_silent(node: Node) -> bool:
    """Whether the node may be unknown although every fact it reads is known."""
    return any(
        (part.op in _PARTIAL and not _counts_days(part))
        or (part.op is Op.CONST and part.value is None)
        for part in node.walk()
    )


def _counts_days(node: Node) -> bool:
    """Whether it is some days from a fact: the fact's days are far from the ends of time."""
    return (
        isinstance(node.value, Duration)
        and node.value.unit in DAY_STEPS
        and node.value.amount < MOST_AMOUNT
        and node.args[0].op is Op.FACT
    )
