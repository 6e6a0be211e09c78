"""Who acts: a citizen and her person, an officer who may see her, an outsider who may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from tests.apps.documents.hostile import Sent

from sapar.apps.accounts.actor import Actor, Held, machine
from sapar.apps.accounts.models import User
from sapar.apps.accounts.roles import Role
from sapar.apps.documents.actions import receive
from sapar.apps.documents.models import File

NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """Who acts, and the person whose files these are."""

    aida: UUID
    citizen: Actor
    officer: Actor
    outsider: Actor
    protector: Actor
    machine: Actor

    def sees(self, person: UUID) -> bool:
        """What the room of people would say of the citizen and the officer."""
        return person == self.aida

    def sends(self, content: bytes, *, kind: str = "passport", name: str = "scan") -> File:
        """The citizen uploads something."""
        return receive(
            Sent(content, name=name),
            person=self.aida,
            kind=kind,
            actor=self.citizen,
            at=NOON,
            sees=self.sees,
        )


def nobody_sees(_: UUID) -> bool:
    """What the room of people would say of an outsider."""
    return False


def gather() -> Cast:
    """Make everybody."""
    users = [User.objects.create_user(f"{name}@example.org") for name in "abcd"]

    def actor(number: int, *roles: Role) -> Actor:
        held = tuple(Held(role=role, state="KZ", post=1) for role in roles)
        return Actor(user=users[number].pk, at=NOON, held=held)

    return Cast(
        aida=uuid4(),
        citizen=actor(0),
        officer=actor(1, Role.CONSULAR_OFFICER),
        outsider=actor(2),
        protector=actor(3, Role.DATA_PROTECTION_OFFICER),
        machine=machine(NOON),
    )
