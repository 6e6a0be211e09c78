"""Households are formed, joined and left."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.people.actions.loaded import locked
from sapar.apps.people.errors import CodeError, MembershipError, NotAllowedError
from sapar.apps.people.models import Household, Member, Person
from sapar.apps.people.policy import Reach, may_join, no_case


def join_household(
    person: UUID,
    *,
    household: UUID | None,
    role: str,
    actor: Actor,
    at: datetime,
    reachable: Reach = no_case,
) -> Member:
    """Join a household, or form one (`household` None).

    An officer joins whom their cases lead to; a citizen only forms one for themselves: nobody
    enters another's household by their own word. Raises NoSuchPersonError, NotAllowedError,
    CodeError, MembershipError.
    """
    with transaction.atomic():
        row = locked(person, actor=actor, reachable=reachable)
        if not may_join(actor, row, household, reachable=reachable):
            raise NotAllowedError
        formed = household or Household.objects.create(formed_at=at).pk
        return place_in(row, formed, role=role, actor=actor, at=at)


def leave_household(
    person: UUID, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> None:
    """Leave the household one is in; the membership ends and stays. Raises MembershipError."""
    with transaction.atomic():
        row = locked(person, actor=actor, reachable=reachable)
        member = Member.objects.filter(person=row, until__isnull=True).first()
        if member is None:
            raise MembershipError("none")
        Member.objects.filter(pk=member.pk, until__isnull=True).update(until=at)
        _tell("household.left", row, member, actor=actor, at=at)


def place_in(person: Person, household: UUID, *, role: str, actor: Actor, at: datetime) -> Member:
    """Write the membership of a locked person, with its entry."""
    if role not in Member.Role.values:
        raise CodeError(role, field="role", known=Member.Role.values)
    # Locked, so that of two heads at the same time the second is told, not the database.
    if not Household.objects.select_for_update().filter(pk=household).exists():
        raise MembershipError("unknown")
    if Member.objects.filter(person=person, until__isnull=True).exists():
        raise MembershipError("elsewhere")
    there = Member.objects.filter(household=household, until__isnull=True)
    if role == Member.Role.HEAD and there.filter(role=role).exists():
        raise MembershipError("head")
    member = Member.objects.create(household_id=household, person=person, role=role, since=at)
    _tell("household.joined", person, member, actor=actor, at=at)
    return member


def _tell(verb: str, person: Person, member: Member, *, actor: Actor, at: datetime) -> None:
    tell(
        verb,
        person.pk,
        actor=actor,
        at=at,
        said={"household": member.household_id, "role": member.role},
    )
