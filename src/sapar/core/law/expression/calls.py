"""What each function of the language computes for one person, once all its values are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from sapar.core.calendar import (
    Duration,
    Rounding,
    WorkingCalendar,
    add_days,
    add_months,
    age_on,
    counting,
    months_between,
)
from sapar.core.law.expression.tree import Node, Op

Calendars = Mapping[str, WorkingCalendar]


def _days_between(start: date, end: date) -> int:
    return (end - start).days


def _add_months(node: Node, _calendars: Calendars) -> Callable[..., Any]:
    rounding = cast("Rounding", node.value)
    return lambda day, number: add_months(day, number, rounding=rounding)


def _months_between(node: Node, _calendars: Calendars) -> Callable[..., Any]:
    rounding = cast("Rounding", node.value)
    return lambda start, end: months_between(start, end, rounding=rounding)


def _age(node: Node, _calendars: Calendars) -> Callable[..., Any]:
    rounding = cast("Rounding", node.value)
    return lambda born, day: age_on(born, day, rounding=rounding)


def _add_working_days(node: Node, calendars: Calendars) -> Callable[..., Any]:
    return calendars[str(node.value)].add_working_days


def _working_days_between(node: Node, calendars: Calendars) -> Callable[..., Any]:
    return calendars[str(node.value)].working_days_between


def _before(node: Node, calendars: Calendars) -> Callable[..., Any]:
    return counting(cast("Duration", node.value), calendars, back=True)


def _after(node: Node, calendars: Calendars) -> Callable[..., Any]:
    return counting(cast("Duration", node.value), calendars, back=False)


FUNCTIONS: dict[Op, Callable[[Node, Calendars], Callable[..., Any]]] = {
    Op.ADD_DAYS: lambda _node, _calendars: add_days,
    Op.ADD_MONTHS: _add_months,
    Op.ADD_WORKING_DAYS: _add_working_days,
    Op.BEFORE: _before,
    Op.AFTER: _after,
    Op.DAYS_BETWEEN: lambda _node, _calendars: _days_between,
    Op.MONTHS_BETWEEN: _months_between,
    Op.WORKING_DAYS_BETWEEN: _working_days_between,
    Op.AGE: _age,
}
