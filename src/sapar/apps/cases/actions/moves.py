"""Making a move: the only way in which a case comes from one state to the next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed, locked, settle, signed_in
from sapar.apps.cases.actions.messages import tell_person
from sapar.apps.cases.actions.serving import carry_over
from sapar.apps.cases.brief import Brief, brief_of
from sapar.apps.cases.errors import (
    AlreadyDoneError,
    ConfirmationMissingError,
    DayError,
    MoveNotOpenError,
    NoSuchMoveError,
    ReasonMissingError,
)
from sapar.apps.cases.history import MOVED, tell
from sapar.apps.cases.models import Case, Proposal
from sapar.apps.cases.policy import may_make, may_work_on
from sapar.apps.cases.queries import waiting_proposal
from sapar.apps.cases.sealed import sealed_text
from sapar.core.law.moves import OpenMove, facts_set_by
from sapar.core.law.position import Event, What
from sapar.core.law.procedure import Move


def make_move(
    case_id: int,
    move: str,
    *,
    actor: Actor,
    turn: int | None = None,
    day: date | None = None,
    reason: str = "",
    note: str = "",
    confirms: Collection[str] = (),
) -> Case | Proposal:
    """Make or record a move, or propose it where a second officer must countersign.

    - ``turn`` is the turn of the case that the actor saw
    - ``day`` is the day of the act in the place, today or before; today without it
    - ``reason`` is a code of the instrument, ``note`` free text, sealed
    - ``confirms`` names what is unverified or disputed and accepted all the same; an officer gives
      a note with it

    Raises the errors of ``cases.errors``; nothing is then written.
    """
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor, turn=turn)
        brief = brief_of(case, at=actor.at)
        chosen = move_from(brief, move)
        allowed(may_make(actor, chosen, case, ties), "move")
        day = _day_of_act(brief, day)
        given = Given(reason=reason, note=note, confirms=frozenset(confirms))
        _check(brief.move_on(chosen, day), given, is_officer=may_work_on(actor, case, ties))
        if chosen.countersigned:
            return _propose(brief, chosen, day, given, actor)
        return carry_out(brief, chosen, day, given, actor=actor)


class Given:
    """What was given with a move: a reason from the list, a note, what was confirmed."""

    __slots__ = ("confirms", "note", "reason")

    def __init__(self, *, reason: str = "", note: str = "", confirms: frozenset[str]) -> None:
        self.reason = reason
        self.note = note.strip()
        self.confirms = confirms


def move_from(brief: Brief, name: str) -> Move:
    """The move of that name that leads from where the case stands. Raises ``NoSuchMoveError``."""
    for one in brief.moves:
        if one.move.id == name:
            return one.move
    raise NoSuchMoveError(name, state=brief.position.state)


def carry_out(
    brief: Brief, move: Move, day: date, given: Given, *, actor: Actor, second: int | None = None
) -> Case:
    """Write the move, what it makes true, and where the case then stands."""
    case = brief.case
    said: dict[str, Any] = {
        "name": move.id,
        "from": brief.position.state,
        "to": move.target,
        "day": day.isoformat(),
        "law": brief.case.known_on.isoformat(),
    }
    if given.reason:
        said["reason"] = given.reason
    if given.confirms:
        said["confirms"] = sorted(given.confirms)
    if second is not None:
        said["proposed_by"] = second
    sealed = {"note": given.note} if given.note else {}
    facts = {name: value for name, value in brief.facts.items() if name not in move.clears}
    made = facts_set_by(move, brief.assessed(on=day, known_on=case.known_on), on=day)
    facts.update(made)
    tell(case, MOVED, actor=actor, said=said, sealed=sealed)
    moved = Event(what=What.MOVED, name=move.id, at=actor.at, day=day)
    settle(case, at=actor.at, facts=facts, seen=brief, happened=moved)
    carry_over(case, made, actor=actor)
    tell_person(case, "moved", {"move": move.id, "state": move.target}, actor=actor)
    return case


def _day_of_act(brief: Brief, day: date | None) -> date:
    """Today, or the day given when it does not lie ahead or before the case came where it is."""
    first, last = brief.position.entered_on, brief.today
    if day is None:
        return last
    if not first <= day <= last:
        raise DayError(day, first=first, last=last)
    return day


def _check(found: OpenMove, given: Given, *, is_officer: bool) -> None:
    move = found.move
    if not found.is_open:
        raise MoveNotOpenError(move.id, found.obstacles)
    if (move.reasons and given.reason not in move.reasons) or (given.reason and not move.reasons):
        raise ReasonMissingError(move.id, move.reasons)
    open_points = set(found.rests_on) - given.confirms
    if open_points or (found.rests_on and is_officer and not given.note):
        raise ConfirmationMissingError(move.id, sorted(open_points) or found.rests_on)


def _propose(brief: Brief, move: Move, day: date, given: Given, actor: Actor) -> Proposal:
    case = brief.case
    if waiting_proposal(case) is not None:
        raise AlreadyDoneError("proposal_waits")
    proposal = Proposal.objects.create(
        case=case,
        move=move.id,
        day=day,
        reason=given.reason,
        note=sealed_text(case, "proposal", {"note": given.note}, at=actor.at),
        confirms=sorted(given.confirms),
        turn=case.turn + 1,
        proposed_at=actor.at,
        proposed_by_id=signed_in(actor),
    )
    said = {"name": move.id, "day": day.isoformat(), "reason": given.reason}
    tell(case, "case.proposed", actor=actor, said=said)
    settle(case, at=actor.at, seen=brief)
    return proposal
