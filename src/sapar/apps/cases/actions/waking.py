"""What happens by itself: a deadline lapses, a reminder goes out. Once, on time, also after an outage.

Nothing depends on a timer: what is due is computed from the case, its journal and its law.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import locked, settle
from sapar.apps.cases.actions.messages import tell_person
from sapar.apps.cases.actions.moves import Given, carry_out
from sapar.apps.cases.brief import Brief, brief_of, local_day
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case
from sapar.core.law.deadlines import Deadline


def wake(case_id: int, *, actor: Actor) -> None:
    """Do what is due in the case by ``actor.at``, the machine's instant.

    1. makes the move of each deadline that has lapsed, until none is left;
    2. else sends the latest reminder due of each deadline, once.
    """
    with transaction.atomic():
        case, _ = locked(case_id, actor=actor)
        if case.wakes_at is None or case.wakes_at > actor.at:
            return
        since = case.wakes_at
        brief = brief_of(case, at=actor.at)
        lapsed = _lapsed(brief)
        if lapsed is not None:
            _move_on(brief, lapsed, actor)
            return
        for deadline in brief.deadlines:
            _remind(case, deadline, since=since, actor=actor)
        settle(case, at=actor.at, seen=brief)


def _lapsed(brief: Brief) -> Deadline | None:
    for deadline in brief.deadlines:
        moves = deadline.limit.then is not None and not deadline.is_held
        if moves and deadline.has_lapsed(brief.at):
            return deadline
    return None


def _move_on(brief: Brief, deadline: Deadline, actor: Actor) -> None:
    """The move that the lapse brings, on the day after the last day."""
    move = brief.procedure.move(deadline.limit.then or "")
    day = _day_of(brief, deadline.lapses_at)
    given = Given(confirms=frozenset())
    carry_out(brief, move, day, given, actor=actor)


def _day_of(brief: Brief, instant: datetime | None) -> date:
    found = local_day(brief.law, instant) if instant else brief.today
    return max(found, brief.position.entered_on)


def _remind(case: Case, deadline: Deadline, *, since: datetime, actor: Actor) -> None:
    due = [one for one in deadline.reminders if since <= one <= actor.at]
    day = deadline.safe_day or deadline.day
    if not due or day is None or deadline.has_lapsed(actor.at):
        return
    once = f"reminder:{deadline.id}:{day.isoformat()}:{due[-1].isoformat()}"
    values = {"limit": deadline.id, "day": day.isoformat(), "by": deadline.limit.by}
    if tell_person(case, "reminder", values, actor=actor, once=once) is not None:
        tell(case, "case.reminded", actor=actor, said={"limit": deadline.id, "day": values["day"]})
