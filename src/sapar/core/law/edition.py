"""The law for one day as known on another: the versions that count, compiled.

``Law`` holds an instrument with its calendars and compiles each edition once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sapar.core.calendar import WorkingCalendar
from sapar.core.law.allowance import DEPARTURE, ENTERED, VISITS, is_within
from sapar.core.law.allowance import missing as missing_days
from sapar.core.law.conditions import condition_of, window_of
from sapar.core.law.expression import Evaluator, Node, Op, compiled
from sapar.core.law.facts import DOES_NOT_APPLY, AskedOf, FactValue, Type
from sapar.core.law.instrument import (
    Allowance,
    Benefit,
    Effect,
    Instrument,
    Kind,
    Period,
    Provision,
    Reading,
    Schedule,
    Version,
    governing_of,
)
from sapar.core.law.standing import Standing

Evaluate = Callable[[Mapping[str, Any]], tuple[Any, tuple[Any, ...]]]
_EDITIONS_KEPT = 512


@dataclass(frozen=True, slots=True)
class End:
    """One end of a window: how it is counted, and from which facts."""

    evaluate: Evaluator
    facts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledReading:
    """One reading, ready to be asked; ``condition`` is None for an allowance of days.

    ``counts`` says that it governs or can contest what governs (ADR 4); ``ends`` are the first and
    the last day of an act's window.
    """

    reading: Reading
    evaluate: Evaluate
    condition: Evaluator | None
    facts: frozenset[str]
    counts: bool
    ends: tuple[End | None, End | None] = (None, None)

    @property
    def unverified(self) -> bool:
        """Whether nobody has verified it."""
        return self.reading.standing.is_unverified

    def missing(self, trace: tuple[Any, ...], facts: Mapping[str, Any]) -> tuple[str, ...]:
        """The facts that keep it unknown."""
        if self.condition is not None:
            return self.condition.missing(trace)
        if self.reading.allowance is None:
            return ()
        return missing_days(self.reading.allowance, facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One provision in the version that counts, compiled.

    ``presumable`` are the facts it reads that are presumed while nobody has told them.
    ``unverified`` says that no reading that counts has been verified by anybody.
    """

    provision: Provision
    version: Version
    applies: Evaluator | None
    readings: tuple[CompiledReading, ...]
    governing: frozenset[str]
    sources: tuple[str, ...]
    standing: Standing
    facts: frozenset[str]
    done_on: str | None
    unverified: bool
    presumable: tuple[str, ...]

    @property
    def id(self) -> str:
        """The provision's id."""
        return self.provision.id


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledBenefit:
    """One benefit with its cases, first to last."""

    benefit: Benefit
    cases: tuple[tuple[Effect, Evaluator | None], ...]
    facts: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An instrument as law for a day and as known on another."""

    instrument: Instrument
    clauses: tuple[Clause, ...]
    benefits: tuple[CompiledBenefit, ...]
    schedules: tuple[tuple[Schedule, Evaluator | None], ...]
    channels: Mapping[str, Evaluator]
    steps: Mapping[str, Evaluator]
    calendars: Mapping[str, WorkingCalendar]

    @cached_property
    def gates(self) -> tuple[tuple[str, str, str], ...]:
        """Facts that do not apply while another fact has a code: (name, other, code)."""
        return tuple(
            (fact.name, *fact.absent_when)
            for fact in self.instrument.vocabulary
            if fact.absent_when
        )

    @cached_property
    def presumable(self) -> tuple[str, ...]:
        """The presumed facts that benefits and channels read."""
        read = frozenset().union(
            *(one.facts for one in self.benefits),
            *(one.tree.facts() for one in self.channels.values()),
        )
        return tuple(name for name in self.instrument.presumptions if name in read)

    @cached_property
    def asked_of(self) -> Mapping[str, AskedOf]:
        """Who can answer each fact."""
        return {fact.name: fact.asked_of for fact in self.instrument.vocabulary}

    @cached_property
    def verified_parts(self) -> Mapping[str, Clause]:
        """The clauses of which only a part has been verified by anybody: that part of each."""
        return {
            clause.id: replace(clause, readings=verified)
            for clause in self.clauses
            if (counting := tuple(one for one in clause.readings if one.counts))
            and (verified := tuple(one for one in counting if not one.unverified))
            and len(verified) < len(counting)
        }

    def clause(self, provision: str) -> Clause | None:
        """The clause of a provision, if it is law on that day."""
        return next((clause for clause in self.clauses if clause.id == provision), None)

    def period(self, binds: str) -> Period | None:
        """The governing period that binds a fact such as ``departure.date``."""
        return _period_of((clause.version for clause in self.clauses), binds)

    @property
    def acts(self) -> tuple[Clause, ...]:
        """The clauses that set a window for an act."""
        return tuple(clause for clause in self.clauses if clause.done_on)

    def prepared(self, facts: Mapping[str, FactValue], on: date) -> dict[str, Any]:
        """The facts with today, what does not apply, and the presumptions for what is absent."""
        ready: dict[str, Any] = {**self.instrument.presumptions, **facts, "today": on}
        for name, other, code in self.gates:
            if ready.get(other) == code:
                ready[name] = DOES_NOT_APPLY
        return ready


class Law:
    """An instrument with the calendars it counts on; editions are compiled once and kept."""

    def __init__(self, instrument: Instrument, calendars: Mapping[str, WorkingCalendar]) -> None:
        self.instrument = instrument
        self.calendars = calendars
        self._by_days: dict[tuple[date, date], Edition] = {}
        self._by_versions: dict[tuple[object, ...], Edition] = {}

    def edition(self, *, on: date, known_on: date) -> Edition:
        """The law for the day ``on`` as it could be known at the end of the day ``known_on``."""
        days = (on, known_on)
        found = self._by_days.get(days)
        if found is None:
            known = known_sources(self.instrument, known_on)
            found = self._edition_of(selected(self.instrument, on=on, known_on=known_on), known)
            if len(self._by_days) >= _EDITIONS_KEPT:
                self._by_days.clear()
            self._by_days[days] = found
        return found

    def _edition_of(self, chosen: Mapping[str, Version], known: frozenset[str]) -> Edition:
        key = (known, *(id(version) for version in chosen.values()))
        found = self._by_versions.get(key)
        if found is None:
            versions = {name: as_known(one, self.instrument, known) for name, one in chosen.items()}
            found = self._compiled(versions)
            self._by_versions[key] = found
        return found

    def _compiled(self, chosen: Mapping[str, Version]) -> Edition:
        instrument = self.instrument
        versions = tuple(chosen.values())
        return Edition(
            instrument=instrument,
            clauses=tuple(
                self._clause(instrument.provisions[name], version, versions)
                for name, version in chosen.items()
            ),
            benefits=tuple(self._benefit(benefit) for benefit in instrument.benefits.values()),
            schedules=tuple(
                (schedule, self._maybe(schedule.measure))
                for schedule in instrument.schedules.values()
            ),
            channels={
                channel.id: compiled(channel.when, self.calendars)
                for channel in instrument.channels.values()
                if channel.when
            },
            steps={
                step.id: compiled(step.when, self.calendars)
                for step in instrument.steps
                if step.when
            },
            calendars=self.calendars,
        )

    def _maybe(self, node: Node | None) -> Evaluator | None:
        return compiled(node, self.calendars) if node else None

    def _clause(
        self, provision: Provision, version: Version, versions: tuple[Version, ...]
    ) -> Clause:
        readings = tuple(
            self._reading(one, versions, counts=one.contests or one.id in version.governing)
            for one in version.readings
        )
        applies = self._maybe(version.applies_when)
        act = next((one.reading.act for one in readings if one.reading.act), None)
        governing = frozenset(version.governing)
        standing = _standing_of(version, governing)
        facts = _facts_of(readings, version.applies_when)
        done_on = act.done_on if act else None
        return Clause(
            provision=provision,
            version=version,
            applies=applies,
            readings=readings,
            governing=governing,
            sources=_sources_of(version),
            standing=standing,
            facts=facts,
            done_on=done_on,
            unverified=all(one.unverified for one in readings if one.counts),
            presumable=(
                *(name for name in self.instrument.presumptions if name in facts),
                *([done_on] if done_on else []),
            ),
        )

    def _reading(
        self, reading: Reading, versions: tuple[Version, ...], *, counts: bool
    ) -> CompiledReading:
        if reading.kind is Kind.ALLOWANCE and reading.allowance is not None:
            return CompiledReading(
                reading=reading,
                evaluate=_allowance(reading.allowance),
                condition=None,
                facts=frozenset({ENTERED, VISITS, DEPARTURE}),
                counts=counts,
            )
        tree = condition_of(reading, lambda binds: _period_of(versions, binds))
        evaluator = compiled(tree, self.calendars)
        return CompiledReading(
            reading=reading,
            evaluate=evaluator,
            condition=evaluator,
            facts=tree.facts(),
            counts=counts,
            ends=self._ends(reading),
        )

    def _ends(self, reading: Reading) -> tuple[End | None, End | None]:
        earliest, last = window_of(reading.act) if reading.act else (None, None)
        return self._end(earliest), self._end(last)

    def _end(self, node: Node | None) -> End | None:
        return End(compiled(node, self.calendars), node.facts()) if node else None

    def _benefit(self, benefit: Benefit) -> CompiledBenefit:
        cases = tuple((effect, self._maybe(effect.when)) for effect in benefit.cases)
        facts = frozenset(
            name for effect, _ in cases if effect.when for name in effect.when.facts()
        )
        return CompiledBenefit(benefit=benefit, cases=cases, facts=facts)


def selected(instrument: Instrument, *, on: date, known_on: date) -> dict[str, Version]:
    """For each provision the version that is law on the day and was published by then, if any."""
    chosen = {}
    for provision in instrument.provisions.values():
        known = [
            version
            for version in provision.versions
            if version.published <= known_on
            and (version.first is None or version.first <= on)
            and (version.last is None or on <= version.last)
        ]
        if known:
            chosen[provision.id] = max(known, key=lambda version: version.published)
    return chosen


def known_sources(instrument: Instrument, known_on: date) -> frozenset[str]:
    """The sources that had been published by the end of a day."""
    return frozenset(
        source.id for source in instrument.sources.values() if source.published <= known_on
    )


def as_known(version: Version, instrument: Instrument, known: frozenset[str]) -> Version:
    """The version with the readings and sources that had been published, and what governs of them.

    A version that was announced before any source we cite keeps its readings.
    """
    readings = tuple(
        replace(one, sources=tuple(name for name in one.sources if name in known))
        for one in version.readings
        if known.intersection(one.sources)
    )
    if not readings:
        return version
    return replace(version, readings=readings, governing=governing_of(readings, instrument.sources))


def _allowance(allowance: Allowance) -> Evaluate:
    return lambda facts: (is_within(allowance, facts), ())


def _period_of(versions: Any, binds: str) -> Period | None:
    for version in versions:
        for reading in version.readings:
            if reading.period and reading.period.binds == binds and reading.id in version.governing:
                found: Period = reading.period
                return found
    return None


def _sources_of(version: Version) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for reading in version.readings for name in reading.sources))


def _standing_of(version: Version, governing: frozenset[str]) -> Standing:
    return next(reading.standing for reading in version.readings if reading.id in governing)


def _facts_of(readings: tuple[CompiledReading, ...], applies: Node | None) -> frozenset[str]:
    own = applies.facts() if applies else frozenset()
    return own.union(*(one.facts for one in readings if one.counts))


def reads_lists(node: Node) -> bool:
    """Whether the tree reads a list fact, so that a plain table cannot answer it."""
    return any(part.op is Op.FACT and part.type is Type.RECORDS for part in node.walk())
