"""Who may act for whom, before any case is looked at."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from sapar.apps.accounts.actor import Actor, Held, machine, nobody
from sapar.apps.accounts.models import Grant, User
from sapar.apps.accounts.roles import Role

NOON = datetime(2026, 1, 20, 3, tzinfo=UTC)


def officer(*held: Held) -> Actor:
    return Actor(user=1, at=NOON, held=held)


def test_a_role_at_one_post_does_not_reach_another() -> None:
    seoul = Held(role=Role.CONSULAR_OFFICER, state="KZ", post=1)
    actor = officer(seoul)
    assert actor.holds_at(Role.CONSULAR_OFFICER, state="KZ", post=1, kind="programme")
    assert not actor.holds_at(Role.CONSULAR_OFFICER, state="KZ", post=2, kind="programme")
    assert not actor.holds_at(Role.CONSULAR_OFFICER, state="KR", post=1, kind="programme")


def test_a_role_for_one_kind_does_not_reach_another() -> None:
    actor = officer(
        Held(role=Role.SUPERVISOR, state="KZ", kinds=frozenset({"readmission-agreement"}))
    )
    assert actor.holds_at(Role.SUPERVISOR, state="KZ", post=7, kind="readmission-agreement")
    assert not actor.holds_at(Role.SUPERVISOR, state="KZ", post=7, kind="programme")


def test_nobody_holds_nothing_and_the_machine_is_known() -> None:
    assert not nobody(NOON).is_known
    assert not nobody(NOON).is_officer
    assert machine(NOON).is_known
    assert not machine(NOON).is_officer


@pytest.mark.django_db
def test_the_database_refuses_a_grant_that_ends_before_it_begins() -> None:
    user = User.objects.create_user(" Aigul@Example.org ")
    assert user.email == "aigul@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=user, role=Role.AUDITOR, state="KZ", since=NOON, until=NOON)


@pytest.mark.django_db
def test_the_database_refuses_an_unknown_role() -> None:
    user = User.objects.create_user("aigul@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=user, role="king", state="KZ", since=NOON)
