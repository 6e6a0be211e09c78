"""One person, one day: from facts to an assessment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sapar.core.law.assessment import (
    Amount,
    Assessment,
    BenefitResult,
    ChannelResult,
    Finding,
    Missing,
    Outcome,
    Verdict,
)
from sapar.core.law.edition import Clause, CompiledBenefit, CompiledReading, Edition, Law
from sapar.core.law.expression import Evaluator
from sapar.core.law.facts import DOES_NOT_APPLY, AskedOf, Facts, FactValue
from sapar.core.law.instrument import BandTable, Effect, Quantity, Schedule

_MET, _NOT_MET, _UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
_DISPUTED, _NOT_APPLICABLE = Verdict.DISPUTED, Verdict.NOT_APPLICABLE
_UNSETTLED = frozenset({_UNKNOWN, _DISPUTED})
"""The verdicts that one reading alone can bring about."""
_OF_VALUE = {True: _MET, False: _NOT_MET, None: _UNKNOWN}
_BY_PERSON = AskedOf.PERSON


def assess(law: Law, facts: Facts, *, on: date, known_on: date) -> Assessment:
    """What the instrument says of one person, for the day ``on``, as known on ``known_on``.

    1. takes the edition of the law that counts;
    2. completes the facts with today, what does not apply, and the presumptions;
    3. asks every clause;
    4. draws the outcome, and from it the benefits.

    ``facts`` holds checked values by name (see ``facts_from``); an absent name is unknown.
    """
    edition = law.edition(on=on, known_on=known_on)
    ready = edition.prepared(facts, on)
    findings = tuple([_finding(clause, edition, facts, ready) for clause in edition.clauses])
    outcome = _outcome(findings)
    return Assessment(
        instrument=law.instrument.id,
        on=on,
        known_on=known_on,
        outcome=outcome,
        provisional=_is_provisional(findings, outcome, edition, facts, ready),
        announced=bool(edition.clauses),
        findings=findings,
        missing=_all_missing(findings),
        benefits=tuple([_benefit(one, edition, ready, outcome) for one in edition.benefits]),
        channels=tuple(_channel(channel, edition, ready) for channel in law.instrument.channels),
        presumed=_presumed(findings, edition, facts, ready),
        facts=ready,
        edition=edition,
    )


def _finding(clause: Clause, edition: Edition, told: Facts, facts: Mapping[str, Any]) -> Finding:
    applies = clause.applies
    if applies is not None:
        value, trace = applies(facts)
        if value is not True:
            verdict = _UNKNOWN if value is None else _NOT_APPLICABLE
            missing = _asked(clause, edition, applies.missing(trace)) if value is None else ()
            presumed = _presumed_by(clause, told)
            return Finding(clause, verdict, clause.standing, {}, missing, presumed, (trace,))
    verdicts: dict[str, Verdict] = {}
    traces = []
    verdict = _UNKNOWN
    for one in clause.readings:
        value, trace = one.evaluate(facts)
        verdict = _OF_VALUE.get(value, _NOT_MET)
        verdicts[one.reading.id] = verdict
        traces.append(trace)
    if len(traces) > 1:
        verdict = _verdict(clause, verdicts)
    missing = ()
    if verdict is _UNKNOWN:
        missing = _asked(clause, edition, _missing(clause.readings, traces, facts))
    presumed = _presumed_by(clause, told)
    if missing and presumed:
        open_facts = {one.fact for one in missing}
        presumed = tuple([name for name in presumed if name not in open_facts])
    return Finding(clause, verdict, clause.standing, verdicts, missing, presumed, tuple(traces))


def _verdict(clause: Clause, verdicts: Mapping[str, Verdict]) -> Verdict:
    """Disputed where readings that count differ; else what the governing readings say."""
    counting = [verdicts[one.reading.id] for one in clause.readings if one.counts]
    first = counting[0]
    if counting.count(first) == len(counting):
        return first
    if _UNKNOWN in counting:
        return _UNKNOWN
    return _DISPUTED


def _missing(
    readings: tuple[CompiledReading, ...], traces: list[tuple[Any, ...]], facts: Mapping[str, Any]
) -> tuple[str, ...]:
    """What the readings that count still need; a reading that cannot contest asks for nothing."""
    names: dict[str, None] = {}
    for one, trace in zip(readings, traces, strict=True):
        if one.counts:
            names.update(dict.fromkeys(one.missing(trace, facts)))
    return tuple(names)


def _asked(clause: Clause, edition: Edition, names: tuple[str, ...]) -> tuple[Missing, ...]:
    decided_by = clause.provision.decided_by
    if decided_by:
        ask = AskedOf.HOST if decided_by == edition.instrument.country else AskedOf.HOME
        return tuple(Missing(name, ask) for name in names)
    return tuple(Missing(name, edition.asked_of[name]) for name in names)


def _presumed_by(clause: Clause, told: Facts) -> tuple[str, ...]:
    """The facts the clause reads that nobody told and the instrument presumes."""
    if not clause.presumable:
        return ()
    return tuple([name for name in clause.presumable if told.get(name) is None])


def _presumed(
    findings: tuple[Finding, ...], edition: Edition, told: Facts, facts: Mapping[str, Any]
) -> dict[str, FactValue | None]:
    """What was presumed by the clauses that apply, by the benefits and by the channels.

    A day that is presumed to be kept has no value.
    """
    names = [
        name
        for finding in findings
        if finding.verdict is not _NOT_APPLICABLE
        for name in finding.presumed
    ]
    names += [name for name in edition.presumable if told.get(name) is None]
    return {name: facts.get(name) for name in names}


def _channel(name: str, edition: Edition, facts: Mapping[str, Any]) -> ChannelResult:
    when = edition.channels.get(name)
    return ChannelResult(name, True if when is None else when(facts)[0])


def _outcome(findings: tuple[Finding, ...]) -> Outcome:
    """A refusal, then what the person can still tell, then what texts or authorities leave open."""
    if not findings or any(finding.verdict is _NOT_MET for finding in findings):
        return Outcome.NOT_ELIGIBLE
    asks = [missing.ask for finding in findings for missing in finding.missing]
    if _BY_PERSON in asks:
        return Outcome.INCOMPLETE
    for finding in findings:
        verdict = finding.verdict
        if verdict is _DISPUTED or (verdict is _UNKNOWN and not finding.missing):
            return Outcome.NEEDS_REVIEW
    return Outcome.ELIGIBLE_IF if asks else Outcome.ELIGIBLE


def _is_provisional(
    findings: tuple[Finding, ...],
    outcome: Outcome,
    edition: Edition,
    told: Facts,
    facts: Mapping[str, Any],
) -> bool:
    """Whether the answer would fall without a number that nobody has verified.

    A refusal stands on any refusing provision; every other answer stands on all of them, and on
    each reading without which it would be another.
    """
    if outcome is Outcome.NOT_ELIGIBLE:
        refusing = [finding for finding in findings if finding.verdict is _NOT_MET]
        return bool(refusing) and all(finding.clause.unverified for finding in refusing)
    if any(
        finding.clause.unverified and finding.verdict is not _NOT_APPLICABLE for finding in findings
    ):
        return True
    verified = {
        finding.clause.id: _finding(part, edition, told, facts)
        for finding in findings
        if finding.verdict in _UNSETTLED
        and (part := edition.verified_parts.get(finding.clause.id)) is not None
    }
    if not verified:
        return False
    return outcome is not _outcome(tuple([verified.get(one.clause.id, one) for one in findings]))


def _all_missing(findings: tuple[Finding, ...]) -> tuple[Missing, ...]:
    return tuple(dict.fromkeys(missing for finding in findings for missing in finding.missing))


# benefits


def _benefit(
    one: CompiledBenefit, edition: Edition, facts: Mapping[str, Any], outcome: Outcome
) -> BenefitResult:
    benefit = one.benefit
    possible, value = _possible(one, facts)
    holds: bool | None = None
    if value is False or outcome is Outcome.NOT_ELIGIBLE:
        holds = False
    elif value and outcome is Outcome.ELIGIBLE:
        holds = True
    case = possible[0]
    effects = tuple([effect.effect for effect in possible])
    schedules = dict.fromkeys([effect.schedule for effect in possible if effect.schedule])
    amounts = tuple([amount for name in schedules for amount in amounts_of(name, edition, facts)])
    return BenefitResult(benefit.id, case.effect, holds, case.quantity, amounts, effects)


def _possible(one: CompiledBenefit, facts: Mapping[str, Any]) -> tuple[list[Effect], bool | None]:
    """The cases up to the first that surely holds, without those that do not, and whether one holds."""
    found = []
    for effect, when in one.cases:
        value = True if when is None else when(facts)[0]
        if value is not False:
            found.append(effect)
        if value is True:
            return found, True if len(found) == 1 else None
    return (found, None) if found else ([one.cases[0][0]], False)


def amounts_of(name: str, edition: Edition, facts: Mapping[str, Any]) -> tuple[Amount, ...]:
    """What each published table of a schedule gives; nothing while its measure is unknown."""
    for schedule, measure in edition.schedules:
        if schedule.id == name:
            return _amounts(schedule, measure, facts)
    return ()


def _amounts(
    schedule: Schedule, measure: Evaluator | None, facts: Mapping[str, Any]
) -> tuple[Amount, ...]:
    value = measure(facts)[0] if measure else 0
    if value is None or value is DOES_NOT_APPLY:
        return ()
    found = []
    for table in schedule.tables:
        quantity = _band(table, value)
        if quantity is not None:
            found.append(Amount(schedule.id, table.id, quantity, table.sources, table.standing))
    return tuple(found)


def _band(table: BandTable, value: int) -> Quantity | None:
    return next(
        (band.quantity for band in table.bands if band.below is None or value < band.below), None
    )
