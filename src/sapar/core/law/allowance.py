"""Days of stay: counted per visit, in blocks that begin with an entry, or in a rolling window.

The day of entry and the day of exit both count as days of stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sapar.core.law.facts import DOES_NOT_APPLY
from sapar.core.law.instrument import Allowance, Window

_DAY = timedelta(days=1)
_HORIZON_DAYS = 400


def is_within(allowance: Allowance, facts: Mapping[str, Any]) -> bool | None:
    """Whether the stay is allowed up to the planned departure, or up to today.

    ``facts`` holds ``stay.entered_on`` and ``stay.visits``; None when one of them is unknown.
    """
    entered = facts.get("stay.entered_on")
    if entered is None or not isinstance(entered, date):
        return None
    until = facts.get("departure.date")
    until = until if isinstance(until, date) else facts["today"]
    if until < entered:
        return True
    earlier = earlier_visits(facts)
    if earlier is None and allowance.window is not Window.VISIT:
        return None
    return _is_allowed(allowance, earlier or [], entered, until)


def last_day(allowance: Allowance, facts: Mapping[str, Any]) -> date | None:
    """The last day on which the person may still be in the country; None when a fact is unknown.

    The day before the entry when not even the first day is allowed.
    """
    entered = facts.get("stay.entered_on")
    earlier = earlier_visits(facts)
    if not isinstance(entered, date) or (earlier is None and allowance.window is not Window.VISIT):
        return None
    day = entered
    for _ in range(_HORIZON_DAYS):
        if not _is_allowed(allowance, earlier or [], entered, day):
            return day - _DAY
        day += _DAY
    return None


def earlier_visits(facts: Mapping[str, Any]) -> list[tuple[date, date]] | None:
    """The visits that are over, oldest first, without the present one; None when not known."""
    visits = facts.get("stay.visits")
    if visits is None:
        return None
    if visits is DOES_NOT_APPLY:
        return []
    present = facts.get("stay.entered_on")
    found = []
    for visit in visits:
        entered, left = visit.get("entered_on"), visit.get("left_on")
        if entered == present:
            continue
        if not isinstance(entered, date) or not isinstance(left, date):
            return None
        found.append((entered, left))
    return sorted(found)


def _is_allowed(
    allowance: Allowance, earlier: list[tuple[date, date]], entered: date, until: date
) -> bool:
    if allowance.window is Window.VISIT:
        return (until - entered).days + 1 <= allowance.days
    visits = [*earlier, (entered, until)]
    if allowance.window is Window.ROLLING:
        return _rolling_fits(allowance, visits, entered, until)
    return _days_in_present_block(allowance, visits) <= allowance.days


def _rolling_fits(
    allowance: Allowance, visits: list[tuple[date, date]], entered: date, until: date
) -> bool:
    within = timedelta(days=allowance.within or 0)
    day = entered
    while day <= until:
        if _days_present(visits, day - within + _DAY, day) > allowance.days:
            return False
        day += _DAY
    return True


def _days_in_present_block(allowance: Allowance, visits: list[tuple[date, date]]) -> int:
    """Days of stay in the block that holds the last day.

    A block begins with an entry and lasts ``within`` days; the next one begins with the next day
    of stay after that.
    """
    length = timedelta(days=allowance.within or 0)
    start = visits[0][0]
    used = 0
    for first, last in visits:
        day = first
        while day <= last:
            if day >= start + length:
                start, used = day, 0
            step_end = min(last, start + length - _DAY)
            used += (step_end - day).days + 1
            day = step_end + _DAY
    return used


def _days_present(visits: list[tuple[date, date]], first: date, last: date) -> int:
    return sum(max(0, (min(last, left) - max(first, entered)).days + 1) for entered, left in visits)
