"""Reading what is known about persons: through one door, and every look by another is told.

A look at oneself is not told: it says nothing to anybody, and each page of a citizen would write.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell, tell_each
from sapar.apps.keys.sealing import unseal
from sapar.apps.people.errors import NoSuchPersonError, NotAllowedError
from sapar.apps.people.models import (
    ContactPoint,
    Member,
    Person,
    PersonName,
    Stay,
    TravelDocument,
)
from sapar.apps.people.policy import Reach, may_see, no_case, own_and_minors
from sapar.apps.people.values import (
    contact_context,
    contact_index,
    contact_value,
    document_number,
    mrz_context,
    number_context,
    number_index,
)
from sapar.core.identity import search_form

MOST_FOUND: Final = 20
"""Persons that one search shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSeen:
    """A travel document, opened."""

    id: UUID
    kind: str
    issuer: str
    number: str
    mrz: str
    valid_until: date | None
    has_no_end: bool
    failed: tuple[str, ...]
    added_at: datetime
    ended_at: datetime | None
    ended_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSeen:
    """A contact point, opened."""

    id: UUID
    channel: str
    value: str
    language: str
    verified_at: datetime | None
    is_preferred: bool
    added_at: datetime
    ended_at: datetime | None


def person_for(actor: Actor, person: UUID, *, reachable: Reach = no_case) -> Person:
    """The person, for somebody who may see them; the look is told, with what is looked through.

    Raises NoSuchPersonError for whoever may not, and for nobody at all: the same answer.
    """
    with transaction.atomic():
        row = Person.objects.filter(pk=person).first()
        if row is None or not may_see(actor, row, reachable=reachable):
            raise NoSuchPersonError
        if not _is_oneself(actor, row):
            tell("person.looked-at", row.pk, actor=actor, at=actor.at)
    return row


def own_person(actor: Actor) -> Person | None:
    """The person of a signed-in citizen."""
    return Person.objects.filter(user=actor.user).first() if actor.user is not None else None


def persons_of(actor: Actor) -> QuerySet[Person]:
    """A citizen's own person and the minors in their care, for a list; opening one is a look."""
    return own_and_minors(actor).order_by("registered_at")


def names_of(person: Person) -> QuerySet[PersonName]:
    """The names in force, the oldest first."""
    return PersonName.objects.filter(person=person, until__isnull=True).order_by("since", "pk")


def stays_of(person: Person) -> QuerySet[Stay]:
    """The stays as we hold them now, the latest first."""
    stays = Stay.objects.filter(person=person, replaced_at__isnull=True)
    return stays.order_by("-entered_on", "-recorded_at", "-pk")


def household_of(person: Person) -> QuerySet[Member]:
    """Everybody who is in the person's household now, themselves too."""
    own = Member.objects.filter(person=person, until__isnull=True).values("household")
    members = Member.objects.filter(household__in=own, until__isnull=True)
    return members.select_related("person").order_by("since", "pk")


def documents_of(person: Person, *, ended: bool = False) -> list[DocumentSeen]:
    """The person's documents, opened; with ``ended`` those that ended, too. Raises ErasedError."""
    rows = TravelDocument.objects.filter(person=person).order_by("added_at", "pk")
    return [_opened(one) for one in (rows if ended else rows.filter(ended_at__isnull=True))]


def contact_points_of(person: Person, *, ended: bool = False) -> list[ContactSeen]:
    """The person's contact points, opened, the preferred one first. Raises ErasedError."""
    rows = ContactPoint.objects.filter(person=person).order_by("-is_preferred", "added_at", "pk")
    return [_reached(one) for one in (rows if ended else rows.filter(ended_at__isnull=True))]


def people_named(
    actor: Actor, text: str, *, among: QuerySet[Person] | Iterable[UUID], purpose: str
) -> list[PersonName]:
    """Names that begin like ``text``, of the persons an officer's cases lead to; 20 at most.

    Each person shown has been looked at, and is told so. Raises NotAllowedError.
    """
    begins = search_form(text)
    if not actor.is_officer:
        raise NotAllowedError
    if not begins:
        return []
    found = PersonName.objects.filter(
        search__startswith=begins, person__in=among, until__isnull=True
    )
    return _shown(actor, list(found.order_by("search", "pk")[:MOST_FOUND]), purpose=purpose)


def people_with_document(
    actor: Actor, number: str, *, among: QuerySet[Person] | Iterable[UUID], purpose: str
) -> list[PersonName]:
    """The names of whoever has or had a document with exactly that number. Raises DocumentNumberError."""
    holders = TravelDocument.objects.filter(number_index=number_index(document_number(number)))
    return _who(actor, holders.values_list("person", flat=True), among=among, purpose=purpose)


def people_reached_at(
    actor: Actor,
    value: str,
    *,
    channel: str,
    among: QuerySet[Person] | Iterable[UUID],
    purpose: str,
) -> list[PersonName]:
    """The names of whoever is or was reached at exactly that. Raises ContactValueError."""
    index = contact_index(channel, contact_value(channel, value))
    points = ContactPoint.objects.filter(channel=channel, value_index=index)
    return _who(actor, points.values_list("person", flat=True), among=among, purpose=purpose)


def _who(
    actor: Actor,
    persons: QuerySet[Any, UUID],
    *,
    among: QuerySet[Person] | Iterable[UUID],
    purpose: str,
) -> list[PersonName]:
    if not actor.is_officer:
        raise NotAllowedError
    names = PersonName.objects.filter(person__in=persons, until__isnull=True)
    found = names.filter(person__in=among).order_by("search", "pk")[:MOST_FOUND]
    return _shown(actor, list(found), purpose=purpose)


def _shown(actor: Actor, names: list[PersonName], *, purpose: str) -> list[PersonName]:
    with transaction.atomic():
        persons = {name.person_id for name in names}
        tell_each("person.found", persons, actor=actor, at=actor.at, said={"purpose": purpose})
    return names


def _is_oneself(actor: Actor, person: Person) -> bool:
    return actor.user is not None and person.user_id == actor.user


def _opened(row: TravelDocument) -> DocumentSeen:
    def text(sealed: bytes | memoryview, context: str) -> str:
        return unseal(row.person_id, bytes(sealed), context=context).decode() if sealed else ""

    return DocumentSeen(
        id=row.pk,
        kind=row.kind,
        issuer=row.issuer,
        number=text(row.sealed_number, number_context(row.pk)),
        mrz=text(row.sealed_mrz, mrz_context(row.pk)),
        valid_until=row.valid_until,
        has_no_end=row.has_no_end,
        failed=tuple(row.failed),
        added_at=row.added_at,
        ended_at=row.ended_at,
        ended_because=row.ended_because,
    )


def _reached(row: ContactPoint) -> ContactSeen:
    sealed, context = bytes(row.sealed_value), contact_context(row.pk)
    return ContactSeen(
        id=row.pk,
        channel=row.channel,
        value=unseal(row.person_id, sealed, context=context).decode() if sealed else "",
        language=row.language,
        verified_at=row.verified_at,
        is_preferred=row.is_preferred,
        added_at=row.added_at,
        ended_at=row.ended_at,
    )
