"""Who acts, as a value: policies ask it, actions and the journal are given it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sapar.apps.accounts.roles import Role

OFFICERS = frozenset({Role.CONSULAR_OFFICER, Role.MIGRATION_OFFICER, Role.SUPERVISOR})
"""The roles that work on cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One role as it is held: ``post`` None means every post of the state; no kinds means every kind."""

    role: Role
    state: str
    post: int | None = None
    kinds: frozenset[str] = frozenset()

    def reaches(self, *, state: str, post: int | None, kind: str) -> bool:
        """Whether it counts for a matter of that kind at that post of that state."""
        return (
            self.state == state
            and (self.post is None or self.post == post)
            and (not self.kinds or kind in self.kinds)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A signed-in user, nobody, or the machine itself, at one instant.

    ``held`` are the roles in force at ``at``, those lent by a delegation included.
    """

    user: int | None
    at: datetime
    held: tuple[Held, ...] = ()
    is_machine: bool = False

    @property
    def is_known(self) -> bool:
        """Whether somebody has signed in, or the machine acts."""
        return self.user is not None or self.is_machine

    def holds(self, *roles: Role) -> bool:
        """Whether one of these roles is held anywhere."""
        return any(one.role in roles for one in self.held)

    def holds_at(self, *roles: Role, state: str, post: int | None, kind: str) -> bool:
        """Whether one of these roles is held for a matter of that kind at that post."""
        return any(
            one.role in roles and one.reaches(state=state, post=post, kind=kind)
            for one in self.held
        )

    @property
    def is_officer(self) -> bool:
        """Whether a role that works on cases is held."""
        return self.holds(*OFFICERS)

    def later(self, at: datetime) -> Actor:
        """The same at another instant; for a job that works through a list."""
        return replace(self, at=at)


def machine(at: datetime) -> Actor:
    """The machine: what happens by itself, such as the lapse of a deadline."""
    return Actor(user=None, at=at, is_machine=True)


def nobody(at: datetime) -> Actor:
    """Somebody who has not signed in."""
    return Actor(user=None, at=at)
