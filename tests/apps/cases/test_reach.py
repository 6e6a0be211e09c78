"""Whom an officer comes to through cases, and whom they do not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.cases.cast import NOON, Cast

from sapar.apps.accounts.actor import nobody
from sapar.apps.accounts.models import BreakGlass, Kinship
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.reach import persons_reached, reachable_by, seen_by
from sapar.apps.people.errors import NoSuchPersonError
from sapar.apps.people.queries import people_named, person_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["officer", "second", "supervisor"])
def test_an_officer_of_the_post_reaches_the_person_of_a_case(cast: Cast, name: str) -> None:
    cast.opened()
    actor = cast.acting(getattr(cast, name))
    assert reachable_by(actor)(cast.aida.pk)
    assert seen_by(actor)(cast.aida.pk)
    assert person_for(actor, cast.aida.pk, reachable=reachable_by(actor)) == cast.aida
    assert list(persons_reached(actor)) == [cast.aida]


@pytest.mark.parametrize("name", ["in_busan", "outsider"])
def test_without_a_case_that_leads_there_nobody_reaches_anybody(cast: Cast, name: str) -> None:
    cast.opened()
    actor = cast.acting(getattr(cast, name))
    assert not reachable_by(actor)(cast.aida.pk)
    assert not seen_by(actor)(cast.aida.pk)
    assert cast.aida not in persons_reached(actor)
    with pytest.raises(NoSuchPersonError):
        person_for(actor, cast.aida.pk, reachable=reachable_by(actor))


def test_nobody_reaches_nobody(cast: Cast) -> None:
    cast.opened()
    assert not reachable_by(nobody(NOON))(cast.aida.pk)
    assert not seen_by(nobody(NOON))(cast.aida.pk)


def test_an_auditor_reads_cases_and_sees_no_papers_of_the_person(cast: Cast) -> None:
    cast.opened()
    assert not seen_by(cast.acting(cast.auditor))(cast.aida.pk)


def test_the_person_sees_their_own_papers_before_there_is_a_case(cast: Cast) -> None:
    assert seen_by(cast.acting(cast.citizen))(cast.aida.pk)
    assert not seen_by(cast.acting(cast.outsider))(cast.aida.pk)


def test_a_relative_is_reached_by_no_case_and_by_no_broken_glass(cast: Cast) -> None:
    case = cast.opened()
    Kinship.objects.create(
        user=cast.in_busan, person=cast.aida.pk, said_by=cast.in_busan, since=NOON
    )
    break_glass(cast, chain_of(case))
    assert not reachable_by(cast.acting(cast.in_busan))(cast.aida.pk)


def test_broken_glass_leads_to_the_person_while_its_hours_last(cast: Cast) -> None:
    break_glass(cast, chain_of(cast.opened()))
    assert reachable_by(cast.acting(cast.in_busan, NOON + timedelta(hours=1)))(cast.aida.pk)
    assert not reachable_by(cast.acting(cast.in_busan, NOON + timedelta(hours=5)))(cast.aida.pk)


def test_a_search_finds_among_those_only(cast: Cast) -> None:
    cast.opened()
    for name, found in (("officer", 1), ("in_busan", 0)):
        actor = cast.acting(getattr(cast, name))
        small = people_named(actor, "серік", among=persons_reached(actor), purpose="counter")
        whole = people_named(actor, "СЕРІКОВА А", among=persons_reached(actor), purpose="counter")
        assert (len(small), len(whole)) == (found, found)


def break_glass(cast: Cast, chain: str) -> None:
    BreakGlass.objects.create(
        user=cast.in_busan,
        about=chain,
        person=cast.aida.pk,
        state="KZ",
        reason="She is in hospital in Busan and cannot speak.",
        at=NOON,
        until=NOON + timedelta(hours=4),
    )
