"""Everything the register holds about a person, for “download all of it”."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.people.errors import ErasedPersonError, NoSuchPersonError
from sapar.apps.people.models import Member, Person, PersonName, Stay
from sapar.apps.people.policy import may_export
from sapar.apps.people.queries import contact_points_of, documents_of

Exported = dict[str, Any]


def export_person(person: UUID, *, actor: Actor, at: datetime) -> Exported:
    """What is held, ended rows too, as JSON has it; of other members of the household only the role.

    The entry of the export is told in the same transaction. Raises NoSuchPersonError (also for
    whoever may not), ErasedPersonError.
    """
    with transaction.atomic():
        row = Person.objects.filter(pk=person).first()
        if row is None or not may_export(actor, row):
            raise NoSuchPersonError
        if row.erased_at is not None:
            raise ErasedPersonError
        tell("person.exported", person, actor=actor, at=at)
        held = {
            "person": _columns(row),
            "names": [_columns(one) for one in _rows(PersonName, row)],
            "stays": [_columns(one) for one in _rows(Stay, row)],
            "memberships": [_columns(one) for one in _rows(Member, row)],
            "travel_documents": [asdict(one) for one in documents_of(row, ended=True)],
            "contact_points": [asdict(one) for one in contact_points_of(row, ended=True)],
        }
    plain: Exported = _plain(held)
    return plain


def _rows(model: type[PersonName] | type[Stay] | type[Member], person: Person) -> Any:
    return model._default_manager.filter(person=person).order_by("pk")


def _columns(row: Person | PersonName | Stay | Member) -> dict[str, Any]:
    """Every column, those that no form shows too."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
