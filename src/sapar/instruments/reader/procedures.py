"""Procedures: their states, moves, holds and time limits."""

from __future__ import annotations

from collections.abc import Iterable

from sapar.core.calendar import Unit
from sapar.core.kernel import did_you_mean
from sapar.core.law import Standing
from sapar.core.law.procedure import (
    APPLICANT,
    OFFICER,
    ROLES,
    Hold,
    Move,
    Procedure,
    Retention,
    TimeLimit,
)
from sapar.instruments import grammar
from sapar.instruments.reader.context import Context, Path_


def procedure_of(context: Context, name: str, written: grammar.Procedure) -> Procedure:
    path: Path_ = ("procedures", name)
    for index, state in enumerate(written.final):
        _known(context, (*path, "final", index), "state", state, written.states)
    return Procedure(
        id=name,
        states=tuple(written.states),
        final=tuple(written.final),
        moves=tuple(
            _move(context, (*path, "moves", key), key, one, written)
            for key, one in written.moves.items()
        ),
        holds=tuple(
            _hold(context, (*path, "holds", key), key, one, written)
            for key, one in written.holds.items()
        ),
        time_limits=tuple(
            _time_limit(context, (*path, "time_limits", key), key, one, written)
            for key, one in written.time_limits.items()
        ),
        retention=_retention(context, (*path, "retention"), written),
        place=context.place(path),
    )


def _move(
    context: Context, path: Path_, name: str, written: grammar.Move, procedure: grammar.Procedure
) -> Move:
    provisions = context.written.provisions
    for origin in _many(written.from_):
        _known(context, (*path, "from"), "state", origin, procedure.states)
    _known(context, (*path, "to"), "state", written.to, procedure.states)
    _known_actor(context, path, written.by)
    if written.within is not None:
        _known(context, (*path, "within"), "provision", written.within, provisions)
    return Move(
        id=name,
        origins=tuple(_many(written.from_)),
        target=written.to,
        by=written.by,
        recorded_by=_recorded_by(written),
        within=written.within,
        requires=_requires(context, path, written),
        when=None if written.when is None else context.condition((*path, "when"), written.when),
        needs=tuple(written.needs),
        reasons=tuple(written.reasons),
        countersigned=written.countersigned,
        override=written.override,
        sets={
            fact: context.expression_of((*path, "sets", fact), text, fact)
            for fact, text in written.sets.items()
        },
        clears=tuple(
            context.known_fact((*path, "clears", index), name)
            for index, name in enumerate(written.clears)
        ),
        at=None if written.at is None else context.known_fact((*path, "at"), written.at),
        lead=context.duration((*path, "lead"), written.lead),
        place=context.place(path),
    )


def _recorded_by(written: grammar.Move) -> tuple[str, ...]:
    """Whoever the text names; else the applicant their own acts with an officer, an officer the rest."""
    if written.recorded_by is not None:
        return tuple(written.recorded_by)
    return (APPLICANT, OFFICER) if written.by == APPLICANT else (OFFICER,)


def _requires(context: Context, path: Path_, written: grammar.Move) -> tuple[str, ...]:
    provisions = context.written.provisions
    if written.requires == "all":
        return tuple(name for name in provisions if name != written.within)
    for index, name in enumerate(written.requires):
        _known(context, (*path, "requires", index), "provision", name, provisions)
    return tuple(written.requires)


def _hold(
    context: Context, path: Path_, name: str, written: grammar.Hold, procedure: grammar.Procedure
) -> Hold:
    for index, move in enumerate(written.stops):
        _known(context, (*path, "stops", index), "move", move, procedure.moves)
    return Hold(
        id=name,
        by=tuple(written.by),
        stops=tuple(written.stops),
        sources=context.sourced(path, written.sources) if written.sources else (),
        place=context.place(path),
    )


def _time_limit(
    context: Context,
    path: Path_,
    name: str,
    written: grammar.TimeLimit,
    procedure: grammar.Procedure,
) -> TimeLimit:
    _known_actor(context, path, written.by)
    for state in _many(written.during):
        _known(context, (*path, "during"), "state", state, procedure.states)
    for key in ("since", "then"):
        move = getattr(written, key)
        if move is not None:
            _known(context, (*path, key), "move", move, procedure.moves)
    if written.ends_with is not None:
        provisions = context.written.provisions
        _known(context, (*path, "ends_with"), "provision", written.ends_with, provisions)
    _check_end(context, path, written)
    remind = [
        context.duration((*path, "remind", index), one) for index, one in enumerate(written.remind)
    ]
    return TimeLimit(
        id=name,
        during=tuple(_many(written.during)),
        by=written.by,
        ends_with=written.ends_with,
        within=context.duration((*path, "within"), written.within),
        since=written.since,
        then=written.then,
        remind=tuple(one for one in remind if one),
        sources=context.sourced(path, written.sources) if written.sources else (),
        standing=Standing(written.standing) if written.standing else None,
        place=context.place(path),
    )


def _check_end(context: Context, path: Path_, written: grammar.TimeLimit) -> None:
    """A limit ends with a provision or after a time, and a time of its own says on what it rests."""
    if written.ends_with is not None and written.within is not None:
        raise context.error(
            path,
            "This time limit has two ends.",
            "Keep ends_with: a provision, or within: a length of time.",
        )
    if written.ends_with is None and not (written.sources and written.standing):
        raise context.error(
            path,
            "This time limit does not say on what it rests.",
            "Add sources: [...] and standing: …, or let it end with a provision.",
        )


def _retention(context: Context, path: Path_, procedure: grammar.Procedure) -> Retention | None:
    written = procedure.retention
    if written is None:
        return None
    ends = procedure.final if written.after is None else _many(written.after)
    for state in ends:
        _known(context, (*path, "after"), "final state", state, procedure.final)
    keep = context.duration((*path, "keep"), written.keep)
    if (keep is None) is not (written.standing == Standing.UNKNOWN.value):
        raise context.error(
            path,
            "Either a time to keep is known, or its standing is unknown.",
            "Write keep: 3 years rounding up with its sources, or standing: unknown and no keep.",
        )
    if keep is not None and (keep.unit is Unit.HOURS or keep.unit.needs_calendar):
        raise context.error(
            (*path, "keep"),
            "A time to keep runs over days that are the same everywhere.",
            "Use calendar days, weeks, months or years.",
        )
    if keep is not None and not written.sources:
        raise context.error(
            path, "This time to keep does not say on what it rests.", "Add sources: [...]."
        )
    return Retention(
        after=tuple(ends),
        standing=Standing(written.standing),
        keep=keep,
        sources=context.sourced(path, written.sources) if written.sources else (),
        place=context.place(path),
    )


def _known_actor(context: Context, path: Path_, name: str) -> None:
    """A role; whether a state is a party, the checker says."""
    if not name.isupper():
        _known(context, (*path, "by"), "role", name, ROLES)


def _many(names: list[str] | str) -> list[str]:
    return [names] if isinstance(names, str) else names


def _known(context: Context, path: Path_, what: str, name: str, known: Iterable[str]) -> None:
    there = list(known)
    if name not in there:
        raise context.error(
            path,
            f'There is no {what} "{name}".',
            did_you_mean(name, there) or f"There are: {', '.join(there)}.",
        )
