"""The cast: a citizen, an officer whose case leads to her, a second officer without one, an outsider."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sapar.apps.accounts.actor import Actor, Held, machine
from sapar.apps.accounts.models import User
from sapar.apps.accounts.roles import Role
from sapar.apps.people.actions import NameParts, NewPerson, register_person
from sapar.apps.people.models import Person
from sapar.core.identity import Born, Precision

NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)
LATER = datetime(2026, 1, 21, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Who acts, and the citizen's person."""

    aida: Person
    citizen: Actor
    officer: Actor
    second_officer: Actor
    outsider: Actor
    protector: Actor
    machine: Actor

    def reachable(self, person: UUID) -> bool:
        """What the officer's cases lead to."""
        return person == self.aida.pk


def person_named(family: str, given: str, *, user: int | None, born: date | None) -> NewPerson:
    return NewPerson(
        names=(NameParts(kind="native", family=family, given=given),),
        nationality="KZ",
        born=Born(day=born, precision=Precision.DAY) if born else None,
        sex="F",
        user=user,
    )


def actor(user: User, *roles: Role) -> Actor:
    return Actor(
        user=user.pk, at=NOON, held=tuple(Held(role=role, state="KZ", post=1) for role in roles)
    )


def gather() -> Cast:
    """Make everybody, and register the citizen."""
    users = [User.objects.create_user(f"{name}@example.org") for name in "abcde"]
    citizen = actor(users[0])
    aida = register_person(
        person_named("Серікова", "Аида", user=users[0].pk, born=date(1990, 4, 23)),
        actor=citizen,
        at=NOON,
    )
    return Cast(
        aida=aida,
        citizen=citizen,
        officer=actor(users[1], Role.CONSULAR_OFFICER),
        second_officer=actor(users[2], Role.CONSULAR_OFFICER),
        outsider=actor(users[3]),
        protector=actor(users[4], Role.DATA_PROTECTION_OFFICER),
        machine=machine(NOON),
    )
