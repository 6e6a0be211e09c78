"""Recording what happened, and anchoring a day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from sapar.apps.journal.errors import (
    ClosedDayError,
    NobodyToSealForError,
    OutsideTransactionError,
    SaidError,
    WordError,
)
from sapar.apps.journal.line import HASH, ZERO, Value, anchor_hash, hashed
from sapar.apps.journal.models import Anchor, Entry, Head
from sapar.apps.journal.rows import blocks
from sapar.apps.journal.triggers import CLOSED, ONE_AT_A_TIME
from sapar.apps.keys.sealing import seal_json
from sapar.core.calendar import NaiveInstantError

GRACE: Final = timedelta(hours=1)
"""So long after its end a day is anchored: what began before midnight has ended by then."""

Said = str | int | bool | date | UUID | None
"""What may be said openly: codes, numbers, days and instants, ids of rows."""

_DAY = timedelta(days=1)
_CHAIN = re.compile(r"[a-z][a-z-]*(:[a-z0-9-]+)?")
_WORD = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+-]{0,99}")
_LIKE_A_NUMBER_OF_A_PERSON = re.compile(r"[0-9]{7}")
_MOST = 10**9  # an individual identification number has twelve digits


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who did it, and as what: a user with a role, or ``machine`` or ``nobody`` without a user."""

    user: int | None
    role: str


def record(
    verb: str,
    *,
    chain: str,
    by: By,
    at: datetime,
    person: UUID | None = None,
    post: int | None = None,
    said: Mapping[str, Said | Sequence[Said]] | None = None,
    sealed: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry to a chain such as ``case:17``, in the transaction of the change it tells of.

    1. refuse what is no entry
    2. take the head of the chain: others who write to it wait until this transaction ends
    3. seal the personal values for ``person``, bound to this place
    4. write the entry, and move the head

    ``said`` holds codes and values that identify nobody; it stays readable after an erasure.
    Whoever writes to two chains in one transaction writes in the same order everywhere (case,
    person, site), or two writers wait for each other. Raises JournalError, NaiveInstantError,
    ErasedError, MasterKeyError.
    """
    told = _checked(verb, chain=chain, by=by, at=at, said=said or {})
    head = _head_of(chain)
    number = head.number + 1
    entry = _after(
        head,
        at=at,
        user=by.user,
        person=person,
        post=post,
        role=by.role,
        verb=verb,
        said=told,
        sealed=_sealed(sealed, person, context=context_of(chain, number), at=at),
    )
    with _on_an_open_day(at):
        entry.save(force_insert=True)
    Head.objects.filter(chain=chain).update(number=number, hash=entry.hash)
    return entry


def record_each(
    verb: str,
    *,
    persons: Mapping[str, UUID],
    by: By,
    at: datetime,
    said: Mapping[str, Said | Sequence[Said]] | None = None,
) -> list[Entry]:
    """The same entry in many chains, each with its person, in three statements; nothing is sealed.

    The chains are taken in their order. Raises what ``record`` raises.
    """
    told = ""
    for chain in persons:
        told = _checked(verb, chain=chain, by=by, at=at, said=said or {})
    heads = _heads_of(persons)
    kept = {"at": at, "user": by.user, "post": None, "role": by.role, "verb": verb}
    entries = [
        _after(head, **kept, person=persons[head.chain], said=told, sealed=None) for head in heads
    ]
    with _on_an_open_day(at):
        Entry.objects.bulk_create(entries)
    for head, entry in zip(heads, entries, strict=True):
        head.number, head.hash = entry.number, entry.hash
    Head.objects.bulk_update(heads, ["number", "hash"])
    return entries


def _after(head: Head, **values: Value) -> Entry:
    """The entry that follows the head of its chain, with its hash."""
    whole = {
        **values,
        "chain": head.chain,
        "number": head.number + 1,
        "previous": bytes(head.hash),
    }
    return Entry(**whole, hash=sha256(hashed(whole)).digest())


@contextmanager
def _on_an_open_day(at: datetime) -> Iterator[None]:
    """Say plainly that the day is anchored when the database refuses an entry for it."""
    try:
        yield
    except DatabaseError as error:
        if CLOSED in str(error):
            raise ClosedDayError(at) from None
        raise


def anchor(*, at: datetime) -> list[Anchor]:
    """Anchor every day that ended an hour ago or earlier and has none yet; a second call adds nothing.

    Days without entries are anchored, too, so that a lost anchor is a gap.
    """
    ended = (at.astimezone(UTC) - GRACE).date()
    made: list[Anchor] = []
    with transaction.atomic():
        _wait_for_writers()
        last = Anchor.objects.order_by("-day").first()
        day = last.day + _DAY if last else _first_day() or ended
        while day < ended:
            last = _anchor_of(day, previous=bytes(last.hash) if last else ZERO)
            made.append(last)
            day += _DAY
    return made


def context_of(chain: str, number: int) -> str:
    """What the sealed values of an entry are bound to."""
    return f"journal_entry.sealed:{chain}:{number}"


def _checked(
    verb: str, *, chain: str, by: By, at: datetime, said: Mapping[str, Said | Sequence[Said]]
) -> str:
    """What is said, as JSON. Raises JournalError, NaiveInstantError."""
    if not connection.in_atomic_block:
        raise OutsideTransactionError
    if at.utcoffset() is None:
        raise NaiveInstantError(at)
    for pattern, word, what, like in (
        (_CHAIN, chain, "the name of a chain", "case:17"),
        (_WORD, verb, "a verb", "case.moved"),
        (_WORD, by.role, "a role", "consular_officer"),
    ):
        if not pattern.fullmatch(word):
            raise WordError(what, word, like=like)
    told = {name: _told(name, value) for name, value in said.items()}
    return json.dumps(told, separators=(",", ":"), sort_keys=True)


def _told(name: str, value: Said | Sequence[Said]) -> Any:
    if isinstance(value, list | tuple):
        return [_told(name, one) for one in value]
    if value is None or isinstance(value, bool):
        ok = True
    elif isinstance(value, int):
        ok = abs(value) < _MOST
    elif isinstance(value, date | UUID):
        value, ok = value.isoformat() if isinstance(value, date) else str(value), True
    else:
        ok = (
            isinstance(value, str)
            and _CODE.fullmatch(value) is not None
            and _LIKE_A_NUMBER_OF_A_PERSON.search(value) is None
        )
    if not (ok and _WORD.fullmatch(name)):
        raise SaidError(name)
    return value


def _head_of(chain: str) -> Head:
    """The head, locked until the transaction ends; on SQLite the whole transaction is."""
    locked = Head.objects.select_for_update().filter(chain=chain)
    head = locked.first()
    if head is None:
        begun = Head(chain=chain, number=0, hash=ZERO)
        Head.objects.bulk_create([begun], ignore_conflicts=True)
        head = locked.get()
    return head


def _heads_of(chains: Iterable[str]) -> list[Head]:
    """The heads, each locked until the transaction ends, in the order of their chains."""
    names = sorted(chains)
    locked = Head.objects.select_for_update().filter(chain__in=names).order_by("chain")
    heads = list(locked)
    if len(heads) < len(names):
        begun = [Head(chain=name, number=0, hash=ZERO) for name in names]
        Head.objects.bulk_create(begun, ignore_conflicts=True)
        heads = list(locked.all())
    return heads


def _sealed(
    values: Mapping[str, Any] | None, person: UUID | None, *, context: str, at: datetime
) -> bytes | None:
    if not values:
        return None
    if person is None:
        raise NobodyToSealForError
    return seal_json(person, values, context=context, at=at)


def _wait_for_writers() -> None:
    """Wait until who writes now has ended, and let nobody begin: no entry slips in behind."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _first_day() -> date | None:
    first = Entry.objects.order_by("at").values_list("at", flat=True).first()
    return first.astimezone(UTC).date() if first else None


def _anchor_of(day: date, *, previous: bytes) -> Anchor:
    entries, root = 0, sha256()
    for block in blocks(since=day, before=day + _DAY):
        entries += len(block)
        root.update(b"".join([row[HASH] for row in block]))
    digest = anchor_hash(day=day, entries=entries, root=root.digest(), previous=previous)
    return Anchor.objects.create(
        day=day, entries=entries, root=root.digest(), previous=previous, hash=digest
    )
