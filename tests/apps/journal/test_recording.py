"""An entry stands or falls with the change it tells of, and says openly nothing about anybody."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.apps.journal.cast import CITIZEN, MACHINE, NOON, OFFICER, OUTSIDER, moved

from sapar.apps.journal.actions import By, anchor, record, record_each
from sapar.apps.journal.errors import (
    ClosedDayError,
    NobodyToSealForError,
    OutsideTransactionError,
    SaidError,
    WordError,
)
from sapar.apps.journal.models import Anchor, Entry, Head
from sapar.apps.journal.queries import entries_about, entries_of, looks_at, read
from sapar.apps.journal.verify import verify
from sapar.apps.keys.actions import erase
from sapar.apps.keys.errors import ErasedError, TamperedError
from sapar.core.calendar import NaiveInstantError


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(OutsideTransactionError):
        moved()
    with transaction.atomic():
        moved()
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_with_the_change_that_fails() -> None:
    with transaction.atomic():
        moved()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert 1 / (moved().number - 2)
    with transaction.atomic():
        assert moved().number == 2
    assert verify().holds
    assert verify().entries == 2


@pytest.mark.django_db
def test_each_chain_counts_for_itself_and_each_entry_holds_the_hash_before() -> None:
    first, other, second = moved("case:17"), moved("case:18"), moved("case:17")
    assert [one.number for one in (first, other, second)] == [1, 1, 2]
    assert bytes(first.previous) == bytes(other.previous) == bytes(32)
    assert bytes(second.previous) == bytes(first.hash)
    assert list(entries_of("case:17")) == [first, second]


@pytest.mark.django_db
def test_a_record_takes_four_queries_and_three_without_personal_values(
    django_assert_num_queries: Any,
) -> None:
    moved()
    with django_assert_num_queries(4):
        moved()
    with django_assert_num_queries(3):
        record("case.looked", chain="case:17", by=OFFICER, at=NOON, person=CITIZEN)


@pytest.mark.django_db
def test_an_entry_reads_as_it_was_written() -> None:
    entry = Entry.objects.get(pk=moved().pk)
    opened = read(entry)
    assert opened.said == {"from": "draft", "to": "declared"}
    assert opened.personal == {"note": "Айгүл flies with her brother."}
    assert (entry.at, entry.user, entry.role, entry.post) == (NOON, 7, "consular_officer", 3)
    assert "Айгүл".encode() not in bytes(entry.sealed or b"")


@pytest.mark.django_db
def test_after_an_erasure_the_values_are_gone_and_the_chain_verifies() -> None:
    entry = moved()
    erase(CITIZEN, at=NOON)
    assert read(entry).is_erased
    assert read(entry).said == {"from": "draft", "to": "declared"}
    assert verify().holds
    with pytest.raises(ErasedError):
        moved()
    plain = record("person.erased", chain="case:17", by=OFFICER, at=NOON, person=CITIZEN)
    assert not read(plain).is_erased
    assert verify().entries == 2


@pytest.mark.django_db
def test_sealed_values_moved_to_another_entry_do_not_open() -> None:
    first, second = moved(), moved()
    second.sealed = first.sealed
    with pytest.raises(TamperedError):
        read(second)


@pytest.mark.django_db
def test_who_has_looked_at_my_data_is_answered_for_me_alone() -> None:
    moved()
    for hour, verb in enumerate(["case.looked", "case.moved", "documents.looked"]):
        at = NOON + timedelta(hours=hour)
        record(verb, chain="case:17", by=OFFICER, at=at, person=CITIZEN)
    record("case.looked", chain="case:18", by=OFFICER, at=NOON, person=OUTSIDER)
    assert [one.verb for one in looks_at(CITIZEN)] == ["documents.looked", "case.looked"]
    assert [one.chain for one in looks_at(OUTSIDER)] == ["case:18"]
    assert entries_about(CITIZEN).count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    [
        "declared",
        "kr-voluntary-departure-2025/notice",
        "2026-01-20T03:00:00+00:00",
        "KZ",
        17,
        -3,
        True,
        None,
        date(2026, 1, 20),
        NOON,
        OUTSIDER,
        ["passport", "ticket"],
    ],
)
def test_codes_numbers_days_and_ids_are_said_openly(value: Any) -> None:
    entry = record("case.moved", chain="case:17", by=OFFICER, at=NOON, said={"value": value})
    assert list(read(entry).said) == ["value"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    [
        "Айгүл",
        "Aigul Seitkali",
        "aigul@example.org",
        "900201400123",
        "N12345678",
        "+77011234567",
        900201400123,
        "",
        "a" * 101,
        1.5,
        {"name": "x"},
        ["passport", "Aigul Seitkali"],
        b"bytes",
    ],
)
def test_what_may_be_about_somebody_is_not_said_openly(value: Any) -> None:
    with pytest.raises(SaidError) as refused:
        record("case.moved", chain="case:17", by=OFFICER, at=NOON, said={"value": value})
    assert "sealed" in str(refused.value)
    assert not Head.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "chain", "by"),
    [
        ("Case moved", "case:17", OFFICER),
        ("case.moved", "Case 17", OFFICER),
        ("case.moved", "", OFFICER),
        ("case.moved", "case:", OFFICER),
        ("case.moved", "case:17", By(user=7, role="Consular officer")),
    ],
)
def test_verbs_chains_and_roles_are_words(verb: str, chain: str, by: By) -> None:
    with pytest.raises(WordError):
        record(verb, chain=chain, by=by, at=NOON)
    assert record("case.moved", chain="person:" + str(CITIZEN), by=MACHINE, at=NOON).number == 1


@pytest.mark.django_db
def test_personal_values_need_a_person_and_an_instant_its_time_zone() -> None:
    with pytest.raises(NobodyToSealForError):
        record("case.moved", chain="case:17", by=OFFICER, at=NOON, sealed={"note": "x"})
    with pytest.raises(NaiveInstantError):
        record("case.moved", chain="case:17", by=OFFICER, at=NOON.replace(tzinfo=None))


# anchors


@pytest.mark.django_db
def test_a_day_is_anchored_an_hour_after_its_end_and_only_once() -> None:
    moved()
    midnight = datetime(2026, 1, 21, tzinfo=UTC)
    assert anchor(at=midnight + timedelta(minutes=59)) == []
    (made,) = anchor(at=midnight + timedelta(minutes=60))
    assert (made.day, made.entries) == (date(2026, 1, 20), 1)
    assert anchor(at=midnight + timedelta(hours=2)) == []
    assert verify().anchor == bytes(made.hash)


@pytest.mark.django_db
def test_days_without_entries_are_anchored_too_and_each_holds_the_hash_before() -> None:
    assert anchor(at=NOON) == []
    moved()
    moved(hours=72)
    made = anchor(at=NOON + timedelta(days=5))
    assert [one.entries for one in made] == [1, 0, 0, 1, 0]
    assert [bytes(one.previous) for one in made[1:]] == [bytes(one.hash) for one in made[:-1]]
    assert verify().days == Anchor.objects.count() == 5


@pytest.mark.django_db
def test_an_anchored_day_takes_no_entry_more() -> None:
    moved()
    anchor(at=NOON + timedelta(days=1))
    with pytest.raises(ClosedDayError, match="2026-01-20 is anchored"), transaction.atomic():
        moved()
    with pytest.raises(ClosedDayError), transaction.atomic():
        moved(hours=-100)
    moved(hours=24)
    assert verify().holds


@pytest.mark.django_db
def test_what_concerns_many_is_recorded_in_each_chain_with_three_statements(
    django_assert_num_queries: Any,
) -> None:
    persons = {f"person:{one}": one for one in (OUTSIDER, CITIZEN)}
    with transaction.atomic():
        record("person.told", chain=f"person:{CITIZEN}", by=MACHINE, at=NOON, person=CITIZEN)
    for numbers in ([2, 1], [3, 2]):
        with transaction.atomic():
            made = record_each(
                "person.found",
                persons=persons,
                by=OFFICER,
                at=NOON,
                said={"purpose": "identify"},
            )
        assert [one.number for one in made] == numbers
        assert {one.chain: one.person for one in made} == persons
    assert [one.verb for one in entries_about(OUTSIDER)] == ["person.found"] * 2
    assert verify().entries == 5
    assert verify().holds
    with transaction.atomic(), django_assert_num_queries(3):
        record_each("person.found", persons=persons, by=OFFICER, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_refused_as_one_is() -> None:
    persons = {f"person:{CITIZEN}": CITIZEN}
    with pytest.raises(OutsideTransactionError):
        record_each("person.found", persons=persons, by=OFFICER, at=NOON)
    with transaction.atomic():
        record_each("person.found", persons=persons, by=OFFICER, at=NOON)
    anchor(at=NOON + timedelta(days=2))
    with pytest.raises(ClosedDayError), transaction.atomic():
        record_each("person.found", persons=persons, by=OFFICER, at=NOON)
    with pytest.raises(SaidError), transaction.atomic():
        record_each("person.found", persons=persons, by=OFFICER, at=NOON, said={"what": "Аида С"})
    assert verify().holds
