"""Telling the journal what was done with a file, in the transaction in which it is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.roles import Role
from sapar.apps.journal.actions import By, Said, record


def tell(
    verb: str,
    person: UUID,
    *,
    actor: Actor,
    at: datetime,
    said: Mapping[str, Said] | None = None,
    sealed: Mapping[str, Any] | None = None,
) -> None:
    """An entry in the chain of the person the file belongs to."""
    chain = f"person:{person}"
    record(verb, chain=chain, by=_by(actor), at=at, person=person, said=said, sealed=sealed)


def _by(actor: Actor) -> By:
    if actor.is_machine:
        return By(user=None, role="machine")
    if actor.user is None:
        return By(user=None, role="nobody")
    return By(user=actor.user, role=actor.held[0].role.value if actor.held else Role.CITIZEN.value)
