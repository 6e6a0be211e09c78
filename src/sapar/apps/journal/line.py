"""The canonical bytes of an entry and of an anchor, and their hashes.

An entry is written as PostgreSQL's binary COPY writes a row of these columns, so that the database
gives the very bytes that are hashed:

    2 bytes   how many columns, 12
    then for each column 4 bytes of length (-1 for NULL) and its bytes:
    number    8 bytes             post      8 bytes or NULL
    at        8 bytes: µs since   chain     UTF-8
              2000-01-01 UTC      role      UTF-8
    previous  32 bytes            verb      UTF-8
    user      8 bytes or NULL     said      UTF-8: JSON
    person    16 bytes or NULL    sealed    bytes or NULL
    hash      32 bytes: SHA-256 of everything before its length
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

COLUMNS: Final = (
    "number", "at", "previous", "user", "person", "post",
    "chain", "role", "verb", "said", "sealed", "hash",
)  # fmt: skip
"""In the order in which they are hashed; the hash itself stands last."""

ZERO: Final = bytes(32)
"""What the first entry of a chain, and the first anchor, follow."""

HASHED, HASH = slice(None, -36), slice(-32, None)
"""Where in a line stands what is hashed, and the hash."""

AT, PREVIOUS = slice(18, 26), slice(30, 62)
"""Where in a line the instant stands, and the hash of the entry before."""

_BEGINS: Final = len(COLUMNS).to_bytes(2)
_MILLENNIUM: Final = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_MICROSECONDS: Final = timedelta(days=1) // _MICROSECOND

Value = int | str | bytes | datetime | UUID | None


def hashed(values: dict[str, Value]) -> bytes:
    """The bytes of an entry that its hash covers; ``values`` by the names of the columns."""
    return _BEGINS + b"".join(_field(values[name]) for name in COLUMNS[:-1])


def line(values: dict[str, Value]) -> bytes:
    """The whole line of an entry, its hash at the end."""
    return hashed(values) + _field(values["hash"])


def place(row: bytes) -> tuple[str, int]:
    """The chain and the number that a line tells."""
    held, at = bytes(row), len(_BEGINS)
    fields: list[bytes] = []
    while len(fields) <= COLUMNS.index("chain"):
        end = at + 4 + max(0, int.from_bytes(held[at : at + 4], signed=True))
        fields.append(held[at + 4 : end])
        at = end
    return fields[-1].decode(errors="replace"), int.from_bytes(fields[0], signed=True)


def day_of(row: bytes) -> date:
    """The day (UTC) of a line; the last of all days for an instant that is none."""
    days = int.from_bytes(row[AT], signed=True) // _MICROSECONDS
    try:
        return _MILLENNIUM.date() + timedelta(days=days)
    except OverflowError:
        return date.max


def anchor_hash(*, day: date, entries: int, root: bytes, previous: bytes) -> bytes:
    """SHA-256 of the hash before, the day as ``2026-01-20``, the count in 8 bytes, and the root."""
    return sha256(previous + day.isoformat().encode() + entries.to_bytes(8) + root).digest()


def _field(value: Value) -> bytes:
    if value is None:
        return b"\xff\xff\xff\xff"
    written = _WRITTEN[type(value)](value)
    return len(written).to_bytes(4) + written


_WRITTEN: dict[type, Callable[..., bytes]] = {
    int: lambda value: value.to_bytes(8, signed=True),
    str: str.encode,
    bytes: bytes,
    datetime: lambda value: ((value - _MILLENNIUM) // _MICROSECOND).to_bytes(8, signed=True),
    UUID: lambda value: value.bytes,
}
