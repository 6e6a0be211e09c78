"""Opening a case in an emergency without the right to it."""

from __future__ import annotations

from django.db import transaction

from sapar.apps.accounts.actions import break_glass
from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed
from sapar.apps.cases.errors import AlreadyDoneError
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.models import Case
from sapar.apps.cases.policy import may_see
from sapar.apps.cases.queries import ties_of


def open_in_emergency(number: str, *, reason: str, actor: Actor) -> Case:
    """Let the actor see the case for some hours; somebody else judges it afterwards.

    Only a case of a state for which the actor holds a role, and never that of a relative. Raises
    ``Case.DoesNotExist``, ``NotAllowedError``, ``AlreadyDoneError`` when the actor sees it anyway,
    and the errors of ``accounts.actions.break_glass``.
    """
    with transaction.atomic():
        rows = Case.objects.select_related("post", "person", "state", "officer")
        case = rows.get(number__iexact=number.strip(), post__state__in=actor.states)
        ties = ties_of(actor, case)
        allowed(not ties.is_relative, "relative")
        if may_see(actor, case, ties):
            raise AlreadyDoneError("open_to_you")
        break_glass(actor, about=chain_of(case), person=case.person_id, reason=reason, at=actor.at)
    return case
