"""Adopting an amendment: from now on the case is judged by the law as known today."""

from __future__ import annotations

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed, locked, settle
from sapar.apps.cases.actions.messages import tell_person
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.errors import AlreadyDoneError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case
from sapar.apps.cases.policy import may_work_on


def adopt_amendment(case_id: int, *, actor: Actor, turn: int | None = None) -> Case:
    """Pin the law as known today; deadlines are computed anew, and the person is told."""
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor, turn=turn)
        allowed(may_work_on(actor, case, ties), "adopt_amendment")
        brief = brief_of(case, at=actor.at)
        if brief.amended_edition is None:
            raise AlreadyDoneError("law")
        said = {"from": case.known_on.isoformat(), "to": brief.today.isoformat()}
        case.known_on = brief.today
        tell(case, "case.law_adopted", actor=actor, said=said)
        settle(case, at=actor.at, seen=brief)
        tell_person(case, "law_changed", {}, actor=actor)
        return case
