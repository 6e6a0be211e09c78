"""Names, stays, documents and contact points: kept as told, ended and never edited, erased for good."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.apps.people.cast import LATER, NOON, Cast

from sapar.apps.journal.models import Entry
from sapar.apps.keys.errors import ErasedError
from sapar.apps.keys.sealing import unseal, unseal_json
from sapar.apps.people.actions import (
    NameParts,
    NewContact,
    NewDocument,
    Particulars,
    StayTold,
    add_contact_point,
    add_document,
    add_name,
    add_stay,
    correct_name,
    correct_person,
    correct_stay,
    end_contact_point,
    end_document,
    erase_person,
    export_person,
    join_household,
    prefer_contact_point,
    register_person,
    verify_contact_point,
)
from sapar.apps.people.actions.register import Joining, NewPerson
from sapar.apps.people.errors import (
    CodeError,
    ContactValueError,
    EndedError,
    ErasedPersonError,
    NoSuchPersonError,
    NotAllowedError,
    PeopleError,
    StateCodeError,
    StayError,
)
from sapar.apps.people.facts import facts_of
from sapar.apps.people.models import ContactPoint, Person, PersonName, Stay, TravelDocument
from sapar.apps.people.queries import contact_points_of, documents_of, names_of
from sapar.apps.people.values import number_context
from sapar.core.identity import (
    Born,
    IdentityError,
    LongNameError,
    MissingLineError,
    NameCharacterError,
    Precision,
    UnlikelyBirthError,
    ZoneValues,
    write_zone,
)
from sapar.core.law import DOES_NOT_APPLY, VOCABULARY, facts_from

pytestmark = pytest.mark.django_db

ZONE = "\n".join(
    write_zone(
        "TD3",
        ZoneValues(
            document_code="P",
            issuer="KAZ",
            surname="Серікова",
            given_names="Аида",
            number="N12345678",
            nationality="KAZ",
            born=date(1990, 4, 23),
            sex="F",
            expires=date(2028, 6, 30),
            language="kk",
        ),
    )
)


# names


def test_a_correction_ends_the_old_name_and_keeps_it(cast: Cast) -> None:
    old = names_of(cast.aida).get()
    new = NameParts(kind="native", family="Серікқызы", given="Аида")
    correct_name(old, new, actor=cast.citizen, at=LATER)
    assert [name.family for name in names_of(cast.aida)] == ["Серікқызы"]
    old.refresh_from_db()
    assert (old.family, old.until) == ("Серікова", LATER)
    with pytest.raises(EndedError):
        correct_name(old, new, actor=cast.citizen, at=LATER)


def test_a_name_in_another_script_stands_beside_the_first(cast: Cast) -> None:
    name = NameParts(kind="romanised", family="  SERIKOVA ", given="AIDA")
    added = add_name(cast.aida.pk, name, actor=cast.citizen, at=NOON)
    assert (added.family, added.script, added.search) == ("SERIKOVA", "Latn", "serikova aida")
    entry = Entry.objects.filter(person=cast.aida.pk).latest("number")
    assert entry.verb == "name.added"
    assert "SERIKOVA" not in entry.said
    assert b"SERIKOVA" not in bytes(entry.sealed or b"")


@pytest.mark.parametrize(
    ("part", "text", "error"),
    [
        ("given", "Аида\u202e", NameCharacterError),
        ("family", "А" * 10_000, LongNameError),
        ("patronymic", "😀", NameCharacterError),
    ],
)
def test_a_refused_name_says_which_part_it_is(
    cast: Cast, part: str, text: str, error: type[IdentityError]
) -> None:
    parts = NameParts(kind="native", **{"family": "Серікова", part: text})
    with pytest.raises(error) as refused:
        add_name(cast.aida.pk, parts, actor=cast.citizen, at=NOON)
    assert str(refused.value.place) == part
    assert names_of(cast.aida).count() == 1


def test_a_name_has_a_kind_and_a_part(cast: Cast) -> None:
    with pytest.raises(CodeError):
        add_name(cast.aida.pk, NameParts(kind="nick", given="Ая"), actor=cast.citizen, at=NOON)
    with pytest.raises(IdentityError):
        add_name(
            cast.aida.pk, NameParts(kind="native", patronymic="Ая"), actor=cast.citizen, at=NOON
        )


# particulars


def test_a_correction_of_the_birth_keeps_both_in_the_journal(cast: Cast) -> None:
    now = Particulars(
        nationality="KG",
        other_nationalities=("KZ", "KG"),
        born=Born(day=date(1991, 1, 1), precision=Precision.YEAR),
        sex="X",
    )
    correct_person(cast.aida.pk, now, actor=cast.officer, at=LATER, reachable=cast.reachable)
    cast.aida.refresh_from_db()
    assert (cast.aida.nationality, cast.aida.other_nationalities) == ("KG", ["KZ"])
    assert (cast.aida.born_precision, cast.aida.sex) == ("year", "X")
    entry = Entry.objects.filter(person=cast.aida.pk).latest("number")
    context = f"journal_entry.sealed:{entry.chain}:{entry.number}"
    told = unseal_json(cast.aida.pk, bytes(entry.sealed or b""), context=context)
    assert (told["before"]["born"], told["now"]["born"]) == ("1990-04-23", "1991-01-01")


@pytest.mark.parametrize(
    ("now", "error"),
    [
        (Particulars(nationality="Kazakhstan"), StateCodeError),
        (Particulars(other_nationalities=("ZZ",)), StateCodeError),
        (Particulars(sex="W"), CodeError),
        (
            Particulars(born=Born(day=date(1880, 1, 1), precision=Precision.DAY)),
            UnlikelyBirthError,
        ),
    ],
)
def test_particulars_that_nobody_has_are_refused(
    cast: Cast, now: Particulars, error: type[Exception]
) -> None:
    with pytest.raises(error):
        correct_person(cast.aida.pk, now, actor=cast.citizen, at=LATER)
    cast.aida.refresh_from_db()
    assert cast.aida.nationality == "KZ"


# stays


def test_a_stay_is_corrected_by_another_row(cast: Cast) -> None:
    told = StayTold(country="KR", entered_on=date(2024, 3, 1), is_lawful=False)
    stay = add_stay(cast.aida.pk, told, actor=cast.citizen, at=NOON)
    left = StayTold(country="KR", entered_on=date(2024, 3, 1), left_on=date(2026, 1, 19))
    correct_stay(stay, left, actor=cast.citizen, at=LATER)
    assert Stay.objects.filter(replaced_at__isnull=True).get().left_on == date(2026, 1, 19)
    with pytest.raises(EndedError):
        correct_stay(stay, left, actor=cast.citizen, at=LATER)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (StayTold(country="XX"), StateCodeError),
        (StayTold(country="kr"), StateCodeError),
        (StayTold(country="KR", entry="swam"), CodeError),
        (StayTold(country="KR", unlawful_since=date(2025, 1, 1)), StayError),
        (
            StayTold(country="KR", entered_on=date(2025, 1, 2), left_on=date(2025, 1, 1)),
            StayError,
        ),
    ],
)
def test_a_stay_that_contradicts_itself_is_refused(
    cast: Cast, told: StayTold, error: type[PeopleError]
) -> None:
    with pytest.raises(error):
        add_stay(cast.aida.pk, told, actor=cast.citizen, at=NOON)
    assert not Stay.objects.exists()


# documents


def test_a_document_is_read_from_its_zone_and_sealed(cast: Cast) -> None:
    document = add_document(
        cast.aida.pk, NewDocument(kind="passport", mrz=ZONE.lower()), actor=cast.citizen, at=NOON
    )
    assert (document.issuer, document.valid_until) == ("KZ", date(2028, 6, 30))
    assert document.failed == []
    assert b"N12345678" not in bytes(document.sealed_number) + bytes(document.number_index)
    (seen,) = documents_of(cast.aida)
    assert (seen.number, seen.mrz) == ("N12345678", ZONE)


def test_failed_checks_and_contradictions_are_kept_with_the_document(cast: Cast) -> None:
    new = NewDocument(
        kind="passport",
        issuer="KG",
        number="N12345679",
        valid_until=date(2028, 7, 30),
        mrz=ZONE.replace("N12345678", "N12345670"),
    )
    document = add_document(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    assert document.failed == [
        "check.composite",
        "check.number",
        "differs.issuer",
        "differs.number",
        "differs.valid_until",
    ]
    assert (document.issuer, document.valid_until) == ("KG", date(2028, 7, 30))


def test_a_zone_without_its_second_line_is_refused_whole(cast: Cast) -> None:
    new = NewDocument(kind="passport", mrz=ZONE.split("\n", maxsplit=1)[0])
    with pytest.raises(MissingLineError):
        add_document(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    assert not TravelDocument.objects.exists()


def test_a_sealed_number_opens_in_its_own_row_only(cast: Cast) -> None:
    new = NewDocument(kind="passport", number="N1")
    first = add_document(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    second = add_document(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    assert first.number_index == second.number_index
    with pytest.raises(Exception, match="belongs elsewhere"):
        unseal(cast.aida.pk, bytes(first.sealed_number), context=number_context(second.pk))


def test_a_lost_document_ends_once(cast: Cast) -> None:
    new = NewDocument(kind="passport", number="N1")
    document = add_document(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    end_document(document, because="lost", actor=cast.citizen, at=LATER)
    assert documents_of(cast.aida) == []
    with pytest.raises(EndedError):
        end_document(document, because="lost", actor=cast.citizen, at=LATER)
    with pytest.raises(CodeError):
        end_document(document, because="erased", actor=cast.citizen, at=LATER)


# contact points


@pytest.mark.parametrize(
    ("channel", "typed", "country", "kept"),
    [
        ("phone", "010-1234-5678", "KR", "+821012345678"),
        ("phone", "+7 701 234 56 78", None, "+77012345678"),
        ("email", " Aida@Example.org ", None, "aida@example.org"),
        ("messenger", "@aida", None, "@aida"),
        ("address", "Ансан,\r\n Данвон-гу  1", None, "Ансан,, Данвон-гу 1"),
    ],
)
def test_a_contact_point_is_kept_in_one_form(
    cast: Cast, channel: str, typed: str, country: str | None, kept: str
) -> None:
    new = NewContact(channel=channel, value=typed, language="kk", country=country)
    add_contact_point(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    (seen,) = contact_points_of(cast.aida)
    assert seen.value == kept
    assert seen.verified_at is None


@pytest.mark.parametrize(
    ("channel", "typed"),
    [
        ("phone", "12"),
        ("phone", "0" * 10_000),
        ("email", "aida"),
        ("email", "a@b\nBcc: c@d.org"),
        ("messenger", ""),
        ("messenger", "@aida\u202e"),
        ("address", "x" * 501),
    ],
)
def test_a_contact_point_at_which_nobody_is_reached_is_refused(
    cast: Cast, channel: str, typed: str
) -> None:
    new = NewContact(channel=channel, value=typed, language="kk", country="KR")
    with pytest.raises(ContactValueError):
        add_contact_point(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    with pytest.raises(CodeError):
        add_contact_point(
            cast.aida.pk,
            NewContact(channel="pigeon", value="x", language="kk"),
            actor=cast.citizen,
            at=NOON,
        )


def test_only_the_machine_says_that_a_contact_point_is_verified(cast: Cast) -> None:
    new = NewContact(channel="email", value="aida@example.org", language="kk")
    contact = add_contact_point(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    with pytest.raises(NotAllowedError):
        verify_contact_point(contact, actor=cast.citizen, at=NOON)
    verify_contact_point(contact, actor=cast.machine, at=LATER)
    assert contact_points_of(cast.aida)[0].verified_at == LATER
    with pytest.raises(EndedError):
        verify_contact_point(contact, actor=cast.machine, at=LATER)


def test_one_contact_point_is_preferred(cast: Cast) -> None:
    def added(value: str) -> ContactPoint:
        new = NewContact(channel="email", value=value, language="ru", is_preferred=True)
        return add_contact_point(cast.aida.pk, new, actor=cast.citizen, at=NOON)

    first, second = added("a@example.org"), added("b@example.org")
    assert [seen.is_preferred for seen in contact_points_of(cast.aida)] == [True, False]
    assert contact_points_of(cast.aida)[0].id == second.pk
    prefer_contact_point(first, actor=cast.citizen, at=NOON)
    assert contact_points_of(cast.aida)[0].id == first.pk
    end_contact_point(first, actor=cast.citizen, at=LATER)
    assert [seen.id for seen in contact_points_of(cast.aida)] == [second.pk]
    with pytest.raises(EndedError):
        prefer_contact_point(first, actor=cast.citizen, at=LATER)


# facts


def test_the_law_gets_what_the_register_knows_and_nothing_else(cast: Cast) -> None:
    member = join_household(cast.aida.pk, household=None, role="head", actor=cast.citizen, at=NOON)
    for born in (
        Born(day=date(2020, 5, 5), precision=Precision.DAY),
        Born(day=date(2021, 1, 1), precision=Precision.YEAR),
    ):
        child = NewPerson(
            names=(NameParts(kind="native", given="Дана"),),
            born=born,
            joins=Joining(household=member.household_id, role="child"),
        )
        register_person(child, actor=cast.citizen, at=NOON)
    told = StayTold(
        country="KR", entered_on=date(2024, 3, 1), entry="regular", is_lawful=False,
        unlawful_since=date(2025, 3, 1),
    )  # fmt: skip
    add_stay(cast.aida.pk, told, actor=cast.citizen, at=NOON)
    add_document(cast.aida.pk, NewDocument(kind="passport", mrz=ZONE), actor=cast.citizen, at=NOON)
    facts = facts_of(cast.aida)
    assert facts == {
        "person.nationality": "KZ",
        "person.born": date(1990, 4, 23),
        "stay.country": "KR",
        "stay.entered_on": date(2024, 3, 1),
        "stay.entry": "regular",
        "stay.unlawful_since": date(2025, 3, 1),
        "travel_document.kind": "passport",
        "travel_document.valid_until": date(2028, 6, 30),
        "household.children": ({"born": date(2020, 5, 5)}, {}),
    }
    assert facts_from(facts, VOCABULARY) == facts


def test_a_lawful_stay_and_a_document_without_end_are_known_not_unknown(cast: Cast) -> None:
    add_stay(cast.aida.pk, StayTold(country="KR", is_lawful=True), actor=cast.citizen, at=NOON)
    new = NewDocument(kind="certificate_of_return", number="1", has_no_end=True)
    add_document(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    facts = facts_of(cast.aida)
    assert facts["stay.unlawful_since"] is DOES_NOT_APPLY
    assert facts["travel_document.valid_until"] is DOES_NOT_APPLY
    assert "household.children" not in facts


def test_a_year_is_no_day_of_birth(cast: Cast) -> None:
    Person.objects.filter(pk=cast.aida.pk).update(born_precision="year")
    cast.aida.refresh_from_db()
    assert "person.born" not in facts_of(cast.aida)


# all of it, and nothing of it


def filled(cast: Cast) -> Person:
    new = NewDocument(kind="passport", mrz=ZONE)
    document = add_document(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    end_document(document, because="lost", actor=cast.citizen, at=NOON)
    contact = NewContact(channel="email", value="aida@example.org", language="kk")
    add_contact_point(cast.aida.pk, contact, actor=cast.citizen, at=NOON)
    add_stay(cast.aida.pk, StayTold(country="KR"), actor=cast.citizen, at=NOON)
    join_household(cast.aida.pk, household=None, role="head", actor=cast.citizen, at=NOON)
    return cast.aida


def test_the_citizen_downloads_everything_that_is_held(cast: Cast) -> None:
    held = export_person(filled(cast).pk, actor=cast.citizen, at=LATER)
    text = json.dumps(held, ensure_ascii=False)
    for value in ("Серікова", "1990-04-23", "N12345678", "aida@example.org", "KR", "head", "lost"):
        assert value in text
    with pytest.raises(NoSuchPersonError):
        export_person(cast.aida.pk, actor=cast.outsider, at=LATER)
    with pytest.raises(NoSuchPersonError):
        export_person(cast.aida.pk, actor=cast.second_officer, at=LATER)
    assert Entry.objects.filter(person=cast.aida.pk).latest("number").verb == "person.exported"


def test_erasing_leaves_rows_that_say_nothing(cast: Cast) -> None:
    filled(cast)
    with pytest.raises(NotAllowedError):
        erase_person(cast.aida.pk, actor=cast.officer, at=LATER)
    erase_person(cast.aida.pk, actor=cast.protector, at=LATER)
    row = Person.objects.get(pk=cast.aida.pk)
    assert (row.nationality, row.born, row.sex, row.user_id, row.erased_at) == (
        "", None, "", None, LATER,
    )  # fmt: skip
    assert not PersonName.objects.exists()
    assert not Stay.objects.exists()
    document = TravelDocument.objects.get()
    assert bytes(document.sealed_number) + bytes(document.number_index) == b""
    assert document.ended_because == "erased"
    assert document.ended_at == NOON
    contact = ContactPoint.objects.get()
    assert bytes(contact.sealed_value) + bytes(contact.value_index) == b""


def test_what_the_journal_sealed_about_the_erased_cannot_be_opened(cast: Cast) -> None:
    sealed = filled(cast)
    document = TravelDocument.objects.get(person=sealed)
    erase_person(sealed.pk, actor=cast.machine, at=LATER)
    with pytest.raises(ErasedError):
        unseal(sealed.pk, bytes(document.sealed_number), context=number_context(document.pk))


@pytest.mark.parametrize("who", ["officer", "machine"])
def test_nothing_is_added_to_the_erased(cast: Cast, who: str) -> None:
    erase_person(cast.aida.pk, actor=cast.protector, at=LATER)
    attempts: list[Any] = [
        lambda **by: add_name(cast.aida.pk, NameParts(kind="native", given="Аида"), **by),
        lambda **by: add_stay(cast.aida.pk, StayTold(country="KR"), **by),
        lambda **by: add_document(cast.aida.pk, NewDocument(kind="passport", number="1"), **by),
    ]
    for attempt in attempts:
        with pytest.raises(ErasedPersonError):
            attempt(actor=getattr(cast, who), at=LATER, reachable=cast.reachable)
    with pytest.raises(ErasedPersonError):
        erase_person(cast.aida.pk, actor=cast.protector, at=LATER)


def test_the_database_refuses_what_no_action_would_write(cast: Cast) -> None:
    for change in ({"sex": "W"}, {"born_precision": "week"}, {"erased_at": NOON}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=cast.aida.pk).update(**change)
