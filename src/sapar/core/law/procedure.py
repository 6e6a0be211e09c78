"""A procedure as values: states, moves from one to the next, holds that stop them, time limits that run.

What happens to one case is computed from these in ``position``, ``deadlines`` and ``moves``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sapar.core.calendar import Duration, after
from sapar.core.kernel import Place
from sapar.core.law.expression import Node
from sapar.core.law.standing import Standing

APPLICANT, OFFICER, SUPERVISOR, CLOCK = "applicant", "officer", "supervisor", "clock"
ROLES = (APPLICANT, OFFICER, SUPERVISOR, CLOCK)
"""Who may make or record a move besides the parties, which are states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step from one of some states to another.

    - ``by`` is a role or a party (``KR``): whose act it is in law; ``recorded_by`` are the roles that
      may write it down here
    - ``within`` names the provision whose window binds the day of the act
    - ``requires`` are the provisions that must not speak against it
    - ``when`` is a condition on the facts
    - ``needs`` are evidence and forms: kinds of evidence, or a provision for any evidence of it
    - ``reasons`` are the codes of which one must be given; ``countersigned`` waits for a second officer
    - ``override`` sets window, requirements and evidence aside, with a reason
    - ``sets`` are the facts it makes true: each a tree evaluated on the day of the act; ``clears`` are
      those that are open again
    - ``at`` is the fact that names the place; ``lead`` how long before the departure to be there
    """

    id: str
    origins: tuple[str, ...]
    target: str
    by: str
    recorded_by: tuple[str, ...] = (OFFICER,)
    within: str | None = None
    requires: tuple[str, ...] = ()
    when: Node | None = None
    needs: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    countersigned: bool = False
    override: bool = False
    sets: Mapping[str, Node] = field(default_factory=dict)
    clears: tuple[str, ...] = ()
    at: str | None = None
    lead: Duration | None = None
    place: Place | None = None

    @property
    def is_by_itself(self) -> bool:
        """Whether the clock makes it, and nobody else."""
        return self.by == CLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What stops a case whatever the clock says: ``stops`` are the moves it stops, all when empty."""

    id: str
    by: tuple[str, ...]
    stops: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    place: Place | None = None

    def stops_move(self, move: str) -> bool:
        """Whether that move cannot be made while the hold lasts."""
        return not self.stops or move in self.stops


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """By when somebody must act while a case is in one of the states ``during``.

    It ends with the window or period of the provision ``ends_with``, or ``within`` a time after the
    case came into the state (``since`` names a move instead). Neither means that no number is known:
    it is watched without an end. ``then`` is the move that happens by itself when it lapses.
    ``remind`` says how long before its end the one who must act is reminded. ``sources`` and
    ``standing`` are its own where it rests on no provision.
    """

    id: str
    during: tuple[str, ...]
    by: str
    ends_with: str | None = None
    within: Duration | None = None
    since: str | None = None
    then: str | None = None
    remind: tuple[Duration, ...] = ()
    sources: tuple[str, ...] = ()
    standing: Standing | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long what a case tells of its person is kept once it has ended.

    It counts from the day on which the case came into one of the final states ``after``. Without
    ``keep`` no number is known, and the person is never proposed for erasure.
    """

    after: tuple[str, ...]
    standing: Standing
    keep: Duration | None = None
    sources: tuple[str, ...] = ()
    place: Place | None = None

    def kept_until(self, state: str, closed_on: date) -> date | None:
        """The last day on which it is kept; None while nobody knows one."""
        if self.keep is None or state not in self.after:
            return None
        return after(closed_on, self.keep, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The states a case may be in; the first is where it begins, in ``final`` ones it may rest."""

    id: str
    states: tuple[str, ...]
    final: tuple[str, ...]
    moves: tuple[Move, ...]
    holds: tuple[Hold, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    retention: Retention | None = None
    place: Place | None = None

    def move(self, name: str) -> Move:
        """The move called ``name``; KeyError when there is none."""
        for move in self.moves:
            if move.id == name:
                return move
        raise KeyError(name)

    def hold(self, name: str) -> Hold:
        """The hold called ``name``; KeyError when there is none."""
        for hold in self.holds:
            if hold.id == name:
                return hold
        raise KeyError(name)

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
