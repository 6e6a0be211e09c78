"""When the window or period of a provision begins and ends for one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sapar.core.law.dates import stay_window, windows
from sapar.core.law.edition import Clause, Edition
from sapar.core.law.facts import Facts

_DEPARTURE = "departure.date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The first day, the last under every reading, the last under the governing one.

    An end that is not there is None. ``is_known`` is False while a day is missing to count from, or
    no calendar reaches that far: then nobody may say that it is open or over.
    """

    first: date | None = None
    safe_last: date | None = None
    last: date | None = None
    is_known: bool = True

    def holds(self, day: date) -> bool | None:
        """Whether the day lies in it; None while that is not known."""
        if not self.is_known:
            return None
        begun = self.first is None or self.first <= day
        return begun and (self.last is None or day <= self.last)


UNKNOWN_ENDS = Ends(is_known=False)


def ends_of(provision: str, edition: Edition, facts: Facts, *, on: date) -> Ends | None:
    """The ends of a provision's window, period or days of stay; None where it has none that day.

    The governing readings decide which of these it is. A provision that surely does not apply to
    the person ends nothing: its ends are known, and there are none.
    """
    clause = edition.clause(provision)
    if clause is None:
        return None
    governing = [one.reading for one in clause.readings if one.reading.id in clause.governing]
    if not any(one.act or one.period or one.allowance for one in governing):
        return None
    ready = edition.prepared(facts, on)
    if clause.applies is not None and clause.applies(ready)[0] is False:
        return Ends()
    if any(one.act for one in governing):
        return _ends_of_act(clause, edition, facts, on)
    if any(one.period for one in governing):
        return _ends_of_period(clause)
    return _ends_of_stay(clause, ready, on)


def _ends_of_act(clause: Clause, edition: Edition, facts: Facts, on: date) -> Ends:
    depart = facts.get(_DEPARTURE)
    anchored = any(_DEPARTURE in end.facts for one in clause.readings for end in one.ends if end)
    if anchored and not isinstance(depart, date):
        return UNKNOWN_ENDS
    day = depart if isinstance(depart, date) else on
    window = next(windows(clause, edition, facts, [day], on=on))
    counted = window.last is not None or all(one.ends[1] is None for one in clause.readings)
    return Ends(
        first=window.earliest,
        safe_last=window.safe_last,
        last=window.last,
        is_known=counted and not window.beyond_calendar,
    )


def _ends_of_period(clause: Clause) -> Ends:
    periods = {one.reading.id: one.reading.period for one in clause.readings if one.reading.period}
    governing = [period for name, period in periods.items() if name in clause.governing]
    lasts = [period.last for period in governing if period.last]
    every = [period.last for period in periods.values() if period.last]
    return Ends(
        first=max(period.first for period in governing),
        safe_last=min(every, default=None),
        last=min(lasts, default=None),
    )


def _ends_of_stay(clause: Clause, facts: Mapping[str, Any], on: date) -> Ends:
    window = stay_window([clause], facts, on=on)
    if window is None:
        return UNKNOWN_ENDS
    return Ends(first=window.earliest, safe_last=window.safe_last, last=window.last)
