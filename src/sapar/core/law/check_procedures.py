"""What must hold of procedures: every state is reached and left, and what happens by itself can happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sapar.core.calendar import WorkingCalendar
from sapar.core.law.instrument import Instrument, Kind
from sapar.core.law.problem import Problem
from sapar.core.law.procedure import Move, Procedure, TimeLimit

Calendars = Mapping[str, WorkingCalendar]
_ASKS = ("within", "requires", "when", "needs", "reasons", "countersigned", "override")
_WITH_ENDS = frozenset({Kind.ACT, Kind.PERIOD, Kind.ALLOWANCE})


def _states(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    for procedure in instrument.procedures.values():
        reachable = procedure.reachable()
        for state in procedure.states:
            if state not in reachable:
                yield Problem(
                    place=procedure.place,
                    message=f'No move leads to the state "{state}" of "{procedure.id}".',
                    mend="Add a move to it, or remove it.",
                )
        for state in procedure.dead_ends():
            yield Problem(
                place=procedure.place,
                message=f'A case in the state "{state}" of "{procedure.id}" rests there for ever.',
                mend="Add a move out of it that somebody must make, or list it under final.",
            )


def _parties(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    for procedure in instrument.procedures.values():
        everything: tuple[Move | TimeLimit, ...] = (*procedure.moves, *procedure.time_limits)
        for acts in everything:
            if acts.by.isupper() and acts.by not in instrument.parties:
                kind = "move" if isinstance(acts, Move) else "time limit"
                yield Problem(
                    place=acts.place,
                    message=f'The {kind} "{acts.id}" is made by {acts.by}, which is no party.',
                    mend=f"The parties are: {', '.join(instrument.parties)}.",
                )


def _moves_by_themselves(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    """A time limit's move leads from each of its states, and a move by the clock has its limit."""
    for procedure in instrument.procedures.values():
        moved = {limit.then for limit in procedure.time_limits}
        for limit in procedure.time_limits:
            yield from _unmovable(limit, procedure)
        for move in procedure.moves:
            if move.is_by_itself and move.id not in moved:
                yield Problem(
                    place=move.place,
                    message=f'The move "{move.id}" happens by itself, but no time limit leads to it.',
                    mend=f"Add a time limit with then: {move.id}, or say who makes it.",
                )


def _moves_nobody_can_help(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    """Nobody stands by when a move happens by itself, so it may wait for nothing."""
    for procedure in instrument.procedures.values():
        for move in procedure.moves:
            asks = [name for name in _ASKS if getattr(move, name)]
            if move.is_by_itself and asks:
                yield Problem(
                    place=move.place,
                    message=f'The move "{move.id}" happens by itself, but asks for {asks[0]}.',
                    mend="Remove it, or say who makes the move.",
                )


def _unmovable(limit: TimeLimit, procedure: Procedure) -> Iterator[Problem]:
    if limit.then is None:
        return
    move = procedure.move(limit.then)
    for state in limit.during:
        if state not in move.origins:
            yield Problem(
                place=limit.place,
                message=f'When "{limit.id}" lapses in the state "{state}", the move "{move.id}" cannot follow.',
                mend=f'Let "{move.id}" lead from "{state}", or take the state out of during.',
            )
    if limit.ends_with is None and limit.within is None:
        yield Problem(
            place=limit.place,
            message=f'"{limit.id}" has no end, so "{move.id}" would never happen by itself.',
            mend="Add ends_with or within, or remove then.",
        )


def _limits_without_ends(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    for procedure in instrument.procedures.values():
        for limit in procedure.time_limits:
            provision = instrument.provisions.get(limit.ends_with or "")
            if provision is None:
                continue
            kinds = {one.kind for version in provision.versions for one in version.readings}
            if not kinds & _WITH_ENDS:
                yield Problem(
                    place=limit.place,
                    message=f'"{limit.id}" ends with "{provision.id}", which has no last day.',
                    mend="Name a period, an act with a window or days of stay.",
                )


def _overrides_without_reasons(instrument: Instrument, _calendars: Calendars) -> Iterator[Problem]:
    for procedure in instrument.procedures.values():
        for move in procedure.moves:
            if move.override and not move.reasons:
                yield Problem(
                    place=move.place,
                    message=f'The move "{move.id}" sets the law aside and asks for no reason.',
                    mend="Add reasons: [...].",
                )


PROCEDURE_CHECKS: tuple[Callable[[Instrument, Calendars], Iterator[Problem]], ...] = (
    _states,
    _parties,
    _moves_by_themselves,
    _moves_nobody_can_help,
    _limits_without_ends,
    _overrides_without_reasons,
)
