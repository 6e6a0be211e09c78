"""Any, all and count over lists: record by record, up to the longest list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from sapar.core.law import DOES_NOT_APPLY, Type
from sapar.core.law.expression import Node, Op
from sapar.screening.algebra import E
from sapar.screening.logic import Bool
from sapar.screening.terms import Known, Lowered, Term, absence_of

if TYPE_CHECKING:
    from sapar.screening.lowering import Lowering

QUANTIFIERS = frozenset({Op.ANY, Op.ALL, Op.COUNT})
Part: TypeAlias = tuple[Bool[E], Lowered[E]]
"""For a record: whether it is there, and what the condition says of it."""


def quantified(lowering: Lowering[E], node: Node) -> Lowered[E]:
    records = lowering.lowered(node.args[0])
    if isinstance(records, Known):
        if records.value is None:
            return Known(None)
        told = () if records.value is DOES_NOT_APPLY else records.value
        settled: list[Part[E]] = []
        for record in told:
            item: dict[str, Lowered[E]] = {name: Known(value) for name, value in record.items()}
            settled.append((True, lowering.of_record(node.args[1], item)))
        return _folded(lowering, node, settled, unknown=False)
    return _folded(lowering, node, _unrolled(lowering, node, records), lowering.unknown(records))


def _unrolled(lowering: Lowering[E], node: Node, records: Term[E]) -> Sequence[Part[E]]:
    algebra = lowering.algebra
    zero = algebra.constant(0, Type.INT)
    length = algebra.filled(algebra.list_length(records.value), zero)
    if records.absent is not False:
        length = algebra.chosen([(lowering.logic.whole(records.absent), zero)], length)
    fields = {str(part.value) for part in node.args[1].walk() if part.op is Op.ITEM}
    found: list[Part[E]] = []
    for index in range(records.longest):
        here = algebra.compared(Op.GT, length, algebra.constant(index, Type.INT), Type.INT)
        item: dict[str, Lowered[E]] = {
            name: Term(
                algebra.list_field(records.value, index, name),
                lowering.logic.is_true(algebra.list_field(records.value, index, absence_of(name))),
            )
            for name in fields
        }
        found.append((here, lowering.of_record(node.args[1], item)))
    return found


def _folded(
    lowering: Lowering[E], node: Node, parts: Sequence[Part[E]], unknown: Bool[E]
) -> Lowered[E]:
    logic = lowering.logic
    if node.op is Op.COUNT:
        return _count(lowering, parts, unknown)
    if node.op is Op.ANY:
        value = logic.either(*[logic.both(here, lowering.true(one)) for here, one in parts])
    else:
        value = logic.both(*[
            logic.either(logic.negated(here), lowering.not_refused(one)) for here, one in parts
        ])  # fmt: skip
    if unknown is False:
        return lowering.lifted(value)
    nothing = logic.whole(None)
    return Term(lowering.algebra.chosen([(logic.whole(unknown), nothing)], logic.whole(value)))


def _count(lowering: Lowering[E], parts: Sequence[Part[E]], unknown: Bool[E]) -> Lowered[E]:
    logic, algebra = lowering.logic, lowering.algebra
    holds = [logic.both(here, lowering.true(one)) for here, one in parts]
    if unknown is False and all(one is None or isinstance(one, bool) for one in holds):
        return Known(None if None in holds else holds.count(True))
    total = algebra.constant(0, Type.INT)
    for one in holds:
        each = algebra.chosen(
            [
                (logic.whole(one), algebra.constant(1, Type.INT)),
                (logic.whole(logic.is_null(one)), algebra.constant(None, Type.INT)),
            ],
            algebra.constant(0, Type.INT),
        )
        total = algebra.plus(total, each)
    nothing = algebra.constant(None, Type.INT)
    return Term(algebra.chosen([(logic.whole(unknown), nothing)], total))
