"""The days of departure that the person can still choose, and which of them are safe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sapar.core.law import Assessment, Departure, Facts, Law, Window, dates_of

DEPARTURE = "departure.date"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDay:
    """A departure that is still open; not safe where only one reading of the rules allows it."""

    window: Window
    is_safe: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days without a gap, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDays:
    """Every day to choose from, and the safe and the unsafe ones in a few words."""

    days: tuple[OtherDay, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.days)

    @property
    def safe(self) -> tuple[Span, ...]:
        """The days that every reading allows."""
        return _spans(one.window.depart for one in self.days if one.is_safe)

    @property
    def unsafe(self) -> tuple[Span, ...]:
        """The days that one reading allows and another does not."""
        return _spans(one.window.depart for one in self.days if not one.is_safe)


def other_days(
    law: Law, facts: Facts, assessment: Assessment, mendable: frozenset[str]
) -> OtherDays:
    """The departures still open to the person once everything `mendable` is mended."""
    free = {name: value for name, value in facts.items() if name != DEPARTURE}
    on, known_on = assessment.on, assessment.known_on
    found = dates_of(law, free, on=on, known_on=known_on)
    if found.act == "leave" or len(found.departures) < 2:
        return OtherDays()
    clause = assessment.edition.clause(found.provision or "")
    done = facts.get(clause.done_on) if clause and clause.done_on else None
    acts_on = done if isinstance(done, date) and done <= on else on
    of_all = frozenset.intersection(*(frozenset(one.disputed_by) for one in found.departures))
    return OtherDays(
        days=tuple(
            OtherDay(window=one.window, is_safe=_is_safe(one, acts_on, of_all))
            for one in found.departures
            if one.window.open and one.window.depart >= on and mendable.issuperset(one.blocked_by)
        )
    )


def _is_safe(one: Departure, acts_on: date, of_all: frozenset[str]) -> bool:
    """Whether every reading allows it; what is in dispute for all days is no doubt about the day."""
    window = one.window
    if not of_all.issuperset(one.disputed_by):
        return False
    if window.safe_last is None:
        return window.last is None
    return acts_on <= window.safe_last


def _spans(days: Iterable[date]) -> tuple[Span, ...]:
    found: list[Span] = []
    for day in days:
        if found and day - found[-1].last == _DAY:
            found[-1] = Span(first=found[-1].first, last=day)
        else:
            found.append(Span(first=day, last=day))
    return tuple(found)
