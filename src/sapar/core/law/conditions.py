"""Every provision as one condition: periods and windows become the same trees as a lawyer's expressions.

So one engine answers for a person, for a table and for a property test.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sapar.core.calendar import Duration
from sapar.core.law.expression import (
    TODAY,
    Node,
    Op,
    both,
    compared,
    const,
    either,
    fact,
    is_known,
    negated,
)
from sapar.core.law.facts import Type
from sapar.core.law.instrument import Act, Kind, Period, Reading

PeriodOf = Callable[[str], Period | None]


def condition_of(reading: Reading, period_of: PeriodOf) -> Node:
    """The tree that is true when the reading is met."""
    if reading.kind is Kind.PERIOD and reading.period:
        return within_period(reading.period)
    if reading.kind is Kind.ACT and reading.act:
        return within_window(reading.act, period_of)
    if reading.condition is not None:
        return reading.condition
    return Node(Op.CONST, Type.BOOL, value=None, text="not known")


def within_period(period: Period) -> Node:
    """The bound day lies in the period. A day that nobody has told is unknown, also afterwards."""
    day = fact(period.binds, Type.DATE)
    parts = [compared(Op.GE, day, _date(period.first))]
    if period.last:
        parts.append(compared(Op.LE, day, _date(period.last)))
    return both(*parts)


def within_window(act: Act, period_of: PeriodOf) -> Node:
    """The act was done in its window, or nobody has said so and the window is not over.

    Once the window is over, what nobody has told is unknown: it may have been done in time.
    """
    done = fact(act.done_on, Type.DATE)
    earliest, last = window_of(act)
    in_window = [is_known(done)]
    if earliest is not None:
        in_window.append(compared(Op.GE, done, earliest))
    if last is not None:
        in_window.append(compared(Op.LE, done, last))
    is_done = Node(Op.APPLIES, Type.BOOL, (done,), text=f"applies({done.text})")
    still = [either(negated(is_known(done)), negated(is_done))]
    if last is not None:
        over = both(is_known(act.anchor), compared(Op.LT, last, TODAY), compared(Op.LE, done, last))
        still.append(either(compared(Op.LE, TODAY, last), over))
        still.extend(_latest_possible(act, done, period_of))
    return either(both(*in_window), both(*still))


def window_of(act: Act) -> tuple[Node | None, Node | None]:
    """The trees of the first and the last day of the window; None where it has no such end."""
    if act.counts_back:
        earliest = _counted(Op.BEFORE, act.anchor, act.not_earlier_than)
        last = _counted(Op.BEFORE, act.anchor, act.not_later_than) or act.anchor
        return earliest, last
    earliest = _counted(Op.AFTER, act.anchor, act.not_earlier_than) or act.anchor
    return earliest, _counted(Op.AFTER, act.anchor, act.not_later_than)


def _latest_possible(act: Act, done: Node, period_of: PeriodOf) -> list[Node]:
    """While the anchor is open: the window of the last day of its period must not be over either."""
    if act.anchor.op is not Op.FACT or not act.counts_back or act.not_later_than is None:
        return []
    period = period_of(str(act.anchor.value))
    if period is None or period.last is None:
        return []
    latest = _counted_from(Op.BEFORE, _date(period.last), act.not_later_than)
    return [
        either(is_known(act.anchor), compared(Op.LE, TODAY, latest), compared(Op.LE, done, latest))
    ]


def _counted(op: Op, anchor: Node, duration: Duration | None) -> Node | None:
    return None if duration is None else _counted_from(op, anchor, duration)


def _counted_from(op: Op, anchor: Node, duration: Duration) -> Node:
    word = "before" if op is Op.BEFORE else "after"
    return Node(op, Type.DATE, (anchor,), duration, f"{duration} {word} {anchor.text}")


def _date(day: date) -> Node:
    return const(day, Type.DATE, day.isoformat())
