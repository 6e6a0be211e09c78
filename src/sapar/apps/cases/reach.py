"""Whom an actor comes to through cases: what the rooms of people and documents are handed (ADR 17)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.queries import has_broken_glass, relatives_of
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.models import Case
from sapar.apps.cases.queries import visible_to
from sapar.apps.people.models import Person
from sapar.apps.people.policy import may_see


def reachable_by(actor: Actor) -> Callable[[UUID], bool]:
    """Whether a case that the actor may open leads to a person: the `reachable` of people.

    A case opened by breaking glass leads there, too, while its hours last; never to a relative.
    """

    def reaches(person: UUID) -> bool:
        if actor.user is None:
            return False
        if visible_to(actor).filter(person=person).exists():
            return True
        cases = Case.objects.filter(person=person)
        return person not in relatives_of(actor.user) and any(
            has_broken_glass(actor, about=chain_of(case)) for case in cases
        )

    return reaches


def seen_by(actor: Actor) -> Callable[[UUID], bool]:
    """Whether the actor may see a person, by a case or as family: the `sees` of documents."""

    def sees(person: UUID) -> bool:
        row = Person.objects.filter(pk=person).first()
        return row is not None and may_see(actor, row, reachable=reachable_by(actor))

    return sees


def persons_reached(actor: Actor) -> QuerySet[Person]:
    """Everybody to whom a visible case leads: the `among` of searches."""
    return Person.objects.filter(pk__in=visible_to(actor).values("person"))
