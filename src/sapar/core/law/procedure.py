"""Procedures: states, and the moves that lead from one to the next, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.core.calendar import Duration
from sapar.core.kernel import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step from one of some states to another.

    ``by`` is a role (``applicant``) or a party (``KR``). ``within`` names the provision whose
    window binds it. ``needs`` are the evidence and forms. ``lapses_after`` makes the move happen
    by itself.
    """

    id: str
    origins: tuple[str, ...]
    target: str
    by: str
    within: str | None = None
    needs: tuple[str, ...] = ()
    at: str | None = None
    lead: Duration | None = None
    lapses_after: Duration | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The states a case may be in; the first is where it begins, ``final`` are where it ends."""

    id: str
    states: tuple[str, ...]
    final: tuple[str, ...]
    moves: tuple[Move, ...]
    place: Place | None = None

    def reachable(self) -> frozenset[str]:
        """The states some sequence of moves leads to from the first one."""
        found = {self.states[0]}
        waiting = [self.states[0]]
        while waiting:
            state = waiting.pop()
            for move in self.moves:
                if state in move.origins and move.target not in found:
                    found.add(move.target)
                    waiting.append(move.target)
        return frozenset(found)

    def dead_ends(self) -> tuple[str, ...]:
        """The states without a way out that are not final."""
        leaving = {origin for move in self.moves for origin in move.origins}
        return tuple(
            state for state in self.states if state not in leaving and state not in self.final
        )
