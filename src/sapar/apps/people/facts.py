"""What the register knows of a person, in the vocabulary of the law."""

from __future__ import annotations

from datetime import date

from sapar.apps.people.models import Member, Person, Stay, TravelDocument
from sapar.apps.people.queries import household_of, stays_of
from sapar.core.law import DOES_NOT_APPLY, FactValue

_WITH_CHILDREN = (
    Member.Role.HEAD,
    Member.Role.SPOUSE,
    Member.Role.PARENT,
    Member.Role.GUARDIAN,
)


def facts_of(person: Person) -> dict[str, FactValue]:
    """The facts by name; what is not known is not there.

    Of a birth of which only the year is known there is no day, so no fact. The list of visits is
    never given: the register does not know that it is whole. The caller has looked at the person
    through ``queries.person_for``, so the look is told.
    """
    facts: dict[str, FactValue] = {}
    if person.nationality:
        facts["person.nationality"] = person.nationality
    if (born := _born(person)) is not None:
        facts["person.born"] = born
    if (stay := stays_of(person).filter(left_on__isnull=True).first()) is not None:
        facts.update(_of_stay(stay))
    if (document := _best_document(person)) is not None:
        facts.update(_of_document(document))
    if (children := _children(person)) is not None:
        facts["household.children"] = children
    return facts


def _born(person: Person) -> date | None:
    return person.born if person.born_precision == Person.Precision.DAY else None


def _of_stay(stay: Stay) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"stay.country": stay.country}
    if stay.region:
        facts["stay.region"] = stay.region
    if stay.entered_on:
        facts["stay.entered_on"] = stay.entered_on
    if stay.entry:
        facts["stay.entry"] = stay.entry
    if stay.is_lawful:
        facts["stay.unlawful_since"] = DOES_NOT_APPLY
    elif stay.unlawful_since:
        facts["stay.unlawful_since"] = stay.unlawful_since
    return facts


def _best_document(person: Person) -> TravelDocument | None:
    """Of several that are in the person's hands, the one that is valid longest."""
    held = TravelDocument.objects.filter(person=person, ended_at__isnull=True)
    return max(
        held.order_by("added_at", "pk"),
        key=lambda one: (one.has_no_end, one.valid_until or date.min),
        default=None,
    )


def _of_document(document: TravelDocument) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"travel_document.kind": document.kind}
    if document.has_no_end:
        facts["travel_document.valid_until"] = DOES_NOT_APPLY
    elif document.valid_until:
        facts["travel_document.valid_until"] = document.valid_until
    return facts


def _children(person: Person) -> tuple[dict[str, object], ...] | None:
    """The children of the household, for those who have children there; None without a household."""
    members = list(household_of(person))
    own = next((member for member in members if member.person_id == person.pk), None)
    if own is None or own.role not in _WITH_CHILDREN:
        return None
    children = [member.person for member in members if member.role == Member.Role.CHILD]
    return tuple({"born": born} if (born := _born(child)) else {} for child in children)
