"""Which moves are open in a position, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sapar.core.law.assessment import Assessment, Finding, Verdict
from sapar.core.law.deadlines import EndsOf
from sapar.core.law.expression import compiled
from sapar.core.law.facts import AskedOf, FactValue
from sapar.core.law.instrument import Instrument
from sapar.core.law.position import Position
from sapar.core.law.procedure import Move, Procedure


class Why(Enum):
    """Why a move is not open. Its value is the code of its sentence."""

    HELD = "held"  # a hold stops it: which
    TOO_EARLY = "too_early"  # its window opens later: when
    TOO_LATE = "too_late"  # its window is over: since when
    NOT_COUNTED = "not_counted"  # nobody can say whether its window is open: which provision
    RULED_OUT = "ruled_out"  # a provision speaks against it: which
    NOT_SETTLED = "not_settled"  # a provision still waits for an answer: which
    NEEDS = "needs"  # evidence is missing: which
    CONDITION = "condition"  # its own condition does not hold
    CONDITION_OPEN = "condition_open"  # its own condition waits for a fact: which


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One reason why a move is not open: what it is about, and the day it turns on."""

    why: Why
    about: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMove:
    """A move that leads from the state: open when there is no obstacle.

    ``rests_on`` are the provisions that are disputed, or whose numbers nobody has verified: whoever
    makes the move confirms them, an officer with a reason. ``is_risky`` says that the last safe day
    has passed and only one way of counting still allows it: then it rests on its window, too.
    """

    move: Move
    obstacles: tuple[Obstacle, ...] = ()
    rests_on: tuple[str, ...] = ()
    is_risky: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nothing in law or in the papers stands against it."""
        return not self.obstacles


def moves_of(
    procedure: Procedure,
    position: Position,
    *,
    assessment: Assessment,
    ends: EndsOf,
    evidence: frozenset[str],
    on: date,
) -> tuple[OpenMove, ...]:
    """The moves that lead from the state, for an act on the day ``on``, in the order of the text.

    ``evidence`` are the kinds of evidence that the case holds. Who may make a move is not asked
    here: that is a matter of roles.
    """
    return tuple(
        move_in(
            move, procedure, position, assessment=assessment, ends=ends, evidence=evidence, on=on
        )
        for move in procedure.moves
        if position.state in move.origins
    )


def move_in(
    move: Move,
    procedure: Procedure,
    position: Position,
    *,
    assessment: Assessment,
    ends: EndsOf,
    evidence: frozenset[str],
    on: date,
) -> OpenMove:
    """One move as it stands: what stops it, what it rests on."""
    obstacles = [
        Obstacle(why=Why.HELD, about=hold)
        for hold in position.holds
        if procedure.hold(hold).stops_move(move.id)
    ]
    if move.override:
        return OpenMove(move=move, obstacles=tuple(obstacles))
    window, is_risky = _in_window(move, ends, on)
    instrument = assessment.edition.instrument
    obstacles += window
    obstacles += _required(move, assessment)
    obstacles += [
        Obstacle(why=Why.NEEDS, about=need)
        for need in move.needs
        if not evidence & kinds_of(need, instrument)
    ]
    obstacles += _condition(move, assessment)
    return OpenMove(
        move=move,
        obstacles=tuple(obstacles),
        rests_on=_unsure(move, assessment, is_risky=is_risky),
        is_risky=is_risky,
    )


def kinds_of(need: str, instrument: Instrument) -> frozenset[str]:
    """The kinds of evidence that satisfy a need: those of a provision, or the kind itself."""
    provision = instrument.provisions.get(need)
    return frozenset(provision.evidence) if provision and provision.evidence else frozenset({need})


def _in_window(move: Move, ends: EndsOf, on: date) -> tuple[list[Obstacle], bool]:
    if move.within is None:
        return [], False
    found = ends(move.within)
    if found is None or not found.is_known:
        return [Obstacle(why=Why.NOT_COUNTED, about=move.within)], False
    if found.first is not None and on < found.first:
        return [Obstacle(why=Why.TOO_EARLY, about=move.within, day=found.first)], False
    if found.last is not None and found.last < on:
        return [Obstacle(why=Why.TOO_LATE, about=move.within, day=found.last)], False
    return [], found.last is not None and (found.safe_last is None or found.safe_last < on)


_AGAINST = {Verdict.NOT_MET: Why.RULED_OUT, Verdict.UNKNOWN: Why.NOT_SETTLED}


def _required(move: Move, assessment: Assessment) -> list[Obstacle]:
    """What speaks against it, and what the person can still tell; what only others settle may wait."""
    return [
        Obstacle(why=_AGAINST[finding.verdict], about=finding.provision)
        for finding in assessment.findings
        if finding.provision in move.requires
        and finding.verdict in _AGAINST
        and not _waits_for_others(finding)
    ]


def _waits_for_others(finding: Finding) -> bool:
    asks = {missing.ask for missing in finding.missing}
    return finding.verdict is Verdict.UNKNOWN and bool(asks) and AskedOf.PERSON not in asks


def _unsure(move: Move, assessment: Assessment, *, is_risky: bool) -> tuple[str, ...]:
    """What it rests on; the window, too, where only one way of counting still leaves it open."""
    bound = {*move.requires, move.within}
    return tuple(
        finding.provision
        for finding in assessment.findings
        if finding.provision in bound
        and finding.verdict is not Verdict.NOT_APPLICABLE
        and (
            finding.verdict is Verdict.DISPUTED
            or finding.clause.unverified
            or (is_risky and finding.provision == move.within)
        )
    )


def _condition(move: Move, assessment: Assessment) -> list[Obstacle]:
    if move.when is None:
        return []
    evaluator = compiled(move.when, assessment.edition.calendars)
    value, trace = evaluator(assessment.facts)
    if value is None:
        missing = evaluator.missing(trace)
        return [Obstacle(why=Why.CONDITION_OPEN, about=name) for name in missing]
    return [] if value else [Obstacle(why=Why.CONDITION)]


def facts_set_by(move: Move, assessment: Assessment, *, on: date) -> Mapping[str, FactValue]:
    """The facts the move makes true when the act is on the day ``on``; what it cannot tell is left out."""
    facts: dict[str, Any] = {**assessment.facts, "today": on}
    calendars = assessment.edition.calendars
    told = {name: compiled(tree, calendars)(facts)[0] for name, tree in move.sets.items()}
    return {name: value for name, value in told.items() if value is not None}
