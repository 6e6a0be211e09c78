"""The second officer: makes a proposed move take effect, or turns it down."""

from __future__ import annotations

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed, locked, settle
from sapar.apps.cases.actions.moves import Given, carry_out, move_from
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.errors import AlreadyDoneError, MoveNotOpenError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case, Proposal
from sapar.apps.cases.policy import Ties, may_countersign
from sapar.apps.cases.sealed import opened_text


def countersign(proposal_id: int, *, actor: Actor, turn: int | None = None) -> Case:
    """Let a proposed move take effect, if it is still open. Raises the errors of ``cases.errors``."""
    with transaction.atomic():
        proposal, case, _ = _waiting(proposal_id, actor=actor, turn=turn)
        brief = brief_of(case, at=actor.at)
        move = move_from(brief, proposal.move)
        found = brief.move_on(move, proposal.day)
        if not found.is_open:
            raise MoveNotOpenError(move.id, found.obstacles)
        _decide(proposal, actor, is_countersigned=True)
        note = opened_text(case, "proposal", bytes(proposal.note)).get("note", "")
        given = Given(
            reason=proposal.reason, note=note, confirms=frozenset(map(str, proposal.confirms))
        )
        second = proposal.proposed_by_id
        return carry_out(brief, move, proposal.day, given, actor=actor, second=second)


def turn_down(proposal_id: int, *, actor: Actor, note: str, turn: int | None = None) -> Case:
    """Refuse to countersign; the case stays where it is, and the note says why."""
    with transaction.atomic():
        proposal, case, _ = _waiting(proposal_id, actor=actor, turn=turn)
        _decide(proposal, actor, is_countersigned=False)
        said = {"name": proposal.move, "proposed_by": proposal.proposed_by_id}
        tell(case, "case.proposal_turned_down", actor=actor, said=said, sealed={"note": note})
        settle(case, at=actor.at)
        return case


def _waiting(proposal_id: int, *, actor: Actor, turn: int | None) -> tuple[Proposal, Case, Ties]:
    proposal = Proposal.objects.get(pk=proposal_id)
    case, ties = locked(proposal.case_id, actor=actor, turn=turn)
    proposal.refresh_from_db()
    allowed(may_countersign(actor, case, ties, proposed_by=proposal.proposed_by_id), "countersign")
    if proposal.decided_at is not None:
        raise AlreadyDoneError("proposal_decided")
    return proposal, case, ties


def _decide(proposal: Proposal, actor: Actor, *, is_countersigned: bool) -> None:
    proposal.decided_at = actor.at
    proposal.decided_by_id = actor.user
    proposal.is_countersigned = is_countersigned
    proposal.save(update_fields=["decided_at", "decided_by", "is_countersigned"])
