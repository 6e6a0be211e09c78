"""Where a case stands: its events folded into a position. A pure function, so any past instant can be asked.

ProcedureError
└── ImpossibleEventError     an event does not follow from the ones before it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from sapar.core.kernel import SaparError
from sapar.core.law.procedure import Procedure


class ProcedureError(SaparError):
    """A case cannot go that way."""

    code = "procedure"


class ImpossibleEventError(ProcedureError):
    """An event does not follow from the ones before it."""

    code = "procedure_impossible_event"


class What(Enum):
    """The kinds of events that decide where a case stands."""

    MOVED = "moved"
    HELD = "held"
    RELEASED = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a case: which move or hold, when it was written, on which day it was."""

    what: What
    name: str
    at: datetime
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The state, since when, the holds in force since when, and the day of each move made last.

    ``since`` is None before the first move: then the state counts from the opening of the case.
    """

    state: str
    since: datetime
    entered_on: date
    is_final: bool
    holds: Mapping[str, datetime] = field(default_factory=dict)
    moved_on: Mapping[str, tuple[date, datetime]] = field(default_factory=dict)


def position_of(
    procedure: Procedure,
    events: Iterable[Event],
    *,
    opened_at: datetime,
    opened_on: date,
    until: datetime | None = None,
) -> Position:
    """The position after the events, or after those written up to ``until``.

    Raises ``ImpossibleEventError`` for a move that does not lead from the state, and for a hold that
    is set twice or released without being set.
    """
    state, since, entered_on = procedure.states[0], opened_at, opened_on
    holds: dict[str, datetime] = {}
    moved_on: dict[str, tuple[date, datetime]] = {}
    for event in events:
        if until is not None and event.at > until:
            break
        if event.what is What.MOVED:
            state = _moved(procedure, state, event)
            since, entered_on = event.at, event.day
            moved_on[event.name] = (event.day, event.at)
        else:
            _hold_or_release(procedure, holds, event)
    return Position(
        state=state,
        since=since,
        entered_on=entered_on,
        is_final=state in procedure.final,
        holds=holds,
        moved_on=moved_on,
    )


def _moved(procedure: Procedure, state: str, event: Event) -> str:
    for move in procedure.moves:
        if move.id == event.name and state in move.origins:
            return move.target
    raise ImpossibleEventError(
        f'The move "{event.name}" does not lead from "{state}" in "{procedure.id}".',
        params={"move": event.name, "state": state},
    )


def _hold_or_release(procedure: Procedure, holds: dict[str, datetime], event: Event) -> None:
    known = any(hold.id == event.name for hold in procedure.holds)
    is_on = event.name in holds
    if not known or is_on == (event.what is What.HELD):
        raise ImpossibleEventError(
            f'The hold "{event.name}" cannot be {event.what.value} here.',
            params={"hold": event.name},
        )
    if event.what is What.HELD:
        holds[event.name] = event.at
    else:
        del holds[event.name]
