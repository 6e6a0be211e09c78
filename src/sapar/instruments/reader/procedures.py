"""Procedures: their states and moves."""

from __future__ import annotations

from sapar.core.kernel import did_you_mean
from sapar.core.law.procedure import Move, Procedure
from sapar.instruments import grammar
from sapar.instruments.reader.context import Context, Path_


def procedure_of(context: Context, name: str, written: grammar.Procedure) -> Procedure:
    path: Path_ = ("procedures", name)
    moves = tuple(
        _move(context, (*path, "moves", key), key, one, written)
        for key, one in written.moves.items()
    )
    for index, state in enumerate(written.final):
        _state(context, (*path, "final", index), state, written)
    return Procedure(
        id=name,
        states=tuple(written.states),
        final=tuple(written.final),
        moves=moves,
        place=context.place(path),
    )


def _move(
    context: Context, path: Path_, name: str, written: grammar.Move, procedure: grammar.Procedure
) -> Move:
    origins = [written.from_] if isinstance(written.from_, str) else written.from_
    for origin in origins:
        _state(context, (*path, "from"), origin, procedure)
    _state(context, (*path, "to"), written.to, procedure)
    if written.within is not None and written.within not in context.written.provisions:
        raise context.error(
            (*path, "within"),
            f'There is no provision "{written.within}".',
            did_you_mean(written.within, context.written.provisions),
        )
    return Move(
        id=name,
        origins=tuple(origins),
        target=written.to,
        by=written.by,
        within=written.within,
        needs=tuple(written.needs),
        at=written.at,
        lead=context.duration((*path, "lead"), written.lead),
        lapses_after=context.duration((*path, "lapses_after"), written.lapses_after),
        place=context.place(path),
    )


def _state(context: Context, path: Path_, name: str, procedure: grammar.Procedure) -> None:
    if name not in procedure.states:
        raise context.error(
            path,
            f'There is no state "{name}".',
            did_you_mean(name, procedure.states) or f"There are: {', '.join(procedure.states)}.",
        )
