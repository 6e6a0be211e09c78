"""A condition as columns without nulls: whether it is surely true, surely false, or open.

Such columns are bitmaps, and the cheapest to combine: Kleene's and is the and of what is true and
the or of what is false.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic

from sapar.core.law import DOES_NOT_APPLY
from sapar.core.law.expression import Node, Op
from sapar.screening.algebra import E
from sapar.screening.logic import Bool, Logic
from sapar.screening.lowering import Lowering
from sapar.screening.terms import Known

_JOINTS = frozenset({Op.AND, Op.OR, Op.NOT})


@dataclass(frozen=True, slots=True)
class Said(Generic[E]):
    """What a condition says; one of the three is true, and none is ever null."""

    yes: Bool[E]
    no: Bool[E]
    open: Bool[E]


@dataclass(slots=True)
class Rails(Generic[E]):
    """Lowers conditions to what they surely say; equal conditions are lowered once.

    ``last`` is the first step in which the value of every leaf can be used.
    """

    lowering: Lowering[E]
    last: int
    _done: dict[Node, Said[E]] = field(default_factory=dict)

    @property
    def logic(self) -> Logic[E]:
        """Kleene's logic in the same algebra."""
        return self.lowering.logic

    def said(self, node: Node) -> Said[E]:
        """What a condition says of every row; what does not apply is not true."""
        if node not in self._done:
            self._done[node] = self._joint(node) if node.op in _JOINTS else self._leaf(node)
        return self._done[node]

    def keep(self, part: Bool[E], step: int | None = None) -> Bool[E]:
        """The part as a column of a step, of a new one when None; unless all rows are the same."""
        if part is None or isinstance(part, bool):
            return part
        steps = self.lowering.steps
        return steps.keep(part, len(steps.steps) if step is None else step)

    def _leaf(self, node: Node) -> Said[E]:
        logic = self.logic
        if node.op is Op.KNOWN:
            unknown = self.keep(self.lowering.is_unknown(node.args[0]), self.last)
            return Said(logic.negated(unknown), unknown, False)
        truth = self.keep(self.lowering.truth(node), self.last)
        return Said(
            self.keep(logic.is_true(truth), self.last + 1),
            self.keep(logic.is_false(truth), self.last + 1),
            self.keep(logic.is_null(truth), self.last + 1),
        )

    def _joint(self, node: Node) -> Said[E]:
        logic = self.logic
        parts = [self.said(arg) for arg in node.args]
        absent = [self._absent(arg) for arg in node.args]
        if node.op is Op.AND:  # what does not apply refuses nothing
            yes = logic.both(
                *[logic.either(one.yes, gone) for one, gone in zip(parts, absent, strict=True)]
            )
            no = logic.either(
                *[
                    logic.both(one.no, logic.negated(gone))
                    for one, gone in zip(parts, absent, strict=True)
                ]
            )
        elif node.op is Op.OR:
            yes = logic.either(*[one.yes for one in parts])
            no = logic.both(*[one.no for one in parts])
        else:
            yes, no = parts[0].no, parts[0].yes
        depth = self.last + 1 + _depth(node)
        yes, no = self.keep(yes, depth), self.keep(no, depth)
        return Said(yes, no, self.keep(logic.negated(logic.either(yes, no)), depth + 1))

    def _absent(self, node: Node) -> Bool[E]:
        found = self.lowering.lowered(node)
        return found.value is DOES_NOT_APPLY if isinstance(found, Known) else found.absent


def _depth(node: Node) -> int:
    """How many joints lie above the leaves."""
    if node.op not in _JOINTS:
        return 0
    return 1 + max(_depth(arg) for arg in node.args)
