"""A person becomes known: by themselves, for a minor in their care, or by an officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.people.actions.households import place_in
from sapar.apps.people.actions.names import NameParts, put_name
from sapar.apps.people.actions.particulars import Particulars, columns_of, plain
from sapar.apps.people.errors import AlreadyKnownError, NotAllowedError
from sapar.apps.people.models import Member, Person
from sapar.apps.people.policy import cares_in, is_minor, may_register


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """The household that a new person belongs to, and as what."""

    household: UUID
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson(Particulars):
    """What is known at first. `user` is the account of the person themselves, if they have one."""

    names: tuple[NameParts, ...]
    user: int | None = None
    joins: Joining | None = None


def register_person(new: NewPerson, *, actor: Actor, at: datetime) -> Person:
    """A new person with names, in one transaction with the entry.

    A citizen registers themselves, or a minor into a household in which they care for minors.
    Raises NotAllowedError, AlreadyKnownError, StateCodeError, CodeError, UnlikelyBirthError, MembershipError and what
    `add_name` raises.
    """
    with transaction.atomic():
        if not _may(new, actor=actor):
            raise NotAllowedError
        columns = columns_of(new, at=at)
        person = _created({**columns, "user_id": new.user, "registered_at": at})
        tell("person.registered", person.pk, actor=actor, at=at, sealed=plain(columns))
        for parts in new.names:
            put_name(person, parts, actor=actor, at=at)
        if new.joins is not None:
            place_in(person, new.joins.household, role=new.joins.role, actor=actor, at=at)
    return person


def _created(columns: dict[str, Any]) -> Person:
    """The row; of two requests of one account at the same time the second is told."""
    try:
        with transaction.atomic():
            return Person.objects.create(**columns)
    except IntegrityError:
        if Person.objects.filter(user=columns["user_id"]).exists():
            raise AlreadyKnownError from None
        raise


def _may(new: NewPerson, *, actor: Actor) -> bool:
    oneself = new.user is not None and new.user == actor.user
    if may_register(actor, for_oneself=oneself):
        return not (oneself and new.joins and not actor.is_officer)
    return (
        new.user is None
        and new.joins is not None
        and new.joins.role in (Member.Role.CHILD, Member.Role.WARD)
        and new.born is not None
        and is_minor(new.born.day, on=actor.at.date())
        and cares_in(actor, new.joins.household)
    )
