"""What is done with keys: destroying a person's, and wrapping all anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sapar.apps.keys.masters import MasterKeys, masters
from sapar.apps.keys.models import PersonKey

_BATCH = 500


def erase(person: UUID, *, at: datetime) -> None:
    """Destroy a person's key for good; a second time changes nothing.

    Nobody who has no key yet gets one afterwards.
    """
    gone = PersonKey(person=person, master="", made_at=at, wrapped_at=at, destroyed_at=at)
    with transaction.atomic():
        PersonKey.objects.bulk_create([gone], ignore_conflicts=True)
        PersonKey.objects.filter(person=person, destroyed_at__isnull=True).update(
            wrapped=None, master="", destroyed_at=at
        )


def rotate(*, at: datetime, progress: Callable[[int], None] = lambda _: None) -> int:
    """Wrap every key anew with the current master key; gives how many were.

    In batches of 500, each a transaction: killed in the middle, a second call goes on. A key that
    was destroyed or wrapped by somebody else meanwhile is left as it is. Raises MasterKeyError.
    """
    kept, done = masters(), 0
    waiting = PersonKey.objects.filter(wrapped__isnull=False).order_by("person")
    after: UUID | None = None
    while True:
        rows = waiting.exclude(master=kept.current())
        batch = list((rows.filter(person__gt=after) if after else rows)[:_BATCH])
        if not batch:
            return done
        with transaction.atomic():
            done += sum(_wrap_anew(one, kept, at=at) for one in batch)
        after = batch[-1].person
        progress(done)


def _wrap_anew(one: PersonKey, kept: MasterKeys, *, at: datetime) -> int:
    before = bytes(one.wrapped or b"")
    key = kept.unwrap(before, master=one.master, bound=one.person.bytes)
    master, wrapped = kept.wrap(key, bound=one.person.bytes)
    return PersonKey.objects.filter(person=one.person, wrapped=before).update(
        wrapped=wrapped, master=master, wrapped_at=at
    )
