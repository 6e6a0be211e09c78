"""A changed ticket: every date is counted anew, and an act that was bound to the old day is undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.facts import tell_facts
from sapar.apps.cases.actions.moves import make_move
from sapar.apps.cases.brief import Brief, brief_of
from sapar.apps.cases.models import Case
from sapar.core.law import FactValue
from sapar.core.law.position import Event, What
from sapar.core.law.procedure import APPLICANT, Move


def tell_and_undo(
    case_id: int,
    changed: Mapping[str, FactValue | None],
    *,
    actor: Actor,
    turn: int | None = None,
) -> Case:
    """Tell facts; where they move the window of an act that was already done, undo the act first.

    Both or neither: a declaration for the old flight does not stay in a plan for the new one. Raises
    the errors of ``make_move`` and ``tell_facts``; see ``as_it_would_be`` for what would follow.
    """
    with transaction.atomic():
        case = Case.objects.get(pk=case_id)
        undoing = undone_by(brief_of(case, at=actor.at), changed)
        if undoing is not None:
            make_move(case_id, undoing.id, actor=actor, turn=turn)
            turn = None
        return tell_facts(case_id, changed, actor=actor, turn=turn)


def as_it_would_be(brief: Brief, changed: Mapping[str, FactValue | None]) -> Brief:
    """The case as ``tell_and_undo`` would leave it; nothing is written."""
    undoing = undone_by(brief, changed)
    if undoing is None:
        return brief.with_facts(changed)
    event = Event(what=What.MOVED, name=undoing.id, at=brief.at, day=brief.today)
    without = {**dict.fromkeys(undoing.clears), **changed}
    return replace(brief.with_facts(without), events=(*brief.events, event))


def undone_by(brief: Brief, changed: Mapping[str, FactValue | None]) -> Move | None:
    """The applicant's move that opens again what these facts unsettle; None where nothing is unsettled.

    An act is unsettled when its window is counted from one of the facts, and it was done.
    """
    unsettled = {
        clause.done_on
        for clause in brief.edition.acts
        if clause.done_on in brief.facts
        and any(set(changed) & end.facts for one in clause.readings for end in one.ends if end)
        and any(brief.facts.get(name) != value for name, value in changed.items())
    }
    for one in brief.moves:
        if unsettled & set(one.move.clears) and APPLICANT in one.move.recorded_by:
            return one.move
    return None
