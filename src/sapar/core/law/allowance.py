"""Days of stay: counted per visit, in blocks that begin with an entry, or in a rolling window.

The day of entry and the day of exit both count as days of stay; a day counts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sapar.core.law.facts import DOES_NOT_APPLY
from sapar.core.law.instrument import Allowance, Window

ENTERED, VISITS, DEPARTURE = "stay.entered_on", "stay.visits", "departure.date"
_DAY = timedelta(days=1)
_HORIZON_DAYS = 400
Stay = tuple[date, date]


def is_within(allowance: Allowance, facts: Mapping[str, Any]) -> bool | None:
    """Whether every day of the stay is allowed up to the planned departure, or up to today.

    ``facts`` holds ``stay.entered_on`` and ``stay.visits``; None when one of them is unknown.
    """
    if missing(allowance, facts):
        return None
    until = facts.get(DEPARTURE)
    until = until if isinstance(until, date) else facts["today"]
    last = last_day(allowance, facts)
    return last is None or until <= last or until < facts[ENTERED]


def last_day(allowance: Allowance, facts: Mapping[str, Any]) -> date | None:
    """The last day on which the person may still be in the country; None when a fact is unknown.

    The day before the entry when not even the first day is allowed.
    """
    if missing(allowance, facts):
        return None
    entered: date = facts[ENTERED]
    if allowance.window is Window.VISIT:
        return entered + _DAY * (allowance.days - 1)
    earlier = earlier_stays(facts) or []
    if allowance.window is Window.ROLLING:
        return _last_rolling(allowance, earlier, entered)
    return _last_anchored(allowance, earlier, entered)


def missing(allowance: Allowance, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts that are still needed: the entry, and unless each visit stands alone, all visits."""
    needed = []
    if not isinstance(facts.get(ENTERED), date):
        needed.append(ENTERED)
    if allowance.window is not Window.VISIT and earlier_stays(facts) is None:
        needed.append(VISITS)
    return tuple(needed)


def earlier_stays(facts: Mapping[str, Any]) -> list[Stay] | None:
    """The first and last days of stay before the present visit; None when a visit is not whole.

    Oldest first, no day in two of them. Visits that begin with or after the present one are left
    aside.
    """
    visits = facts.get(VISITS)
    if visits is None:
        return None
    if visits is DOES_NOT_APPLY:
        return []
    present = facts.get(ENTERED)
    stays = []
    for visit in visits:
        entered, left = visit.get("entered_on"), visit.get("left_on")
        if not isinstance(entered, date):
            return None
        if isinstance(present, date) and entered >= present:
            continue
        if not isinstance(left, date) or left < entered:
            return None
        stays.append((entered, min(left, present - _DAY) if isinstance(present, date) else left))
    return _apart(stays)


def _apart(stays: list[Stay]) -> list[Stay]:
    """The same days, each once."""
    found: list[Stay] = []
    for first, last in sorted(stays):
        begin = max(first, found[-1][1] + _DAY) if found else first
        if begin <= last:
            found.append((begin, last))
    return found


def _last_rolling(allowance: Allowance, earlier: list[Stay], entered: date) -> date:
    """The day before the first one whose window of days holds more days of stay than allowed."""
    within = timedelta(days=allowance.within or _HORIZON_DAYS)
    recent = [stay for stay in earlier if stay[1] > entered - within]
    day = entered
    for _ in range(_HORIZON_DAYS):
        start = day - within + _DAY
        before = sum(max(0, (last - max(first, start)).days + 1) for first, last in recent)
        if before + (day - max(entered, start)).days + 1 > allowance.days:
            break
        day += _DAY
    return day - _DAY


def _last_anchored(allowance: Allowance, earlier: list[Stay], entered: date) -> date:
    """The day before the first one that is too many in its block.

    A block begins with a day of stay and lasts ``within`` days; the next one begins with the next
    day of stay after that.
    """
    length = timedelta(days=allowance.within or _HORIZON_DAYS)
    begin, used = entered, 0
    for first, last in earlier:
        day = first
        while day <= last:
            if not used or day >= begin + length:
                begin, used = day, 0
            end = min(last, begin + length - _DAY)
            used += (end - day).days + 1
            day = end + _DAY
    for number in range(_HORIZON_DAYS):
        day = entered + _DAY * number
        if not used or day >= begin + length:
            begin, used = day, 0
        used += 1
        if used > allowance.days:
            return day - _DAY
    return entered + _DAY * _HORIZON_DAYS
