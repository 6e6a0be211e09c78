"""Who appears in the journal's tests, how a small journal is written, and how one tampers with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from sapar.apps.journal.actions import By, record
from sapar.apps.journal.models import Entry
from sapar.apps.journal.triggers import laid, lifted
from sapar.apps.journal.verify import verify

NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)
CITIZEN = UUID("6d6cf0a5-3a0e-4d55-9f3e-0a6f0c1d2e01")
OUTSIDER = UUID("6d6cf0a5-3a0e-4d55-9f3e-0a6f0c1d2e02")
OFFICER = By(user=7, role="consular_officer")
SECOND_OFFICER = By(user=8, role="supervisor")
MACHINE = By(user=None, role="machine")


def moved(chain: str = "case:17", *, hours: float = 0, by: By = OFFICER) -> Entry:
    """An officer moves the citizen's case, some hours after noon of 20 January 2026 in Seoul."""
    return record(
        "case.moved",
        chain=chain,
        by=by,
        at=NOON + timedelta(hours=hours),
        person=CITIZEN,
        post=3,
        said={"from": "draft", "to": "declared"},
        sealed={"note": "Айгүл flies with her brother."},
    )


def three_days_of_two_cases() -> None:
    """Two cases with four entries each, from 20 to 22 January."""
    for hours in (0, 20, 25, 50):
        moved("case:17", hours=hours)
        moved("case:18", hours=hours + 1, by=MACHINE)


@contextmanager
def without_guards() -> Iterator[None]:
    """The triggers step aside, as for somebody who rules the database."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        for statement in lifted(vendor):
            cursor.execute(statement)
        yield
        for statement in laid(vendor):
            cursor.execute(statement)


def tamper(sql: str, parameters: tuple[Any, ...] = ()) -> None:
    """Change the tables behind the journal's back."""
    with without_guards(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        assert cursor.rowcount > 0, "nothing was tampered with"


def problems() -> list[tuple[str, str, int]]:
    """What is wrong with entries: code, chain, number."""
    return [
        (one.wrong.value, one.chain, one.number or 0)
        for one in verify().problems
        if one.chain is not None
    ]


def days() -> list[tuple[str, str]]:
    """What is wrong with days: code, day."""
    return [(one.wrong.value, str(one.day)) for one in verify().problems if one.day is not None]
