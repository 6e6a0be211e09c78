"""Telling the journal what an actor did, and who they are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.roles import Role
from sapar.apps.journal.actions import By, record, record_each


def tell(
    verb: str,
    person: UUID,
    *,
    actor: Actor,
    at: datetime,
    said: Mapping[str, Any] | None = None,
    sealed: Mapping[str, Any] | None = None,
) -> None:
    """An entry in a person's own chain. ``said`` identifies nobody; ``sealed`` goes with the key."""
    record(
        verb,
        chain=f"person:{person}",
        by=by(actor),
        at=at,
        person=person,
        said=said,
        sealed={name: _plain(value) for name, value in (sealed or {}).items()},
    )


def tell_each(
    verb: str,
    persons: Iterable[UUID],
    *,
    actor: Actor,
    at: datetime,
    said: Mapping[str, Any] | None = None,
) -> None:
    """The same entry in the chain of each person, in a few statements."""
    chains = {f"person:{person}": person for person in persons}
    if chains:
        record_each(verb, persons=chains, by=by(actor), at=at, said=said)


def tell_of_account(
    verb: str,
    user: int,
    *,
    actor: Actor,
    at: datetime,
    said: Mapping[str, Any] | None = None,
) -> None:
    """An entry in the chain of a user's account."""
    record(verb, chain=f"user:{user}", by=by(actor), at=at, said=said)


def by(actor: Actor, *, state: str | None = None, post: int | None = None) -> By:
    """The user with the role that reaches a post of a state, else the first role held, else citizen."""
    if actor.is_machine:
        return By(user=None, role="machine")
    if actor.user is None:
        return By(user=None, role="nobody")
    held = [one.role for one in actor.held]
    reaching = [one.role for one in actor.held if state and one.covers(state=state, post=post)]
    return By(user=actor.user, role=[*reaching, *held, Role.CITIZEN][0].value)


def _plain(value: Any) -> Any:
    """As JSON has it."""
    return value.isoformat() if isinstance(value, date) else value
