"""Erasing a person whose cases ended long ago: proposed by the machine, decided by an officer.

Confirmed, everything about the person goes in one transaction: files, sealed texts, names, the key.
The cases stay, with their states and days, and the journal still verifies.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell as tell_of_person
from sapar.apps.cases.actions.changing import allowed
from sapar.apps.cases.errors import AlreadyDoneError, ReasonMissingError, StillKeptError, UntilError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case, Erasure, Message, Proposal, Referral
from sapar.apps.cases.retention import due_for_erasure, is_over, longest_kept, may_decide
from sapar.apps.documents.actions import erase_files
from sapar.apps.people.actions import erase_person
from sapar.apps.people.models import Person

ERASURE_REFUSED = ("court-case", "claim-open", "person-asked", "other-duty", "mistake")
"""Why data are kept longer than the time of their instrument."""


def propose_erasure(person: UUID, *, actor: Actor) -> Erasure | None:
    """Propose it, if it is due at the machine's instant; a second call proposes nothing."""
    allowed(actor.is_machine, "propose_erasure")
    with transaction.atomic():
        _locked(person)
        kept = longest_kept(person)
        if kept is None or not due_for_erasure(at=actor.at).filter(pk=person).exists():
            return None
        case, until = kept
        made = Erasure.objects.create(
            person_id=person,
            instrument=case.instrument,
            procedure=case.procedure,
            kept_until=until,
            proposed_at=actor.at,
        )
        said = {"instrument": case.instrument, "kept_until": until.isoformat()}
        tell_of_person("erasure.proposed", person, actor=actor, at=actor.at, said=said)
        return made


def confirm_erasure(erasure_id: int, *, actor: Actor) -> Person:
    """Erase the person. Raises ``StillKeptError`` when a case was opened or opened anew meanwhile."""
    with transaction.atomic():
        erasure = _waiting(erasure_id, actor)
        person = erasure.person_id
        if not is_over(person, at=actor.at):
            raise StillKeptError
        _decide(erasure, actor, is_confirmed=True)
        for case in Case.objects.filter(person=person).select_related("post").order_by("pk"):
            tell(case, "case.person_erased", actor=actor)
        _empty(person)
        erase_files(person, actor=actor, at=actor.at)
        erase_person(person, actor=actor, at=actor.at)
    return Person.objects.get(pk=person)


def refuse_erasure(erasure_id: int, *, reason: str, until: date, actor: Actor) -> Erasure:
    """Keep the person's data until a later day; ``reason`` is a code of ``ERASURE_REFUSED``."""
    with transaction.atomic():
        erasure = _waiting(erasure_id, actor)
        if reason not in ERASURE_REFUSED:
            raise ReasonMissingError("refuse-erasure", ERASURE_REFUSED)
        if until <= actor.at.date():
            raise UntilError(until)
        _decide(erasure, actor, is_confirmed=False, reason=reason, not_before=until)
        said = {"reason": reason, "until": until.isoformat()}
        tell_of_person("erasure.refused", erasure.person_id, actor=actor, at=actor.at, said=said)
    return erasure


def _waiting(erasure_id: int, actor: Actor) -> Erasure:
    """The proposal, its person and their cases locked. Raises NotAllowed- and AlreadyDoneError."""
    erasure = Erasure.objects.get(pk=erasure_id)
    _locked(erasure.person_id)
    erasure.refresh_from_db()
    allowed(may_decide(actor, erasure), "decide_erasure")
    if erasure.decided_at is not None:
        raise AlreadyDoneError("erasure_decided")
    return erasure


def _locked(person: UUID) -> None:
    """Nobody opens a case of the person, or changes one, until the transaction ends."""
    Person.objects.select_for_update(of=("self",)).get(pk=person)
    list(Case.objects.select_for_update().filter(person=person).order_by("pk").values("pk"))


def _decide(
    erasure: Erasure,
    actor: Actor,
    *,
    is_confirmed: bool,
    reason: str = "",
    not_before: date | None = None,
) -> None:
    erasure.decided_at, erasure.decided_by_id = actor.at, actor.user
    erasure.is_confirmed, erasure.reason, erasure.not_before = is_confirmed, reason, not_before
    erasure.save()


def _empty(person: UUID) -> None:
    """What is sealed with the key goes too: so that a page reads an empty value, not a broken one."""
    Case.objects.filter(person=person).update(facts=b"", turn=F("turn") + 1)
    Message.objects.filter(case__person=person).update(body=b"")
    Proposal.objects.filter(case__person=person).update(note=b"")
    Referral.objects.filter(case__person=person).update(question=b"", reply=b"")
