"""Whose case it is."""

from __future__ import annotations

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed, locked, settle
from sapar.apps.cases.errors import AlreadyDoneError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case
from sapar.apps.cases.policy import may_assign


def assign(case_id: int, *, to: int | None, actor: Actor, turn: int | None = None) -> Case:
    """Give the case to a user, or to nobody (None)."""
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor, turn=turn)
        allowed(may_assign(actor, case, ties, to=to), "assign")
        if case.officer_id == to:
            raise AlreadyDoneError("assigned")
        said = {"from": case.officer_id, "to": to}
        case.officer_id = to
        tell(case, "case.assigned", actor=actor, said=said)
        settle(case, at=actor.at)
        return case
