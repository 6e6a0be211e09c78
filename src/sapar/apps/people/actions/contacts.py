"""Contact points are added, verified, preferred and ended."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.journal.actions import Said
from sapar.apps.keys.sealing import seal
from sapar.apps.people.actions.loaded import locked
from sapar.apps.people.errors import CodeError, EndedError, NotAllowedError
from sapar.apps.people.models import ContactPoint
from sapar.apps.people.policy import Reach, may_verify, no_case
from sapar.apps.people.values import contact_context, contact_index, contact_value


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """A contact point as it was told. ``country`` reads a phone number that has no + in front."""

    channel: str
    value: str
    language: str
    country: str | None = None
    is_preferred: bool = False


def add_contact_point(
    person: UUID, new: NewContact, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> ContactPoint:
    """One way more to reach a person, not verified yet.

    A preferred one takes the place of the one before it. Raises NoSuchPersonError, CodeError,
    ContactValueError.
    """
    languages = [code for code, _ in settings.LANGUAGES]
    if new.language not in languages:
        raise CodeError(new.language, field="language", known=languages)
    value = contact_value(new.channel, new.value, country=new.country)
    with transaction.atomic():
        row = locked(person, actor=actor, reachable=reachable)
        if new.is_preferred:
            _in_force(row.pk).filter(is_preferred=True).update(is_preferred=False)
        key = uuid.uuid4()
        contact = ContactPoint.objects.create(
            id=key,
            person=row,
            channel=new.channel,
            sealed_value=seal(row.pk, value.encode(), context=contact_context(key), at=at),
            value_index=contact_index(new.channel, value),
            language=new.language,
            is_preferred=new.is_preferred,
            added_at=at,
        )
        said: dict[str, Said] = {
            "contact_point": key,
            "channel": new.channel,
            "preferred": new.is_preferred,
        }
        tell("contact-point.added", row.pk, actor=actor, at=at, said=said, sealed={"value": value})
    return contact


def verify_contact_point(
    contact: ContactPoint, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> None:
    """The code that was sent there came back: the machine says so, nobody else.

    Raises NotAllowedError, EndedError.
    """
    with transaction.atomic():
        row = locked(contact.person_id, actor=actor, reachable=reachable)
        if not may_verify(actor, row):
            raise NotAllowedError
        waiting = _in_force(row.pk).filter(pk=contact.pk, verified_at__isnull=True)
        if not waiting.update(verified_at=at):
            raise EndedError
        _tell("contact-point.verified", contact, actor=actor, at=at)


def prefer_contact_point(
    contact: ContactPoint, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> None:
    """Reach the person there first. Raises EndedError."""
    with transaction.atomic():
        row = locked(contact.person_id, actor=actor, reachable=reachable)
        _in_force(row.pk).filter(is_preferred=True).update(is_preferred=False)
        if not _in_force(row.pk).filter(pk=contact.pk).update(is_preferred=True):
            raise EndedError
        _tell("contact-point.preferred", contact, actor=actor, at=at)


def end_contact_point(
    contact: ContactPoint, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> None:
    """Nobody is reached there any more. Raises EndedError."""
    with transaction.atomic():
        row = locked(contact.person_id, actor=actor, reachable=reachable)
        if not _in_force(row.pk).filter(pk=contact.pk).update(ended_at=at, is_preferred=False):
            raise EndedError
        _tell("contact-point.ended", contact, actor=actor, at=at)


def _in_force(person: UUID) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(person=person, ended_at__isnull=True)


def _tell(verb: str, contact: ContactPoint, *, actor: Actor, at: datetime) -> None:
    said: dict[str, Said] = {"contact_point": contact.pk, "channel": contact.channel}
    tell(verb, contact.person_id, actor=actor, at=at, said=said)
