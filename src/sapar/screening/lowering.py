"""From the tree of an expression to a table expression that gives the same value for every row.

What is the same for every row (today, a presumption nobody can override, a column that is not
there) is asked of the core's own closures and stays a constant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, cast

from sapar.core.calendar import Duration, Rounding, Unit, WorkingCalendar
from sapar.core.law import DOES_NOT_APPLY, Type
from sapar.core.law.expression import Node, Op, compiled
from sapar.screening import calendar_terms as dates
from sapar.screening.algebra import Algebra, E
from sapar.screening.logic import Bool, Logic
from sapar.screening.quantifiers import QUANTIFIERS, quantified
from sapar.screening.terms import Known, Lowered, Steps, Term

_COMPARISONS = frozenset({Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE})
_FUNCTIONS = frozenset({
    Op.ADD_DAYS, Op.ADD_MONTHS, Op.ADD_WORKING_DAYS, Op.BEFORE, Op.AFTER, Op.DAYS_BETWEEN,
    Op.MONTHS_BETWEEN, Op.WORKING_DAYS_BETWEEN, Op.AGE,
})  # fmt: skip
DAY_STEPS = {
    Unit.CALENDAR_DAYS: 1,
    Unit.CLEAR_CALENDAR_DAYS: 1,
    Unit.WEEKS: 7,
}
_NEAR = 600_000  # days from a fact's first day, in 1900, to the year 1, with some to spare
MOST_AMOUNT = 80_000  # days or weeks that stay within _NEAR
_MONTH_STEPS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_CLEAR = frozenset({Unit.CLEAR_CALENDAR_DAYS, Unit.CLEAR_WORKING_DAYS})


@dataclass(slots=True)
class Lowering(Generic[E]):
    """Lowers trees over the facts of one table; equal nodes are lowered once.

    ``facts`` holds every fact a tree may read, ``today`` among them; a name that is not there is
    unknown.
    """

    algebra: Algebra[E]
    facts: Mapping[str, Lowered[E]]
    calendars: Mapping[str, WorkingCalendar]
    steps: Steps[E]
    _done: dict[Node, Lowered[E]] = field(default_factory=dict)
    _item: Mapping[str, Lowered[E]] | None = None

    @property
    def logic(self) -> Logic[E]:
        """Kleene's logic in the same algebra."""
        return Logic(self.algebra)

    def lowered(self, node: Node) -> Lowered[E]:
        """The value of a node for every row."""
        if self._item is not None:
            return self._lowered(node)
        found = self._done.get(node)
        if found is None:
            found = self._done[node] = self._lowered(node)
        return found

    def of_record(self, condition: Node, record: Mapping[str, Lowered[E]]) -> Lowered[E]:
        """The value of a condition on a record of a list."""
        outer, self._item = self._item, record
        try:
            return self.lowered(condition)
        finally:
            self._item = outer

    def step(self, node: Node) -> int:
        """The first step in which the node's value can be used."""
        below = max((self.step(arg) for arg in node.args), default=0)
        return below + _is_costly(node)

    def _kept(self, node: Node, found: Lowered[E]) -> Lowered[E]:
        """A costly value as a column of its own."""
        if isinstance(found, Known) or self._item is not None or not _is_costly(node):
            return found
        kept = self.steps.keep(found.value, self.step(node) - 1)
        return Term(kept, found.absent, found.longest)

    def truth(self, node: Node) -> Bool[E]:
        """The value of a condition; what does not apply is not true."""
        return self.true(self.lowered(node))

    def is_unknown(self, node: Node) -> Bool[E]:
        """Whether the value of a node is unknown; never null."""
        found = self.lowered(node)
        if isinstance(found, Known):
            return found.value is None
        return self.unknown(found)

    def unknown(self, term: Term[E]) -> Bool[E]:
        """Whether a term is unknown; never null."""
        logic = self.logic
        return logic.both(self.algebra.is_null(term.value), logic.negated(term.absent))

    def _lowered(self, node: Node) -> Lowered[E]:
        if node.op is Op.CONST:
            return Known(node.value)
        if node.op in {Op.FACT, Op.TODAY}:
            return self.facts.get("today" if node.op is Op.TODAY else str(node.value), Known(None))
        if node.op is Op.ITEM:
            return (self._item or {}).get(str(node.value), Known(None))
        if node.op in QUANTIFIERS:
            return quantified(self, node)
        args = [self.lowered(arg) for arg in node.args]
        if all(isinstance(arg, Known) for arg in args):
            return self._settled(node, cast("list[Known]", args))
        return self._open(node, args)

    def _settled(self, node: Node, args: Sequence[Known]) -> Known:
        """What the core's closure gives for constants."""
        parts = zip(node.args, args, strict=True)
        constants = tuple(Node(Op.CONST, arg.type, value=known.value) for arg, known in parts)
        return Known(
            compiled(Node(node.op, node.type, constants, node.value), self.calendars)({})[0]
        )

    def _open(self, node: Node, args: Sequence[Lowered[E]]) -> Lowered[E]:
        logic = self.logic
        match node.op:
            case Op.AND:
                return self.lifted(logic.both(*[self.not_refused(arg) for arg in args]))
            case Op.OR:
                return self.lifted(logic.either(*[self.true(arg) for arg in args]))
            case Op.NOT:
                return self.lifted(logic.negated(self.true(args[0])))
            case Op.IN:
                return self.lifted(self._in(node, args[0]))
            case Op.KNOWN:
                return self.lifted(logic.negated(self.unknown(cast("Term[E]", args[0]))))
            case Op.APPLIES:
                return self.lifted(self._applies(cast("Term[E]", args[0])))
        if node.op in _COMPARISONS:
            return self._kept(node, self.lifted(self._compared(node, args)))
        return self._kept(node, self._function(node, args))

    def lifted(self, part: Bool[E]) -> Lowered[E]:
        """A truth value as the value of a node."""
        return Known(part) if part is None or isinstance(part, bool) else Term(part)

    def true(self, arg: Lowered[E]) -> Bool[E]:
        """In an ``or`` what does not apply is not true."""
        if isinstance(arg, Known):
            return False if arg.value is DOES_NOT_APPLY else cast("bool | None", arg.value)
        return self.logic.both(arg.value, self.logic.negated(arg.absent))

    def not_refused(self, arg: Lowered[E]) -> Bool[E]:
        """In an ``and`` what does not apply refuses nothing."""
        if isinstance(arg, Known):
            return True if arg.value is DOES_NOT_APPLY else cast("bool | None", arg.value)
        return self.logic.either(arg.value, arg.absent)

    def _applies(self, arg: Term[E]) -> Bool[E]:
        known = self.logic.negated(self.algebra.is_null(arg.value))
        return self.logic.both(self.logic.either(known, None), self.logic.negated(arg.absent))

    def _in(self, node: Node, arg: Lowered[E]) -> Bool[E]:
        value, type_ = self._value(arg, node.args[0].type), node.args[0].type
        members = cast("tuple[Any, ...]", node.value)
        one_of = self.algebra.either([
            self.algebra.compared(Op.EQ, value, self.algebra.constant(one, type_), type_)
            for one in members
        ])  # fmt: skip
        return self.logic.both(one_of, self.logic.negated(self._absent(arg)))

    def _compared(self, node: Node, args: Sequence[Lowered[E]]) -> Bool[E]:
        absent = self.logic.either(*[self._absent(arg) for arg in args])
        if absent is True:
            return False
        type_ = node.args[0].type
        left, right = (self._value(arg, of.type) for arg, of in zip(args, node.args, strict=True))
        compared = self.algebra.compared(node.op, left, right, type_)
        return self.logic.both(compared, self.logic.negated(absent))

    def _value(self, arg: Lowered[E], type_: Type) -> E:
        return self.algebra.constant(arg.value, type_) if isinstance(arg, Known) else arg.value

    def _absent(self, arg: Lowered[E]) -> Bool[E]:
        return arg.value is DOES_NOT_APPLY if isinstance(arg, Known) else arg.absent

    def _function(self, node: Node, args: Sequence[Lowered[E]]) -> Lowered[E]:
        absent = self.logic.either(*[self._absent(arg) for arg in args])
        if absent is True:
            return Known(DOES_NOT_APPLY)
        values = [self._value(arg, of.type) for arg, of in zip(args, node.args, strict=True)]
        return Term(self._called(node, values, args), absent)

    def _called(self, node: Node, values: list[E], args: Sequence[Lowered[E]]) -> E:
        algebra = self.algebra
        near = node.args[0].op in {Op.FACT, Op.ITEM}
        match node.op:
            case Op.BEFORE | Op.AFTER:
                sign = 1 if node.op is Op.AFTER else -1
                return self._counted(values[0], cast("Duration", node.value), sign=sign, near=near)
            case Op.ADD_DAYS:
                return dates.add_days(algebra, *values)
            case Op.ADD_MONTHS:
                return dates.add_months(algebra, values[0], values[1], cast("Rounding", node.value))
            case Op.DAYS_BETWEEN:
                return dates.days_between(algebra, *values)
            case Op.MONTHS_BETWEEN:
                return dates.months_between(
                    algebra, values[0], values[1], cast("Rounding", node.value)
                )
            case Op.AGE:
                return dates.age(algebra, values[0], values[1], cast("Rounding", node.value))
        return self._of_working_days(node, values, args)

    def _of_working_days(self, node: Node, values: list[E], args: Sequence[Lowered[E]]) -> E:
        algebra, calendar = self.algebra, self.calendars[str(node.value)]
        if node.op is Op.WORKING_DAYS_BETWEEN:
            return dates.working_days_between(algebra, calendar, *values)
        days = args[1]
        if isinstance(days, Known) and days.value is not None:
            return dates.add_fixed_working_days(algebra, calendar, values[0], days.value)
        return dates.add_working_days(algebra, calendar, *values)

    def _counted(self, day: E, duration: Duration, *, sign: int, near: bool) -> E:
        """``near``: the day is a fact, so that some days earlier or later it still exists."""
        amount = sign * (duration.amount + (duration.unit in _CLEAR))
        if duration.unit in DAY_STEPS:
            days = amount * DAY_STEPS[duration.unit]
            return dates.add_days(
                self.algebra,
                day,
                self.algebra.constant(days, Type.INT),
                near=near and abs(days) < _NEAR,
            )
        if duration.unit in _MONTH_STEPS:
            months = self.algebra.constant(amount * _MONTH_STEPS[duration.unit], Type.INT)
            rounding = duration.rounding or Rounding.REFUSE
            return dates.add_months(self.algebra, day, months, rounding)
        calendar = self.calendars.get(duration.calendar or "")
        if calendar is None:  # hours cannot be counted from a day, nor without a calendar
            return self.algebra.constant(None, Type.DATE)
        return dates.add_fixed_working_days(self.algebra, calendar, day, amount)


def _is_costly(node: Node) -> bool:
    """A function of dates, or a comparison with one."""
    if node.op in _FUNCTIONS:
        return True
    return node.op in _COMPARISONS and any(arg.op in _FUNCTIONS for arg in node.args)
