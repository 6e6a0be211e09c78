"""The person of an action, locked, when the actor may change what is known of them."""

from __future__ import annotations

from uuid import UUID

from sapar.apps.accounts.actor import Actor
from sapar.apps.people.errors import ErasedPersonError, NoSuchPersonError, NotAllowedError
from sapar.apps.people.models import Person
from sapar.apps.people.policy import Reach, may_change, may_see


def locked(person: UUID, *, actor: Actor, reachable: Reach) -> Person:
    """The row, locked until the transaction ends; so nobody is erased while something is added.

    Raises NoSuchPersonError (also for somebody the actor may not see) and ErasedPersonError.
    """
    row = Person.objects.select_for_update().filter(pk=person).first()
    if row is None or not may_see(actor, row, reachable=reachable):
        raise NoSuchPersonError
    if row.erased_at is not None:
        raise ErasedPersonError
    if not may_change(actor, row, reachable=reachable):
        raise NotAllowedError
    return row
