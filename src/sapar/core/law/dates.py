"""The window solver: for every departure date the first, the safe and the last day to act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sapar.core.law.allowance import DEPARTURE, ENTERED, last_day
from sapar.core.law.assess import assess
from sapar.core.law.assessment import Verdict
from sapar.core.law.edition import Clause, CompiledReading, Edition, End, Law
from sapar.core.law.facts import Facts

OPEN_ENDED_DAYS = 90
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When an act must be done for one departure.

    ``earliest`` and ``last`` hold under the governing reading, ``safe_last`` under every reading;
    None means that the window has no such end, or that no calendar reaches that far (then
    ``beyond_calendar``). ``open`` says that ``last`` has not passed, or the act was done in time.
    """

    depart: date
    earliest: date | None
    safe_last: date | None
    last: date | None
    open: bool
    beyond_calendar: bool
    readings: Mapping[str, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One departure date: its window, the provisions that rule it out, and those in dispute."""

    window: Window
    blocked_by: tuple[str, ...]
    disputed_by: tuple[str, ...] = ()

    @property
    def is_feasible(self) -> bool:
        """Whether the person can still leave on that date under the governing readings."""
        return self.window.open and not self.blocked_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """All departure dates of an instrument for one person; ``act`` is what must be done in time."""

    act: str | None
    provision: str | None
    departures: tuple[Departure, ...]

    @property
    def feasible(self) -> tuple[Departure, ...]:
        """The departures that can still be reached."""
        return tuple(one for one in self.departures if one.is_feasible)


def dates_of(law: Law, facts: Facts, *, on: date, known_on: date) -> Dates:
    """The windows for the person's departure date, or for every date of the period without one.

    Where there is no period, the ``OPEN_ENDED_DAYS`` days from ``on`` stand for it. Where the law
    does not turn on the day of departure, there are no rows.
    """
    edition = law.edition(on=on, known_on=known_on)
    stays = [clause for clause in edition.clauses if clause.readings[0].reading.allowance]
    if stays:
        return _dates_of_stay(stays, edition, facts, on)
    if not edition.acts and not any(DEPARTURE in clause.facts for clause in edition.clauses):
        return Dates(act=None, provision=None, departures=())
    clause = _act_that_applies(edition, facts, on)
    departures = tuple(
        _departure(law, _window(clause, edition, facts, depart, on), facts, on, known_on, clause)
        for depart in _departure_dates(edition, facts, on)
    )
    act = clause.readings[0].reading.act if clause else None
    return Dates(
        act=act.act if act else None, provision=clause.id if clause else None, departures=departures
    )


def _act_that_applies(edition: Edition, facts: Facts, on: date) -> Clause | None:
    """The first act with a window, leaving aside those that surely do not apply to the person."""
    ready = edition.prepared(facts, on)
    for clause in edition.acts:
        if clause.applies is None or clause.applies(ready)[0] is not False:
            return clause
    return None


def windows(
    clause: Clause, edition: Edition, facts: Facts, departures: Iterable[date], *, on: date
) -> Iterator[Window]:
    """The windows of one act for several departure dates."""
    return (_window(clause, edition, facts, depart, on) for depart in departures)


def _departure_dates(edition: Edition, facts: Facts, on: date) -> list[date]:
    told = facts.get(DEPARTURE)
    if isinstance(told, date):
        return [told]
    period = edition.period(DEPARTURE)
    if period and period.last:
        first, last = period.first, period.last
    else:
        first = max(period.first, on) if period else on
        last = first + _DAY * (OPEN_ENDED_DAYS - 1)
    return [first + _DAY * number for number in range((last - first).days + 1)]


def _window(
    clause: Clause | None, edition: Edition, facts: Facts, depart: date, on: date
) -> Window:
    if clause is None:
        return Window(
            depart=depart,
            earliest=None,
            safe_last=None,
            last=None,
            open=on <= depart,
            beyond_calendar=False,
            readings={},
        )
    ready = edition.prepared({**facts, DEPARTURE: depart}, on)
    ends = {one.reading.id: _ends(one, ready) for one in clause.readings}
    beyond = any(last is _BEYOND or earliest is _BEYOND for earliest, last in ends.values())
    lasts = {name: (last if isinstance(last, date) else None) for name, (_, last) in ends.items()}
    governing = [name for name in ends if name in clause.governing]
    starts = [start for start, _ in (ends[name] for name in governing) if isinstance(start, date)]
    last = _first_of(ends[name][1] for name in governing)
    safe = _first_of(end for _, end in ends.values())
    return Window(
        depart=depart,
        earliest=max(starts, default=None),
        safe_last=safe,
        last=last,
        open=not beyond and (on <= (last or depart) or _was_done(clause, ready, starts, last)),
        beyond_calendar=beyond,
        readings=lasts,
    )


def _was_done(
    clause: Clause, facts: Mapping[str, Any], starts: list[date], last: date | None
) -> bool:
    """Whether the act was done in its window, so that nothing is left to be late with."""
    done = facts.get(clause.done_on or "")
    return (
        isinstance(done, date)
        and all(start <= done for start in starts)
        and (last is None or done <= last)
    )


_BEYOND = object()
"""No calendar reaches that far."""
_UNTOLD = object()
"""It is counted from a day nobody has told."""


def _first_of(ends: Iterable[Any]) -> date | None:
    """The strictest end; None when there is none, or when one of them cannot be told."""
    found = list(ends)
    if _BEYOND in found or _UNTOLD in found:
        return None
    return min((end for end in found if isinstance(end, date)), default=None)


def _ends(one: CompiledReading, facts: Mapping[str, Any]) -> tuple[Any, Any]:
    earliest, last = one.ends
    return _day(earliest, facts), _day(last, facts)


def _day(end: End | None, facts: Mapping[str, Any]) -> Any:
    if end is None:
        return None
    if any(facts.get(name) is None for name in end.facts):
        return _UNTOLD
    value = end.evaluate(facts)[0]
    return _BEYOND if value is None else value


def _departure(
    law: Law, window: Window, facts: Facts, on: date, known_on: date, act: Clause | None
) -> Departure:
    """The window with what the other provisions say of a departure on that date."""
    planned = {**facts, DEPARTURE: window.depart}
    assessment = assess(law, planned, on=on, known_on=known_on)
    said = [
        (finding.provision, finding.verdict)
        for finding in assessment.findings
        if act is None or finding.provision != act.id
    ]
    return Departure(
        window=window,
        blocked_by=tuple(name for name, verdict in said if verdict is Verdict.NOT_MET),
        disputed_by=tuple(name for name, verdict in said if verdict is Verdict.DISPUTED),
    )


# days of stay


def _dates_of_stay(stays: list[Clause], edition: Edition, facts: Facts, on: date) -> Dates:
    """The last day the person may stay, as one row: leave by then."""
    window = stay_window(stays, edition.prepared(facts, on), on=on)
    rows = (Departure(window=window, blocked_by=()),) if window else ()
    return Dates(act="leave", provision=stays[0].id, departures=rows)


def stay_window(stays: Iterable[Clause], facts: Mapping[str, Any], *, on: date) -> Window | None:
    """The last day of stay under the governing readings, and the safe one under all of them.

    ``facts`` are prepared facts; None while a fact is missing that a governing reading needs.
    """
    ends = [
        (f"{clause.id}/{one.reading.id}", last_day(one.reading.allowance, facts), one, clause)
        for clause in stays
        for one in clause.readings
        if one.reading.allowance
    ]
    governing = [day for _, day, one, clause in ends if one.reading.id in clause.governing]
    last = min((day for day in governing if day), default=None)
    if last is None or None in governing:
        return None
    every = [day for _, day, _, _ in ends if day]
    entered = facts.get(ENTERED)
    return Window(
        depart=last,
        earliest=entered if isinstance(entered, date) else None,
        safe_last=min(every) if len(every) == len(ends) else None,
        last=last,
        open=on <= last,
        beyond_calendar=False,
        readings={name: day for name, day, _, _ in ends},
    )
