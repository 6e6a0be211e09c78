"""Whether the journal is as it was written; if not, which line, day or anchor is not.

Memory does not grow with the journal: lines and days stream by, and of many problems the first
thousand are named.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import chain as one_after_another
from itertools import islice
from typing import Any, Final

from django.db import connection
from django.db.models import Sum

from sapar.apps.journal.line import HASH, HASHED, PREVIOUS, ZERO, anchor_hash, day_of, place
from sapar.apps.journal.models import Anchor, Head
from sapar.apps.journal.problems import Problem, Wrong
from sapar.apps.journal.rows import blocks, unmoved
from sapar.apps.journal.triggers import missing

MOST: Final = 1000
"""So many problems are named at most."""

_DAY: Final = timedelta(days=1)
_NOTHING: Final = (0, sha256().digest())

# A chain whose numbers are not 1, 2, 3 …, or that does not end where its head says.
_CHAINS: Final = """
    SELECT e.chain, e.highest,
        e.lowest <> 1 OR e.highest <> e.entries,
        h.number IS NULL OR h.number < e.highest
    FROM (
        SELECT chain, min(number) AS lowest, max(number) AS highest, count(*) AS entries
        FROM journal_entry GROUP BY chain
    ) AS e LEFT JOIN journal_head AS h ON h.chain = e.chain
    WHERE e.lowest <> 1 OR e.highest <> e.entries OR h.number IS NULL OR h.number <> e.highest
"""
_HEADS: Final = """
    SELECT h.chain, h.number
    FROM journal_head AS h
    LEFT JOIN journal_entry AS e ON e.chain = h.chain AND e.number = h.number
    WHERE h.number > 0 AND (e.hash IS NULL OR e.hash <> h.hash)
"""
_GAPS: Final = """
    SELECT before + 1, number - 1
    FROM (
        SELECT number, lag(number, 1, 0) OVER (ORDER BY number) AS before
        FROM journal_entry WHERE chain = %s
    ) AS e
    WHERE number > before + 1 ORDER BY number
"""
_UNLINKED: Final = """
    SELECT e.chain, e.number
    FROM journal_entry AS e
    LEFT JOIN journal_entry AS p ON p.chain = e.chain AND p.number = e.number - 1
    WHERE e.at >= %s
      AND (p.hash IS NOT NULL OR e.number = 1) AND e.previous <> coalesce(p.hash, %s)
"""
_BACKDATED: Final = """
    SELECT e.chain, e.number
    FROM journal_entry AS e
    WHERE e.at >= %s AND e.at < %s AND EXISTS (
        SELECT 1 FROM journal_entry AS p
        WHERE p.chain = e.chain AND p.number < e.number AND p.at >= %s
    )
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was read, and what is wrong with it; ``anchor`` is the last one's hash."""

    entries: int
    days: int
    anchor: bytes | None
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(
    *,
    since: date | None = None,
    root: bytes | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Verdict:
    """Read the journal as it is at this moment, while others go on writing.

    1. each line has the hash of what it says
    2. each line follows the line before it in its chain
    3. each chain has its numbers without a gap, and ends where its head says
    4. each day holds the entries it was anchored with, and each anchor follows the one before
    5. the triggers that refuse to alter anything stand

    ``since`` leaves out lines, links and days before that day (UTC). ``root`` is the hash of an
    anchor that was kept elsewhere: it must be found again.
    """
    read = _Read()
    with unmoved(), closing(blocks(since=since)) as lines:
        found = one_after_another(
            _lines(lines, read, progress),
            _links(read, since),
            _chains(),
            _days(read, since=since or date.min),
            _kept(root),
            _guards(),
        )
        problems = tuple(islice(found, MOST))
    return Verdict(entries=read.entries, days=read.anchored, anchor=read.anchor, problems=problems)


def expected() -> int:
    """How many entries the heads tell of, to show how far one has come."""
    told: int | None = Head.objects.aggregate(all=Sum("number"))["all"]
    return told or 0


@dataclass(slots=True)
class _Read:
    """What the lines told while they streamed by. It grows by one entry for each day."""

    entries: int = 0
    days: dict[date, tuple[int, Any]] = field(default_factory=dict)
    links: int = 0
    anchored: int = 0
    anchor: bytes | None = None


def _lines(
    lines: Iterator[list[bytes]], read: _Read, progress: Callable[[int], None]
) -> Iterator[Problem]:
    """The loop that everything waits for. Of a block that is right, only the block is looked at.

    ``links`` gathers, by exclusive or, each hash and each hash of an entry before. What is both
    cancels out: the hashes of the last entries remain.
    """
    for block in lines:
        told = b"".join([row[HASH] for row in block])
        if b"".join([sha256(row[HASHED]).digest() for row in block]) != told:
            yield from _altered(block)
        followed = b"".join([row[PREVIOUS] for row in block])
        read.links ^= int.from_bytes(told) ^ int.from_bytes(followed)
        for day, first, last in _days_of(block):
            count, root = read.days.setdefault(day, (0, sha256()))
            root.update(told[32 * first : 32 * last])
            read.days[day] = count + last - first, root
        read.entries += len(block)
        progress(read.entries)


def _altered(block: list[bytes]) -> Iterator[Problem]:
    for row in block:
        if sha256(row[HASHED]).digest() != row[HASH]:
            chain, number = place(row)
            yield Problem(wrong=Wrong.ALTERED, chain=chain, number=number)


def _days_of(block: list[bytes]) -> Iterator[tuple[date, int, int]]:
    """Each day of a block, which is in the order of time, with where it begins and ends."""
    first = 0
    while first < len(block):
        day = day_of(block[first])
        last = bisect_right(block, day, lo=first + 1, key=day_of)
        yield day, first, last
        first = last


def _links(read: _Read, since: date | None) -> Iterator[Problem]:
    """Name the entries that do not follow the one before; look for them only where there are some."""
    remain, width = read.links, 32 * 8
    folded = 0
    while remain:
        folded ^= remain & ((1 << width) - 1)
        remain >>= width
    for one in Head.objects.filter(number__gt=0).values_list("hash", flat=True).iterator():
        folded ^= int.from_bytes(one)
    if folded or since:
        for chain, number in _asked(_UNLINKED, [(since or date.min).isoformat(), ZERO]):
            yield Problem(wrong=Wrong.UNLINKED, chain=chain, number=number)


def _chains() -> Iterator[Problem]:
    for chain, highest, has_gaps, goes_on in list(_asked(_CHAINS)):
        if has_gaps:
            yield from _gaps(chain)
        if goes_on:
            yield Problem(wrong=Wrong.END, chain=chain, number=highest)
    for chain, number in _asked(_HEADS):
        yield Problem(wrong=Wrong.END, chain=chain, number=number)


def _gaps(chain: str) -> Iterator[Problem]:
    for first, last in _asked(_GAPS, [chain]):
        for number in range(first, last + 1):
            yield Problem(wrong=Wrong.MISSING, chain=chain, number=number)


def _days(read: _Read, *, since: date) -> Iterator[Problem]:
    """Each anchor follows the one before, and its day holds what it was anchored with."""
    waiting = {day: (count, root.digest()) for day, (count, root) in sorted(read.days.items())}
    before = Anchor.objects.filter(day__lt=since).order_by("day").last()
    for one in Anchor.objects.filter(day__gte=since).order_by("day").iterator():
        yield from _of_anchor(one, before)
        if waiting.pop(one.day, _NOTHING) != (one.entries, bytes(one.root)):
            yield Problem(wrong=Wrong.DAY, day=one.day)
            yield from _backdated(one.day)
        before = one
        read.anchored += 1
    if before is not None:
        read.anchor = bytes(before.hash)
        for day in waiting:
            if day < before.day:
                yield Problem(wrong=Wrong.NOT_ANCHORED, day=day)


def _of_anchor(one: Anchor, before: Anchor | None) -> Iterator[Problem]:
    previous = bytes(before.hash) if before else ZERO
    right = anchor_hash(
        day=one.day, entries=one.entries, root=bytes(one.root), previous=bytes(one.previous)
    )
    if bytes(one.hash) != right:
        yield Problem(wrong=Wrong.ANCHOR, day=one.day)
    elif bytes(one.previous) != previous or (before and before.day + _DAY != one.day):
        yield Problem(wrong=Wrong.ANCHOR_UNLINKED, day=one.day)


def _backdated(day: date) -> Iterator[Problem]:
    begins, ends = day.isoformat(), (day + _DAY).isoformat()
    for chain, number in _asked(_BACKDATED, [begins, ends, ends]):
        yield Problem(wrong=Wrong.BACKDATED, chain=chain, number=number)


def _kept(root: bytes | None) -> Iterator[Problem]:
    if root is not None and not Anchor.objects.filter(hash=root).exists():
        yield Problem(wrong=Wrong.ROOT, named=root.hex())


def _guards() -> Iterator[Problem]:
    for name in missing(connection):
        yield Problem(wrong=Wrong.GUARD, named=name)


def _asked(sql: str, parameters: Sequence[str | bytes] = ()) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        yield from iter(cursor)
