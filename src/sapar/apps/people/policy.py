"""Who may see and change what is known about a person.

A citizen sees themselves and the minors of the household in which they are an adult. An officer
sees whom a case leads to: only the room of cases knows that, and hands it down as `reachable`
(ADR 17).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.roles import Role
from sapar.apps.people.models import Member, Person
from sapar.core.calendar import Rounding, add_years

Reach = Callable[[UUID], bool]
"""Whether the actor comes to this person through a case of theirs."""

ADULT: Final = 18
"""Years; Convention on the Rights of the Child, article 1."""

_IN_CARE: Final = (Member.Role.CHILD, Member.Role.WARD)
_CARING: Final = (Member.Role.HEAD, Member.Role.SPOUSE, Member.Role.PARENT, Member.Role.GUARDIAN)


def no_case(_: UUID) -> bool:
    """No case leads anywhere: what a citizen's pages hand down."""
    return False


def may_see(actor: Actor, person: Person, *, reachable: Reach = no_case) -> bool:
    """Whether the person themselves, an adult of their household while they are a minor, or by a case."""
    if actor.is_machine:
        return True
    if actor.user is None:
        return False
    if own_and_minors(actor).filter(pk=person.pk).exists():
        return True
    return actor.is_officer and reachable(person.pk)


def may_change(actor: Actor, person: Person, *, reachable: Reach = no_case) -> bool:
    """Whoever may see a person may add to what is known; the journal tells who did."""
    return person.erased_at is None and may_see(actor, person, reachable=reachable)


def may_register(actor: Actor, *, for_oneself: bool) -> bool:
    """A signed-in citizen registers themselves and their minors; an officer anybody."""
    return actor.is_officer or actor.is_machine or (actor.user is not None and for_oneself)


def may_erase(actor: Actor) -> bool:
    """Only a data-protection officer, or the machine after one has confirmed a proposal."""
    return actor.is_machine or actor.holds(Role.DATA_PROTECTION_OFFICER)


def may_export(actor: Actor, person: Person) -> bool:
    """The person themselves, the adults of a minor's household, and a data-protection officer."""
    return may_erase(actor) or may_see(actor, person)


def may_verify(actor: Actor, person: Person) -> bool:
    """The machine, once a code came back; never by somebody's word alone."""
    return person.erased_at is None and actor.is_machine


def own_and_minors(actor: Actor) -> QuerySet[Person]:
    """The citizen themselves, and the minors in their care. Whose birth is not known is no minor."""
    if actor.user is None:
        return Person.objects.none()
    born_after = of_minors(actor.at.date())
    households = Member.objects.filter(
        person__user=actor.user, role__in=_CARING, until__isnull=True
    ).values("household")
    in_care = Member.objects.filter(
        household__in=households, role__in=_IN_CARE, until__isnull=True, person__born__gt=born_after
    )
    # A union, not an "or": each half is found by its index among however many persons.
    own = Person.objects.filter(user=actor.user).values("pk")
    return Person.objects.filter(pk__in=own.union(in_care.values("person")))


def of_minors(on: date) -> date:
    """Whoever was born later than this day is a minor on that one."""
    return add_years(on, -ADULT, rounding=Rounding.UP)


def is_minor(born: date, *, on: date) -> bool:
    """Whether somebody born then is under 18; a child of 29 February until 1 March."""
    return born > of_minors(on)


def cares_in(actor: Actor, household: UUID) -> bool:
    """Whether the signed-in person cares for the minors of that household."""
    return (
        actor.user is not None
        and Member.objects.filter(
            household=household,
            person__user=actor.user,
            role__in=_CARING,
            until__isnull=True,
        ).exists()
    )


def may_join(
    actor: Actor, person: Person, household: UUID | None, *, reachable: Reach = no_case
) -> bool:
    """An officer where a case leads to somebody there; a citizen only into one of their own."""
    if household is None:
        return may_change(actor, person, reachable=reachable)
    if actor.is_machine:
        return True
    there = Member.objects.filter(household=household, until__isnull=True)
    return actor.is_officer and any(
        reachable(one) for one in there.values_list("person_id", flat=True)
    )
