"""Names are added and corrected: the old one ends, and stays."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.people.actions.loaded import locked
from sapar.apps.people.errors import CodeError, EndedError
from sapar.apps.people.models import Person, PersonName
from sapar.apps.people.policy import Reach, no_case
from sapar.core.identity import EmptyNameError, NameTextError, clean_name, script_of, search_form
from sapar.core.kernel import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """One name as it is written; a part that a person does not have is empty."""

    kind: str
    family: str = ""
    given: str = ""
    patronymic: str = ""


def add_name(
    person: UUID, parts: NameParts, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> PersonName:
    """One name more. Raises NoSuchPersonError, ErasedPersonError, CodeError and NameTextError."""
    with transaction.atomic():
        row = locked(person, actor=actor, reachable=reachable)
        return put_name(row, parts, actor=actor, at=at)


def correct_name(
    name: PersonName,
    parts: NameParts,
    *,
    actor: Actor,
    at: datetime,
    reachable: Reach = no_case,
) -> PersonName:
    """End a name and put another in its place. Raises EndedError when it has ended already."""
    with transaction.atomic():
        row = locked(name.person_id, actor=actor, reachable=reachable)
        if not PersonName.objects.filter(pk=name.pk, until__isnull=True).update(until=at):
            raise EndedError
        return put_name(row, parts, actor=actor, at=at, instead_of=name)


def put_name(
    person: Person,
    parts: NameParts,
    *,
    actor: Actor,
    at: datetime,
    instead_of: PersonName | None = None,
) -> PersonName:
    """Write a name of a locked person, with its entry."""
    if parts.kind not in PersonName.Kind.values:
        raise CodeError(parts.kind, field="kind", known=PersonName.Kind.values)
    clean = _clean(parts)
    whole = " ".join(filter(None, (clean.family, clean.given, clean.patronymic)))
    name = PersonName.objects.create(
        person=person, script=script_of(whole), search=search_form(whole), since=at, **asdict(clean)
    )
    tell(
        "name.corrected" if instead_of else "name.added",
        person.pk,
        actor=actor,
        at=at,
        said={"name": name.pk, "instead_of": instead_of.pk if instead_of else None},
        sealed=asdict(clean),
    )
    return name


def _clean(parts: NameParts) -> NameParts:
    """Every part that is there, clean. An error names the part in its place."""
    clean = parts
    for field in fields(parts):
        text = getattr(parts, field.name)
        if field.name == "kind" or not text.strip():
            clean = replace(clean, **{field.name: text.strip()})
            continue
        try:
            clean = replace(clean, **{field.name: clean_name(text)})
        except NameTextError as error:
            error.place = Place(file=field.name)
            raise
    if not clean.family and not clean.given:
        empty = EmptyNameError()
        empty.place = Place(file="family")
        raise empty
    return clean
