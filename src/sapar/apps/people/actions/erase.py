"""Erasing a person: the key is destroyed, the clear columns are emptied, the rows stay."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.keys.actions import erase as destroy_key
from sapar.apps.people.errors import ErasedPersonError, NoSuchPersonError, NotAllowedError
from sapar.apps.people.models import (
    ContactPoint,
    Member,
    Person,
    PersonName,
    Stay,
    TravelDocument,
)
from sapar.apps.people.policy import may_erase


def erase_person(person: UUID, *, actor: Actor, at: datetime) -> None:
    """Forget a person for good; what refers to them still does, and says nothing.

    1 tell the journal  2 empty every column about them, blind indexes too  3 destroy the key:
    sealed values here, in files and in the journal are gone with it. In one transaction.

    Only a data-protection officer or the machine. Raises NotAllowedError, NoSuchPersonError,
    ErasedPersonError.
    """
    if not may_erase(actor):
        raise NotAllowedError
    with transaction.atomic():
        row = Person.objects.select_for_update().filter(pk=person).first()
        if row is None:
            raise NoSuchPersonError
        if row.erased_at is not None:
            raise ErasedPersonError
        tell("person.erased", person, actor=actor, at=at)
        _empty(person, at=at)
        Person.objects.filter(pk=person).update(
            nationality="",
            other_nationalities=[],
            born=None,
            born_precision="",
            sex="",
            user=None,
            erased_at=at,
        )
        destroy_key(person, at=at)


def _empty(person: UUID, *, at: datetime) -> None:
    """Rows that only say something about the person go; rows that others may name are emptied."""
    instant = Value(at, output_field=DateTimeField())
    PersonName.objects.filter(person=person).delete()
    Stay.objects.filter(person=person).delete()
    Member.objects.filter(person=person, until__isnull=True).update(until=at)
    TravelDocument.objects.filter(person=person).update(
        issuer="",
        sealed_number=b"",
        number_index=b"",
        sealed_mrz=b"",
        valid_until=None,
        has_no_end=False,
        failed=[],
        ended_at=Coalesce("ended_at", instant),
        ended_because=TravelDocument.Ending.ERASED,
    )
    ContactPoint.objects.filter(person=person).update(
        sealed_value=b"",
        value_index=b"",
        verified_at=None,
        is_preferred=False,
        ended_at=Coalesce("ended_at", instant),
    )
