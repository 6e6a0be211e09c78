"""Who reaches a person, and that every look by another is told."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.apps.people.cast import LATER, NOON, Cast, person_named

from sapar.apps.journal.models import Entry
from sapar.apps.people.actions import (
    Joining,
    NameParts,
    NewDocument,
    NewPerson,
    add_document,
    add_name,
    join_household,
    leave_household,
    register_person,
)
from sapar.apps.people.errors import (
    AlreadyKnownError,
    DocumentNumberError,
    MembershipError,
    NoSuchPersonError,
    NotAllowedError,
)
from sapar.apps.people.models import Member, Person
from sapar.apps.people.queries import (
    own_person,
    people_named,
    people_with_document,
    person_for,
    persons_of,
)
from sapar.core.identity import UnlikelyBirthError

pytestmark = pytest.mark.django_db


def verbs(person: Any) -> list[str]:
    return list(
        Entry.objects.filter(person=person).order_by("number").values_list("verb", flat=True)
    )


def test_the_citizen_sees_herself_and_leaves_no_trace(cast: Cast) -> None:
    before = len(verbs(cast.aida.pk))
    assert person_for(cast.citizen, cast.aida.pk) == cast.aida
    assert own_person(cast.citizen) == cast.aida
    assert len(verbs(cast.aida.pk)) == before


def test_the_officer_whose_case_leads_there_sees_her_and_it_is_told(cast: Cast) -> None:
    person_for(cast.officer, cast.aida.pk, reachable=cast.reachable)
    entry = Entry.objects.filter(person=cast.aida.pk).latest("number")
    assert (entry.verb, entry.user, entry.role) == (
        "person.looked-at",
        cast.officer.user,
        "consular_officer",
    )


@pytest.mark.parametrize("who", ["second_officer", "outsider", "protector"])
def test_nobody_else_learns_even_that_she_exists(cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    for person in (cast.aida.pk, uuid4()):
        with pytest.raises(NoSuchPersonError):
            person_for(actor, person)
        with pytest.raises(NoSuchPersonError):
            add_name(person, NameParts(kind="native", family="Ким"), actor=actor, at=NOON)
    assert "person.looked-at" not in verbs(cast.aida.pk)


def test_an_outsider_with_a_reachable_case_is_still_no_officer(cast: Cast) -> None:
    with pytest.raises(NoSuchPersonError):
        person_for(cast.outsider, cast.aida.pk, reachable=lambda _: True)


# the household


def child_of(cast: Cast, household: Any, *, born: date, role: str = "child") -> NewPerson:
    return NewPerson(
        names=(NameParts(kind="native", family="Серікова", given="Дана"),),
        nationality="KR",
        born=person_named("x", "y", user=None, born=born).born,
        joins=Joining(household=household, role=role),
    )


def test_a_mother_registers_and_sees_her_child_until_it_is_grown(cast: Cast) -> None:
    member = join_household(cast.aida.pk, household=None, role="head", actor=cast.citizen, at=NOON)
    child = register_person(
        child_of(cast, member.household_id, born=date(2008, 1, 22)), actor=cast.citizen, at=NOON
    )
    assert set(persons_of(cast.citizen)) == {cast.aida, child}
    assert person_for(cast.citizen, child.pk) == child
    assert verbs(child.pk)[-1] == "person.looked-at"
    grown = cast.citizen.later(LATER.replace(day=22))
    with pytest.raises(NoSuchPersonError):
        person_for(grown, child.pk)


def test_a_child_does_not_see_its_mother_and_nobody_sees_a_spouse(cast: Cast) -> None:
    member = join_household(cast.aida.pk, household=None, role="child", actor=cast.citizen, at=NOON)
    Member.objects.filter(pk=member.pk).update(role="spouse")
    husband = register_person(
        person_named("Ким", "Виктор", user=None, born=date(1988, 1, 1)), actor=cast.officer, at=NOON
    )
    join_household(
        husband.pk,
        household=member.household_id,
        role="head",
        actor=cast.officer,
        at=NOON,
        reachable=lambda _: True,
    )
    with pytest.raises(NoSuchPersonError):
        person_for(cast.citizen, husband.pk)
    Member.objects.filter(person=cast.aida).update(role="child")
    assert list(persons_of(cast.citizen)) == [cast.aida]


@pytest.mark.parametrize(
    ("born", "role"), [(date(2007, 1, 19), "child"), (date(2020, 1, 1), "spouse")]
)
def test_a_citizen_registers_no_adult_and_no_spouse(cast: Cast, born: date, role: str) -> None:
    member = join_household(cast.aida.pk, household=None, role="head", actor=cast.citizen, at=NOON)
    with pytest.raises(NotAllowedError):
        register_person(
            child_of(cast, member.household_id, born=born, role=role), actor=cast.citizen, at=NOON
        )


def test_nobody_enters_anothers_household_by_their_own_word(cast: Cast) -> None:
    member = join_household(cast.aida.pk, household=None, role="head", actor=cast.citizen, at=NOON)
    stranger = register_person(
        person_named("Ли", "Олег", user=cast.outsider.user, born=date(1980, 1, 1)),
        actor=cast.outsider,
        at=NOON,
    )
    with pytest.raises(NotAllowedError):
        join_household(
            stranger.pk,
            household=member.household_id,
            role="guardian",
            actor=cast.outsider,
            at=NOON,
        )
    with pytest.raises(NotAllowedError):
        register_person(
            child_of(cast, member.household_id, born=date(2020, 1, 1)), actor=cast.outsider, at=NOON
        )


def test_one_household_at_a_time_and_one_head(cast: Cast) -> None:
    with pytest.raises(MembershipError):
        leave_household(cast.aida.pk, actor=cast.citizen, at=NOON)
    join_household(cast.aida.pk, household=None, role="head", actor=cast.citizen, at=NOON)
    with pytest.raises(MembershipError) as refused:
        join_household(cast.aida.pk, household=None, role="head", actor=cast.citizen, at=NOON)
    assert refused.value.which == "elsewhere"
    leave_household(cast.aida.pk, actor=cast.citizen, at=LATER)
    assert Member.objects.get(person=cast.aida).until == LATER


# registering


def test_one_account_is_one_person(cast: Cast) -> None:
    again = person_named("Серікова", "Аида", user=cast.citizen.user, born=None)
    with pytest.raises(AlreadyKnownError):
        register_person(again, actor=cast.citizen, at=NOON)
    with pytest.raises(NotAllowedError):
        register_person(again, actor=cast.outsider, at=NOON)
    assert Person.objects.count() == 1


def test_nothing_is_kept_of_a_registration_that_is_refused(cast: Cast) -> None:
    unborn = person_named("Ли", "Олег", user=None, born=date(2027, 1, 1))
    with pytest.raises(UnlikelyBirthError):
        register_person(unborn, actor=cast.officer, at=NOON)
    assert Person.objects.count() == 1


# finding


def test_an_officer_finds_by_the_beginning_of_a_name_among_their_own(cast: Cast) -> None:
    among = [cast.aida.pk]
    found = people_named(cast.officer, "СЕРІК", among=among, purpose="identify")
    assert [name.given for name in found] == ["Аида"]
    assert verbs(cast.aida.pk)[-1] == "person.found"
    assert people_named(cast.officer, "серік", among=[], purpose="identify") == []
    assert people_named(cast.officer, " ", among=among, purpose="identify") == []
    with pytest.raises(NotAllowedError):
        people_named(cast.outsider, "серік", among=among, purpose="curiosity")


def test_an_officer_finds_by_the_exact_number_of_a_document(cast: Cast) -> None:
    new = NewDocument(kind="passport", number="n 1234-5678")
    add_document(cast.aida.pk, new, actor=cast.citizen, at=NOON)
    ask = {"among": [cast.aida.pk], "purpose": "identify"}
    assert len(people_with_document(cast.officer, "N12345678", **ask)) == 1
    assert people_with_document(cast.officer, "N1234567", **ask) == []
    with pytest.raises(DocumentNumberError):
        people_with_document(cast.officer, "№ 1; DROP", **ask)
    with pytest.raises(NotAllowedError):
        people_with_document(cast.citizen, "N12345678", **ask)
