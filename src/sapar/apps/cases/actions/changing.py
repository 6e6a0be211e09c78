"""How a case is changed: locked, as the actor saw it, and settled again before the transaction ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Exists

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.brief import Brief, brief_of
from sapar.apps.cases.errors import CaseChangedError, NotAllowedError
from sapar.apps.cases.models import Case, State
from sapar.apps.cases.policy import Ties, may_see
from sapar.apps.cases.queries import read_with_ties
from sapar.apps.cases.sealed import facts_sealed
from sapar.core.law import FactValue, Law
from sapar.core.law.deadlines import Deadline
from sapar.core.law.position import Event
from sapar.core.law.procedure import Procedure


def locked(case_id: int, *, actor: Actor, turn: int | None = None) -> tuple[Case, Ties]:
    """The case, locked until the transaction ends, and how the actor stands to it.

    ``turn`` is the one the actor saw. Raises ``Case.DoesNotExist`` when there is no such case that
    the actor may see, ``CaseChangedError`` when somebody was faster.
    """
    rows = Case.objects.select_for_update(of=("self",)).select_related("post", "person")
    # Whoever waited for a transfer finds no row, for PostgreSQL joins with the post as it was when
    # they began to wait. A second statement sees both as they are.
    found = read_with_ties(actor, rows, pk=case_id) or read_with_ties(actor, rows, pk=case_id)
    if found is None or not may_see(actor, *found):
        raise Case.DoesNotExist
    case, ties = found
    if turn is not None and turn != case.turn:
        raise CaseChangedError(turn=case.turn)
    return case, ties


def allowed(may: bool, which: str) -> None:
    """Go on only when the actor may. Raises ``NotAllowedError``, which knows what ``which`` stands for."""
    if not may:
        raise NotAllowedError(which)


def signed_in(actor: Actor) -> int:
    """The user who acts. Raises ``NotAllowedError`` for nobody and for the machine."""
    if actor.user is None:
        raise NotAllowedError("sign_in")
    return actor.user


def settle(
    case: Case,
    *,
    at: datetime,
    facts: Mapping[str, FactValue] | None = None,
    seen: Brief | None = None,
    happened: Event | None = None,
) -> Brief:
    """Write where the case now stands: its state, what is due and when it wakes. One turn more.

    ``seen`` is the brief that was made under the same lock, and ``happened`` the event written since:
    with them nothing is read a second time. The row is changed only from the turn that was read:
    somebody who came in between is found.
    """
    if facts is not None:
        case.facts = facts_sealed(case, facts, at=at)
    brief = brief_of(case, at=at) if seen is None else seen.gone_on(facts, happened)
    case.state = declared_state(brief.law, brief.procedure, brief.position.state)
    case.closed_at = (case.closed_at or at) if brief.position.is_final else None
    case.is_held = bool(brief.position.holds)
    nearest = next((one for one in brief.deadlines if one.lapses_at), None)
    case.due, case.due_at = (nearest.id, nearest.lapses_at) if nearest else ("", None)
    case.wakes_at = None if case.closed_at else waking_at(brief.deadlines, after=at)
    before, case.turn = case.turn, case.turn + 1
    if not _written(case, before=before):
        State.objects.bulk_create(
            [case.state], ignore_conflicts=True
        )  # the first case to come here
        if not _written(case, before=before):
            raise CaseChangedError(turn=case.turn)
    return brief


def _written(case: Case, *, before: int) -> bool:
    """Whether the row was still at that turn, and its state is one the database knows."""
    is_known = Exists(State.objects.filter(pk=case.state_id))
    changed = Case.objects.filter(is_known, pk=case.pk, turn=before).update(
        turn=case.turn,
        facts=case.facts,
        state=case.state_id,
        known_on=case.known_on,
        post=case.post_id,
        officer=case.officer_id,
        closed_at=case.closed_at,
        is_held=case.is_held,
        due=case.due,
        due_at=case.due_at,
        wakes_at=case.wakes_at,
    )
    return changed == 1


def waking_at(deadlines: tuple[Deadline, ...], *, after: datetime) -> datetime | None:
    """The next reminder, or the lapse of a deadline that moves the case; a lapse may lie behind."""
    reminders = [one for deadline in deadlines for one in deadline.reminders if one > after]
    lapses = [
        one.lapses_at for one in deadlines if one.lapses_at and one.limit.then and not one.is_held
    ]
    return min([*reminders, *lapses], default=None)


def declared_state(law: Law, procedure: Procedure, name: str) -> State:
    """A state as the procedure declares it; whether the database knows it yet is not asked."""
    instrument = law.instrument.id
    return State(
        id=f"{instrument}/{procedure.id}/{name}",
        instrument=instrument,
        procedure=procedure.id,
        name=name,
        is_final=name in procedure.final,
    )


def known_state(law: Law, procedure: Procedure, name: str) -> State:
    """The row of a state; added when it is first needed."""
    declared = declared_state(law, procedure, name)
    State.objects.bulk_create([declared], ignore_conflicts=True)
    return declared
