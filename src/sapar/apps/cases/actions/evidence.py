"""Evidence: given by the person or seen by an officer, then accepted or refused."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import allowed, locked, settle, signed_in
from sapar.apps.cases.actions.messages import tell_person
from sapar.apps.cases.errors import AlreadyDoneError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Evidence
from sapar.apps.cases.policy import may_tell_facts, may_work_on


def give_evidence(
    case_id: int,
    kind: str,
    *,
    file: UUID | None,
    actor: Actor,
    turn: int | None = None,
) -> Evidence:
    """Add a document to the case; without a file an officer says that they saw the original."""
    with transaction.atomic():
        case, ties = locked(case_id, actor=actor, turn=turn)
        sees_original = file is None
        may = may_work_on if sees_original else may_tell_facts
        allowed(may(actor, case, ties), "give_evidence")
        given = Evidence.objects.create(
            case=case,
            kind=kind,
            file=file,
            given_at=actor.at,
            given_by_id=signed_in(actor),
            verdict=Evidence.Verdict.ACCEPTED if sees_original else Evidence.Verdict.OFFERED,
            checked_at=actor.at if sees_original else None,
            checked_by_id=actor.user if sees_original else None,
        )
        said = {"kind": kind, "evidence": given.pk, "file": file}
        tell(case, "case.evidence_given", actor=actor, said=said)
        settle(case, at=actor.at)
        return given


def accept_evidence(evidence_id: int, *, actor: Actor, turn: int | None = None) -> Evidence:
    """An officer finds that it proves what it is to prove."""
    return _check(evidence_id, Evidence.Verdict.ACCEPTED, actor=actor, turn=turn)


def refuse_evidence(
    evidence_id: int, *, why: str, actor: Actor, turn: int | None = None
) -> Evidence:
    """An officer finds that it does not; ``why`` is a code of ``EVIDENCE_FAULTS``. The person is told."""
    return _check(evidence_id, Evidence.Verdict.REFUSED, actor=actor, turn=turn, why=why)


EVIDENCE_FAULTS = (
    "unreadable",
    "incomplete",
    "expired",
    "another_person",
    "another_document",
    "altered",
)


def _check(
    evidence_id: int,
    verdict: Evidence.Verdict,
    *,
    actor: Actor,
    turn: int | None,
    why: str = "",
) -> Evidence:
    with transaction.atomic():
        given = Evidence.objects.get(pk=evidence_id)
        case, ties = locked(given.case_id, actor=actor, turn=turn)
        allowed(may_work_on(actor, case, ties), "check_evidence")
        given.refresh_from_db()
        if given.verdict == verdict:
            raise AlreadyDoneError(f"evidence_{verdict.value}")
        given.verdict, given.why = verdict, why
        given.checked_at, given.checked_by_id = actor.at, actor.user
        given.save(update_fields=["verdict", "why", "checked_at", "checked_by"])
        said = {"kind": given.kind, "evidence": given.pk, "verdict": str(verdict)}
        if why:
            said["why"] = why
        tell(case, "case.evidence_checked", actor=actor, said=said)
        settle(case, at=actor.at)
        if verdict == Evidence.Verdict.REFUSED:
            tell_person(case, "evidence_refused", {"kind": given.kind, "why": why}, actor=actor)
        return given
