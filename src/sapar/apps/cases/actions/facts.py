"""Telling facts: a changed ticket, a new document, an answer that was missing."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed, locked, settle
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.errors import AlreadyDoneError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case
from sapar.apps.cases.policy import may_tell_facts
from sapar.apps.cases.sealed import as_json
from sapar.core.law import FactValue


def tell_facts(
    case_id: int,
    changed: Mapping[str, FactValue | None],
    *,
    actor: Actor,
    turn: int | None = None,
) -> Case:
    """Change what is known of the person; None takes a fact away. Dates are computed anew.

    ``changed`` holds checked facts of the instrument's vocabulary. Use ``Brief.with_facts`` to see
    what would follow before anything is written. Raises the errors of ``cases.errors``.
    """
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor, turn=turn)
        allowed(may_tell_facts(actor, case, ties), "tell_facts")
        brief = brief_of(case, at=actor.at)
        facts = brief.with_facts(changed).facts
        if facts == brief.facts:
            raise AlreadyDoneError("facts")
        given = {name: value for name, value in changed.items() if value is not None}
        taken = sorted(name for name, value in changed.items() if value is None)
        said = {"facts": sorted(given), "taken": taken}
        tell(case, "case.facts_told", actor=actor, said=said, sealed={"facts": as_json(given)})
        settle(case, at=actor.at, facts=facts, seen=brief)
        return case
