"""The lines of the journal as bytes, in the order of time, a block at a time, from either engine."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from sapar.apps.journal.line import COLUMNS, Value, line

_NAMES: Final = ", ".join(f'"{name}"' for name in COLUMNS)
_SIZE: Final = 1024
_HEADER, _TRAILER = 19, 2  # bytes that binary COPY puts before the first row and behind the last
_KINDS: Final[dict[str, type]] = {
    **dict.fromkeys(("number", "user", "post"), int),
    **dict.fromkeys(("chain", "role", "verb", "said"), str),
    **dict.fromkeys(("previous", "sealed", "hash"), bytes),
    "at": datetime,
    "person": UUID,
}


@contextmanager
def unmoved() -> Iterator[None]:
    """Everything read inside is of one moment, while others go on writing.

    Inside a transaction that is open already, that transaction's own view is taken.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Not atomic(): that would be IMMEDIATE, and keep writers out until the end.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")


def blocks(*, since: date | None = None, before: date | None = None) -> Generator[list[bytes]]:
    """Every line from the day ``since`` to the one before ``before`` (UTC), at most 1,024 at a time.

    Ordered by instant, chain and number; so the lines of one day stand together.
    """
    bounds = {">=": since, "<": before}
    where = " AND ".join(f"at {sign} '{day}'" for sign, day in bounds.items() if day) or "1 = 1"
    return (_copied if connection.vendor == "postgresql" else _written)(where)


def _copied(where: str) -> Generator[list[bytes]]:
    """The bytes as PostgreSQL's binary COPY gives them: they are the canonical ones."""
    with connection.cursor() as cursor:
        copying = cursor.cursor.copy(
            f"COPY (SELECT {_NAMES} FROM journal_entry WHERE {where}"  # noqa: S608 (names of ours and days)
            ' ORDER BY at, chain COLLATE "C", number) TO STDOUT (FORMAT BINARY)'
        )
        with copying as copy:
            lines, begins = map(bytes, copy), _HEADER
            while block := list(islice(lines, _SIZE)):
                block[0] = block[0][begins:]
                if len(block[-1]) <= _TRAILER:
                    block.pop()
                if block:
                    yield block
                begins = 0


def _written(where: str) -> Generator[list[bytes]]:
    """The bytes made from the columns, as they lie in SQLite."""
    # Django would read the instant as a value, or as nothing where it is none: its text is wanted.
    names = _NAMES.replace('"at"', "CAST(at AS TEXT)")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM journal_entry WHERE {where} ORDER BY at, chain, number"  # noqa: S608 (names of ours and days)
        )
        while found := cursor.fetchmany(_SIZE):
            yield [
                line({name: _value(name, one) for name, one in zip(COLUMNS, values, strict=True)})
                for values in found
            ]


def _value(name: str, value: Any) -> Value:
    """A value as it was before SQLite kept it.

    SQLite keeps any type in any column: what was never such a value is told as what it is, so that
    it has no right hash.
    """
    if value is None:
        return None
    kind: Any = _KINDS[name]
    try:
        if kind is datetime:
            return _instant(value)
        if kind is UUID:
            return UUID(hex=value)
    except (AttributeError, TypeError, ValueError):
        return f"no {kind.__name__}: {value!r}"
    fits: Value = value if type(value) is kind else f"no {kind.__name__}: {value!r}"
    return fits


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError(text)
    return found.replace(tzinfo=UTC)
