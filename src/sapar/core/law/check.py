"""The checker: what must hold of every instrument, however well it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from sapar.core.calendar import WorkingCalendar
from sapar.core.kernel import did_you_mean
from sapar.core.law.allowance import DEPARTURE, ENTERED, VISITS
from sapar.core.law.check_procedures import PROCEDURE_CHECKS
from sapar.core.law.conditions import window_of
from sapar.core.law.expression import Node, Op, compiled
from sapar.core.law.facts import Type
from sapar.core.law.instrument import (
    Act,
    Instrument,
    Period,
    Provision,
    Rank,
    Reading,
    Version,
)
from sapar.core.law.problem import Problem
from sapar.core.law.standing import Standing

_DAY = timedelta(days=1)
_TRUSTED = frozenset({Rank.LAW, Rank.OFFICIAL})
Calendars = Mapping[str, WorkingCalendar]


class _Sourced(Protocol):
    @property
    def sources(self) -> tuple[str, ...]: ...


def problems_of(instrument: Instrument, calendars: Calendars) -> tuple[Problem, ...]:
    """Everything the checker finds, in the order of the text."""
    found = [problem for check in _CHECKS for problem in check(instrument, calendars)]
    return tuple(sorted(found, key=_order))


def _order(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return (place.file, place.line or 0, place.column or 0) if place else ("", 0, 0)


# sources and standing


def _unused_sources(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    used = set(_used_sources(instrument))
    for source in instrument.sources.values():
        if source.id not in used:
            yield Problem(
                place=instrument.place_of(source.id),
                message=f'The source "{source.id}" is used by nothing.',
                mend="Name it where it is the source, or remove it.",
            )


def _used_sources(instrument: Instrument) -> Iterator[str]:
    for reading in _readings(instrument):
        yield from reading.sources
    parts: tuple[Iterable[_Sourced], ...] = (
        instrument.benefits.values(),
        instrument.channels.values(),
        instrument.contacts.values(),
        instrument.notes.values(),
        instrument.steps,
    )
    for group in parts:
        for part in group:
            yield from part.sources
    for schedule in instrument.schedules.values():
        for table in schedule.tables:
            yield from table.sources
    for procedure in instrument.procedures.values():
        yield from (name for hold in procedure.holds for name in hold.sources)
        yield from (name for limit in procedure.time_limits for name in limit.sources)


def _readings(instrument: Instrument) -> Iterator[Reading]:
    for provision in instrument.provisions.values():
        for version in provision.versions:
            yield from version.readings


def _verified_without_a_text(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    for provision in instrument.provisions.values():
        for reading in _readings_of(provision):
            ranks = {instrument.sources[name].rank for name in reading.sources}
            if reading.standing is Standing.VERIFIED and not ranks & _TRUSTED:
                yield Problem(
                    place=provision.place,
                    message=f'"{provision.id}" is called verified, but no law or official page says it.',
                    mend="Name such a source, or call it reported.",
                )


def _readings_of(provision: Provision) -> Iterator[Reading]:
    for version in provision.versions:
        yield from version.readings


# validity


def _versions_that_clash(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    for provision in instrument.provisions.values():
        ordered = sorted(provision.versions, key=lambda one: (one.first or date.min, one.published))
        for one, other in pairwise(ordered):
            yield from _clash(provision, one, other)


def _clash(provision: Provision, one: Version, other: Version) -> Iterator[Problem]:
    ends = one.last or date.max
    begins = other.first or date.min
    if begins <= ends and one.published == other.published:
        yield Problem(
            place=other.place,
            message=f'Two versions of "{provision.id}" published on {one.published} are law on one day.',
            mend="End the first before the second begins, or give the later one its own published date.",
        )
    if one.last and other.first and other.first > one.last + _DAY:
        yield Problem(
            place=other.place,
            message=f'"{provision.id}" is no law from {one.last + _DAY} to {other.first - _DAY}.',
            mend="Close the gap, or say with a version of its own that it paused.",
        )


# windows


def _impossible_windows(instrument: Instrument, calendars: Calendars) -> Iterator[Problem]:
    for provision in instrument.provisions.values():
        for version in provision.versions:
            for reading in version.readings:
                if reading.act:
                    yield from _window_problems(
                        instrument, provision, version, reading.act, calendars
                    )


def _window_problems(
    instrument: Instrument, provision: Provision, version: Version, act: Act, calendars: Calendars
) -> Iterator[Problem]:
    earliest, last = (compiled(node, calendars) if node else None for node in window_of(act))
    if earliest is None or last is None:
        return
    anchor = str(act.anchor.value) if act.anchor.op is Op.FACT else ""
    days = list(_anchor_days(instrument, anchor))
    ends = [(earliest({anchor: day})[0], last({anchor: day})[0]) for day in days]
    if any(start is None or end is None for start, end in ends):
        yield Problem(
            place=version.place,
            message=f'The window of "{provision.id}" reaches beyond its calendar.',
            mend="Extend the calendar in instruments/calendars.",
        )
    elif not any(start <= end for start, end in ends):
        yield Problem(
            place=version.place,
            message=f'The window of "{provision.id}" is never open: it ends before it begins.',
            mend="Check not_earlier_than and not_later_than: the first must lie further away.",
        )


def _anchor_days(instrument: Instrument, anchor: str) -> Iterator[date]:
    for period in _periods(instrument):
        if period.binds == anchor and period.last:
            for number in range((period.last - period.first).days + 1):
                yield period.first + _DAY * number
            return
    yield date(2026, 3, 15)


def _periods(instrument: Instrument) -> Iterator[Period]:
    return (reading.period for reading in _readings(instrument) if reading.period)


# expressions


def _conditions_without_facts(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    for provision in instrument.provisions.values():
        for version in provision.versions:
            for reading in version.readings:
                if (
                    reading.condition
                    and len(version.readings) == 1
                    and not _reads(reading.condition)
                ):
                    yield Problem(
                        place=version.place,
                        message=f'"{provision.id}" tests no fact: it is always the same.',
                        mend="Name a fact, or write it as a note.",
                    )


def _reads(node: Node) -> bool:
    return any(part.op in {Op.FACT, Op.TODAY} for part in node.walk())


def _own_facts_unused(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    from_presumptions = set(instrument.presumptions)
    used = set(facts_used(instrument))
    for name in sorted(from_presumptions - used):
        yield Problem(
            place=instrument.place_of(name),
            message=f'"{name}" is presumed, but nothing reads it.',
            mend=did_you_mean(name, used) or "Remove the presumption.",
        )


def facts_used(instrument: Instrument) -> Iterator[str]:
    """The facts the provisions, benefits, channels, steps and schedules read."""
    for node in _trees(instrument):
        yield from node.facts()
    for reading in _readings(instrument):
        if reading.period:
            yield reading.period.binds
        if reading.act:
            yield reading.act.done_on
        if reading.allowance:
            yield from (ENTERED, VISITS, DEPARTURE)


def _trees(instrument: Instrument) -> Iterator[Node]:
    for provision in instrument.provisions.values():
        for version in provision.versions:
            if version.applies_when:
                yield version.applies_when
            for reading in version.readings:
                if reading.condition:
                    yield reading.condition
                if reading.act:
                    yield reading.act.anchor
    for benefit in instrument.benefits.values():
        yield from (case.when for case in benefit.cases if case.when)
    yield from (one.when for one in instrument.channels.values() if one.when)
    yield from (one.when for one in instrument.steps if one.when)
    yield from (one.measure for one in instrument.schedules.values() if one.measure)
    for procedure in instrument.procedures.values():
        for move in procedure.moves:
            yield from ((move.when,) if move.when else ())
            yield from move.sets.values()


def _bool_facts_that_may_not_apply(
    instrument: Instrument, _calendars: Calendars
) -> Iterator[Problem]:
    for fact in instrument.vocabulary:
        if fact.type is Type.BOOL and fact.may_not_apply:
            yield Problem(
                place=instrument.place_of(fact.name),
                message=f'"{fact.name}" is true or false, so it always applies.',
                mend="Remove may_not_apply, or ask with a code.",
            )


def _notes_about_nothing(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    parts = {
        *instrument.provisions,
        *instrument.benefits,
        *instrument.channels,
        *instrument.contacts,
        *instrument.schedules,
        *(step.id for step in instrument.steps),
    }
    for note in instrument.notes.values():
        if note.concerns is not None and note.concerns not in parts:
            yield Problem(
                place=note.place,
                message=f'The note "{note.id}" concerns "{note.concerns}", which is not there.',
                mend=did_you_mean(note.concerns, parts),
            )


_CHECKS: tuple[Callable[[Instrument, Calendars], Iterator[Problem]], ...] = (
    _unused_sources,
    _verified_without_a_text,
    _versions_that_clash,
    _impossible_windows,
    _conditions_without_facts,
    _own_facts_unused,
    _bool_facts_that_may_not_apply,
    _notes_about_nothing,
    *PROCEDURE_CHECKS,
)
