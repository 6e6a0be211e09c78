"""Stays are added and corrected: the old row ends, and stays."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.people.actions.loaded import locked
from sapar.apps.people.errors import CodeError, EndedError, StayError
from sapar.apps.people.models import ENTRIES, Person, Stay
from sapar.apps.people.policy import Reach, no_case
from sapar.apps.people.states import state_code


@dataclass(frozen=True, slots=True, kw_only=True)
class StayTold:
    """One stay. `is_lawful` None: not known; False: without a right, since `unlawful_since` if known."""

    country: str
    region: str = ""
    entered_on: date | None = None
    entry: str = ""
    is_lawful: bool | None = None
    unlawful_since: date | None = None
    left_on: date | None = None


def add_stay(
    person: UUID, told: StayTold, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> Stay:
    """One stay more. Raises NoSuchPersonError, StateCodeError, CodeError, StayError."""
    with transaction.atomic():
        row = locked(person, actor=actor, reachable=reachable)
        return _put(row, told, verb="stay.added", actor=actor, at=at)


def correct_stay(
    stay: Stay, told: StayTold, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> Stay:
    """Put another row in the place of one: a correction, or that the person has left.

    Raises EndedError when somebody was faster, and what `add_stay` raises.
    """
    with transaction.atomic():
        row = locked(stay.person_id, actor=actor, reachable=reachable)
        if not Stay.objects.filter(pk=stay.pk, replaced_at__isnull=True).update(replaced_at=at):
            raise EndedError
        return _put(row, told, verb="stay.corrected", actor=actor, at=at)


def _put(person: Person, told: StayTold, *, verb: str, actor: Actor, at: datetime) -> Stay:
    _check(told)
    stay = Stay.objects.create(person=person, recorded_at=at, **asdict(told))
    tell(verb, person.pk, actor=actor, at=at, said={"stay": stay.pk}, sealed=asdict(told))
    return stay


def _check(told: StayTold) -> None:
    state_code(told.country, field="country")
    if told.entry not in ("", *ENTRIES):
        raise CodeError(told.entry, field="entry", known=ENTRIES)
    if len(told.region) > 60:
        raise StayError("region", field="region")
    if told.unlawful_since and told.is_lawful is not False:
        raise StayError("unlawful", field="unlawful_since")
    for field, day in (("unlawful_since", told.unlawful_since), ("left_on", told.left_on)):
        if told.entered_on and day and day < told.entered_on:
            raise StayError("before_entry", field=field)
