"""Whoever rules the database can alter the journal, but not so that verify does not find and name it."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.journal.cast import (
    CITIZEN,
    MACHINE,
    NOON,
    OFFICER,
    OUTSIDER,
    SECOND_OFFICER,
    days,
    moved,
    problems,
    tamper,
    three_days_of_two_cases,
    without_guards,
)

from sapar.apps.journal.actions import anchor, record
from sapar.apps.journal.line import COLUMNS, hashed, line, place
from sapar.apps.journal.models import Anchor, Entry, Head
from sapar.apps.journal.problems import Wrong
from sapar.apps.journal.rows import blocks
from sapar.apps.journal.verify import verify

pytestmark = pytest.mark.django_db

PROPERTY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "chain": st.sampled_from(["case:1", "case:2", "site"]),
            "hours": st.floats(0, 60, allow_nan=False),
            "by": st.sampled_from([OFFICER, SECOND_OFFICER, MACHINE]),
            "person": st.sampled_from([None, CITIZEN, OUTSIDER]),
            "post": st.none() | st.integers(1, 2**40),
            "said": st.dictionaries(WORDS, WORDS | st.integers(-99, 99) | st.none(), max_size=3),
            "sealed": st.none() | st.dictionaries(st.text(max_size=5), st.text(), max_size=2),
        }
    ),
    min_size=1,
    max_size=12,
)


def write(records: list[dict[str, Any]]) -> None:
    for one in records:
        values = {**one, "at": NOON + timedelta(hours=one["hours"])}
        values.pop("hours")
        if values["person"] is None:
            values["sealed"] = None
        record("case.moved", **values)


def values_of(entry: Entry) -> dict[str, Any]:
    found = {name: getattr(entry, name) for name in COLUMNS}
    return {
        name: bytes(value) if isinstance(value, memoryview) else value
        for name, value in found.items()
    }


def other(name: str, value: Any) -> Any:
    """Another value that the column could hold."""
    if value is None:
        return {"user": 1, "post": 1, "person": CITIZEN, "sealed": b""}[name]
    if isinstance(value, UUID):
        return UUID(int=value.int ^ 1)
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"\0"
    return value + 1000 if isinstance(value, int) else value + "x"


def alter(entry: Entry, name: str, value: Any) -> None:
    with without_guards():
        changed = Entry.objects.filter(chain=entry.chain, number=entry.number)
        assert changed.update(**{name: value}) == 1


@PROPERTY
@given(records=RECORDS)
def test_whatever_was_recorded_verifies_before_and_after_anchoring(
    records: list[dict[str, Any]],
) -> None:
    with transaction.atomic():
        write(records)
        assert verify().problems == ()
        anchor(at=NOON + timedelta(days=9))
        found = verify()
        assert (found.problems, found.entries) == ((), len(records))
        for since in (date(2026, 1, 19), date(2026, 1, 21), date(2026, 1, 22)):
            assert verify(since=since).holds
        transaction.set_rollback(True)


@PROPERTY
@given(
    records=RECORDS, which=st.integers(0, 11), name=st.sampled_from(COLUMNS), anchored=st.booleans()
)
def test_a_change_of_any_column_of_any_entry_is_found_and_named(
    records: list[dict[str, Any]], which: int, name: str, anchored: bool
) -> None:
    with transaction.atomic():
        write(records)
        if anchored:
            anchor(at=NOON + timedelta(days=9))
        entry = list(Entry.objects.order_by("at", "chain", "number"))[which % len(records)]
        now = other(name, values_of(entry)[name])
        alter(entry, name, now)
        chain = now if name == "chain" else entry.chain
        number = now if name == "number" else entry.number
        assert ("altered", chain, number) in problems()
        transaction.set_rollback(True)


@PROPERTY
@given(records=RECORDS, which=st.integers(0, 11), anchored=st.booleans())
def test_an_entry_that_was_removed_is_found_and_named(
    records: list[dict[str, Any]], which: int, anchored: bool
) -> None:
    with transaction.atomic():
        write(records)
        if anchored:
            anchor(at=NOON + timedelta(days=9))
        entry = list(Entry.objects.order_by("at", "chain", "number"))[which % len(records)]
        last = Head.objects.get(chain=entry.chain).number == entry.number
        with without_guards():
            Entry.objects.filter(chain=entry.chain, number=entry.number).delete()
        named = "end" if last else "missing"
        assert (named, entry.chain, entry.number) in problems()
        transaction.set_rollback(True)


def test_the_bytes_of_a_line_are_the_same_from_the_database_and_from_python() -> None:
    write([])
    moved()
    record("site.began", chain="site", by=MACHINE, at=NOON + timedelta(microseconds=1))
    lines = [row for block in blocks() for row in block]
    entries = Entry.objects.order_by("at")
    assert lines == [line(values_of(entry)) for entry in entries]
    assert [place(row) for row in lines] == [("case:17", 1), ("site", 1)]
    assert [sha256(hashed(values_of(entry))).digest() for entry in entries] == [
        bytes(entry.hash) for entry in entries
    ]


HASH_OF_THAT = "04abb040f144aecf4036e0b3db44aa76fb446ce90be12e5214594510db1bddb2"


def test_the_bytes_of_a_line_never_change() -> None:
    entry = record(
        "case.moved",
        chain="case:17",
        by=OFFICER,
        at=NOON,
        person=CITIZEN,
        post=3,
        said={"to": "declared"},
    )
    assert bytes(entry.hash).hex() == HASH_OF_THAT


@pytest.fixture
def journal() -> None:
    three_days_of_two_cases()


def test_an_entry_altered_with_a_new_hash_is_found_at_the_one_behind(journal: None) -> None:
    entry = Entry.objects.get(chain="case:17", number=2)
    forged = {**values_of(entry), "said": json.dumps({"to": "cleared"})}
    alter(entry, "said", forged["said"])
    alter(entry, "hash", sha256(hashed(forged)).digest())
    assert problems() == [("unlinked", "case:17", 3)]
    since = verify(since=date(2026, 1, 21))
    assert [(one.wrong, one.number) for one in since.problems] == [(Wrong.UNLINKED, 3)]
    assert verify(since=date(2026, 1, 22)).holds


def test_the_last_entry_altered_with_a_new_hash_is_found_at_the_head(journal: None) -> None:
    entry = Entry.objects.get(chain="case:17", number=4)
    forged = {**values_of(entry), "user": 99}
    alter(entry, "user", 99)
    alter(entry, "hash", sha256(hashed(forged)).digest())
    assert problems() == [("end", "case:17", 4)]


def test_two_entries_that_change_places_are_found(journal: None) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        tamper(
            "UPDATE journal_entry SET number = %s WHERE chain = 'case:17' AND number = %s",
            (after, before),
        )
    found = problems()
    assert {("altered", "case:17", 2), ("altered", "case:17", 3)} <= set(found)


def test_an_entry_moved_to_another_chain_is_found_in_both(journal: None) -> None:
    tamper("UPDATE journal_entry SET chain = 'case:19' WHERE chain = 'case:17' AND number = 2")
    assert {("altered", "case:19", 2), ("missing", "case:19", 1), ("missing", "case:17", 2)} <= set(
        problems()
    )


def test_a_chain_that_was_removed_with_all_its_entries_is_found(journal: None) -> None:
    tamper("DELETE FROM journal_entry WHERE chain = 'case:17'")
    assert problems() == [("end", "case:17", 4)]


def test_a_head_that_was_altered_or_removed_is_found(journal: None) -> None:
    with transaction.atomic():
        tamper("UPDATE journal_head SET number = 3 WHERE chain = 'case:17'")
        assert ("end", "case:17", 4) in problems()
        transaction.set_rollback(True)
    with transaction.atomic():
        tamper("UPDATE journal_head SET hash = %s WHERE chain = 'case:17'", (bytes(32),))
        assert problems() == [("end", "case:17", 4)]
        transaction.set_rollback(True)
    tamper("DELETE FROM journal_head WHERE chain = 'case:17'")
    assert ("end", "case:17", 4) in problems()


def forged_entry(chain: str, *, at: datetime) -> Entry:
    """An entry added with everything right: its hash, its link, and the head moved on."""
    with without_guards():
        return record("case.moved", chain=chain, by=OFFICER, at=at, said={"to": "cleared"})


@pytest.mark.parametrize("chain", ["case:17", "case:99"])
def test_an_entry_added_to_an_anchored_day_with_everything_right_is_found(
    journal: None, chain: str
) -> None:
    anchor(at=NOON + timedelta(days=9))
    forged_entry(chain, at=NOON)
    assert ("day", "2026-01-20") in days()
    named = [("backdated", "case:17", 5)] if chain == "case:17" else []
    assert problems() == named


def test_a_chain_rewritten_from_end_to_end_is_found_by_the_anchors(journal: None) -> None:
    anchor(at=NOON + timedelta(days=9))
    kept = list(Entry.objects.filter(chain="case:17").order_by("number"))
    with without_guards():
        Entry.objects.filter(chain="case:17").delete()
        Head.objects.filter(chain="case:17").delete()
        for one in kept:
            record(one.verb, chain="case:17", by=MACHINE, at=one.at, said={"to": "refused"})
    assert problems() == []
    assert days() == [("day", "2026-01-20"), ("day", "2026-01-21"), ("day", "2026-01-22")]


def test_a_journal_rewritten_with_its_anchors_is_found_by_a_hash_kept_elsewhere(
    journal: None,
) -> None:
    anchor(at=NOON + timedelta(days=9))
    kept = verify().anchor
    with without_guards():
        for model in (Entry, Head, Anchor):
            model.objects.all().delete()
    moved()
    anchor(at=NOON + timedelta(days=9))
    assert verify().holds
    assert [one.wrong for one in verify(root=kept).problems] == [Wrong.ROOT]


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("entries = entries + 1", {"anchor", "day"}),
        ("root = previous", {"anchor", "day"}),
        ("previous = root", {"anchor"}),
        ("hash = previous", {"anchor", "anchor_unlinked"}),
    ],
)
def test_an_anchor_that_was_altered_is_found(journal: None, column: str, found: set[str]) -> None:
    anchor(at=NOON + timedelta(days=9))
    change = "UPDATE journal_anchor SET " + column  # noqa: S608 (written above)
    tamper(change + " WHERE day = '2026-01-21'")
    assert {wrong for wrong, _ in days()} == found
    assert ("anchor", "2026-01-21") in days()


def test_an_anchor_that_was_removed_or_moved_is_found(journal: None) -> None:
    anchor(at=NOON + timedelta(days=9))
    with transaction.atomic():
        tamper("DELETE FROM journal_anchor WHERE day = '2026-01-21'")
        assert days() == [("anchor_unlinked", "2026-01-22"), ("not_anchored", "2026-01-21")]
        transaction.set_rollback(True)
    with transaction.atomic():
        tamper("DELETE FROM journal_anchor WHERE day = '2026-01-20'")
        assert days() == [("anchor_unlinked", "2026-01-21"), ("not_anchored", "2026-01-20")]
        transaction.set_rollback(True)
    tamper("UPDATE journal_anchor SET day = '2027-01-21' WHERE day = '2026-01-21'")
    assert ("anchor", "2027-01-21") in days()


def test_what_lies_before_the_day_asked_for_is_left_out(journal: None) -> None:
    anchor(at=NOON + timedelta(days=9))
    tamper("UPDATE journal_entry SET said = '{}' WHERE chain = 'case:17' AND number = 1")
    assert not verify().holds
    late = verify(since=date(2026, 1, 21))
    assert (late.holds, late.entries, late.days) == (True, 5, 8)
    assert not verify(since=date(2026, 1, 20)).holds


@pytest.mark.parametrize(
    "change",
    [
        "at = 'yesterday'",
        "at = 5",
        "person = 'nobody'",
        "person = 7",
        "user = 'seven'",
        "said = CAST(said AS BLOB)",
        "sealed = 'text'",
        "hash = 'text'",
        "previous = 3",
        "number = 'two'",
        "chain = x'00'",
    ],
)
def test_a_value_of_another_type_is_found_or_refused(journal: None, change: str) -> None:
    sql = "UPDATE journal_entry SET " + change  # noqa: S608 (written above)
    sql += " WHERE chain = 'case:17' AND number = 2"
    try:
        with transaction.atomic():
            tamper(sql)
    except DatabaseError:
        assert connection.vendor == "postgresql"
    else:
        assert "altered" in {wrong for wrong, _, _ in problems()}


def test_an_instant_with_another_offset_is_found(journal: None) -> None:
    tamper(
        "UPDATE journal_entry SET at = '2026-01-20 03:00:00+05:00' WHERE chain = 'case:17' AND number = 1"
    )
    assert problems()[0] == ("altered", "case:17", 1)


def test_of_many_problems_the_first_thousand_are_named(journal: None) -> None:
    for _ in range(1001):
        record("site.began", chain="site", by=MACHINE, at=NOON)
    tamper("UPDATE journal_entry SET post = 5 WHERE chain = 'site'")
    found = verify()
    assert len(found.problems) == 1000
    assert not found.holds
