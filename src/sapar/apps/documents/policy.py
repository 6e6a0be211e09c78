"""Who may see and send files: whoever may see the person they belong to.

This room does not know persons: `sees` says whether the actor may see one, and is handed down by
who does (ADR 17).
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.roles import Role
from sapar.apps.documents.models import File

Sees = Callable[[UUID], bool]
"""Whether the actor may see this person."""

OPEN: frozenset[str] = frozenset({File.State.RECEIVED, File.State.CLEAN})
"""The states in which the bytes are given out."""


def may_see(actor: Actor, file: File, *, sees: Sees) -> bool:
    """Whether the file is shown at all, with its state."""
    return actor.is_known and (actor.is_machine or sees(file.person))


def may_send(actor: Actor, person: UUID, *, sees: Sees) -> bool:
    """Whether the actor may add a file of that person."""
    return actor.is_known and (actor.is_machine or sees(person))


def may_erase(actor: Actor) -> bool:
    """Only a data-protection officer, or the machine after one has confirmed."""
    return actor.is_machine or actor.holds(Role.DATA_PROTECTION_OFFICER)
