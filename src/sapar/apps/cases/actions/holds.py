"""Holds: what stops a case whatever the clock says, such as a detention."""

from __future__ import annotations

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed, locked, settle
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.errors import AlreadyDoneError, NoSuchMoveError
from sapar.apps.cases.history import HELD, RELEASED, tell
from sapar.apps.cases.models import Case
from sapar.apps.cases.policy import may_hold
from sapar.core.law.position import Event, What


def hold(case_id: int, name: str, *, actor: Actor, note: str = "", turn: int | None = None) -> Case:
    """Set a hold that the procedure declares; ``KeyError`` for another."""
    return _change(case_id, name, actor=actor, note=note, turn=turn, sets=True)


def release(
    case_id: int, name: str, *, actor: Actor, note: str = "", turn: int | None = None
) -> Case:
    """End a hold that is set."""
    return _change(case_id, name, actor=actor, note=note, turn=turn, sets=False)


def _change(
    case_id: int, name: str, *, actor: Actor, note: str, turn: int | None, sets: bool
) -> Case:
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor, turn=turn)
        brief = brief_of(case, at=actor.at)
        declared = brief.procedure.hold(name)
        allowed(may_hold(actor, declared, case, ties), "hold")
        if sets and brief.position.is_final:
            raise NoSuchMoveError(name, state=brief.position.state)
        if (name in brief.position.holds) is sets:
            raise AlreadyDoneError("hold_set" if sets else "hold_not_set")
        said = {"name": name, "day": brief.today.isoformat()}
        sealed = {"note": note.strip()} if note.strip() else {}
        tell(case, HELD if sets else RELEASED, actor=actor, said=said, sealed=sealed)
        what = What.HELD if sets else What.RELEASED
        happened = Event(what=what, name=name, at=actor.at, day=brief.today)
        settle(case, at=actor.at, seen=brief, happened=happened)
        return case
