"""Roles are given by others, end, and never let anybody control their own work."""

from threading import Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from sapar.apps.accounts.actions import deactivate, end_grant, grant, invite
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.errors import (
    AccountError,
    AlreadyDoneError,
    DutiesApartError,
    NotAllowedError,
    NotAnOfficersRoleError,
    OtherStateError,
    PeriodError,
)
from sapar.apps.accounts.models import Grant, User
from sapar.apps.accounts.queries import actor_of
from sapar.apps.accounts.roles import Role

from .cast import DAY, NOON, Cast, user

pytestmark = pytest.mark.django_db


def test_an_administrator_grants_within_the_state_and_nowhere_else(cast: Cast) -> None:
    helper = {"role": Role.HELPER, "at": NOON}
    for actor in (cast.outsider, cast.officer, cast.supervisor, cast.citizen):
        with pytest.raises(NotAllowedError):
            grant(cast.citizen, state="KZ", actor=cast.acting(actor), **helper)
    made = grant(cast.citizen, state="KZ", actor=cast.acting(cast.administrator), **helper)
    assert made.granted_by == cast.administrator
    assert cast.acting(cast.citizen).holds(Role.HELPER)


def test_nobody_grants_to_themselves_not_even_past_the_action(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        grant(
            cast.administrator,
            role=Role.HELPER,
            state="KZ",
            actor=cast.acting(cast.administrator),
            at=NOON,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            user=cast.officer,
            role=Role.SUPERVISOR,
            state="KZ",
            since=NOON,
            granted_by=cast.officer,
        )


def test_an_administrator_of_one_post_does_not_reach_the_state_or_another_post(cast: Cast) -> None:
    local = user("Local")
    cast.give(local, Role.ADMINISTRATOR, cast.busan)
    helper = {"role": Role.HELPER, "state": "KZ", "actor": cast.acting(local), "at": NOON}
    for place in (None, cast.seoul):
        with pytest.raises(NotAllowedError):
            grant(cast.citizen, post=place, **helper)
    assert grant(cast.citizen, post=cast.busan, **helper).post == cast.busan


def test_a_supervisor_does_not_audit_the_same_post(cast: Cast) -> None:
    auditor = {
        "role": Role.AUDITOR,
        "state": "KZ",
        "actor": cast.acting(cast.administrator),
        "at": NOON,
    }
    for place in (cast.seoul, None):
        with pytest.raises(DutiesApartError) as caught:
            grant(cast.supervisor, post=place, **auditor)
        assert caught.value.held == Role.SUPERVISOR
    assert grant(cast.supervisor, post=cast.busan, **auditor)


def test_the_machine_cannot_join_what_is_kept_apart(cast: Cast) -> None:
    with pytest.raises(DutiesApartError):
        cast.give(cast.supervisor, Role.AUDITOR, cast.seoul)


def test_a_supervisor_audits_after_the_old_role_has_ended(cast: Cast) -> None:
    old = Grant.objects.get(user=cast.supervisor)
    end_grant(old, actor=cast.acting(cast.administrator), at=NOON + DAY)
    cast.give(cast.supervisor, Role.AUDITOR, cast.seoul, at=NOON + DAY)
    actor = cast.acting(cast.supervisor, NOON + DAY)
    assert actor.holds(Role.AUDITOR)
    assert not actor.holds(Role.SUPERVISOR)


def test_a_grant_that_makes_no_sense_is_refused(cast: Cast) -> None:
    say = {"actor": cast.acting(cast.administrator), "at": NOON, "state": "KZ"}
    with pytest.raises(NotAnOfficersRoleError):
        grant(cast.citizen, role=Role.CITIZEN, **say)
    with pytest.raises(OtherStateError):
        grant(cast.citizen, role=Role.HELPER, post=cast.foreign, **say)
    with pytest.raises(PeriodError):
        grant(cast.citizen, role=Role.HELPER, until=NOON, **say)


def test_a_role_holds_from_its_beginning_until_just_before_its_end(cast: Cast) -> None:
    grant(
        cast.citizen,
        role=Role.HELPER,
        state="KZ",
        until=NOON + DAY,
        actor=cast.acting(cast.administrator),
        at=NOON,
    )
    assert not cast.acting(cast.citizen, NOON - DAY).held
    assert cast.acting(cast.citizen, NOON).held
    assert not cast.acting(cast.citizen, NOON + DAY).held


def test_a_role_is_ended_once(cast: Cast) -> None:
    held = Grant.objects.get(user=cast.officer)
    with pytest.raises(NotAllowedError):
        end_grant(held, actor=cast.acting(cast.outsider), at=NOON)
    end_grant(held, actor=cast.acting(cast.officer), at=NOON + DAY)
    with pytest.raises(AlreadyDoneError):
        end_grant(held, actor=cast.acting(cast.administrator), at=NOON + DAY)


def test_an_invitation_makes_an_account_without_a_password(cast: Cast) -> None:
    say = {"role": Role.HELPER, "state": "KZ", "at": NOON}
    with pytest.raises(NotAllowedError):
        invite("new@example.org", actor=cast.acting(cast.officer), **say)
    assert not User.objects.filter(email="new@example.org").exists()
    made = invite(" New@Example.org", actor=cast.acting(cast.administrator), language="kk", **say)
    assert (made.email, made.language) == ("new@example.org", "kk")
    assert not made.has_usable_password()
    assert cast.acting(made).holds(Role.HELPER)


def test_an_invitation_to_somebody_known_adds_the_role(cast: Cast) -> None:
    made = invite(
        "CITIZEN@example.org",
        role=Role.HELPER,
        state="KZ",
        actor=cast.acting(cast.administrator),
        at=NOON,
    )
    assert made == cast.citizen
    assert made.name == "Citizen"


def test_a_closed_account_acts_as_nobody(cast: Cast) -> None:
    for actor in (cast.outsider, cast.second, cast.officer):
        with pytest.raises(NotAllowedError):
            deactivate(cast.officer, actor=cast.acting(actor), at=NOON)
    deactivate(cast.officer, actor=cast.acting(cast.administrator), at=NOON)
    assert not actor_of(cast.officer, at=NOON).is_known
    assert not Grant.objects.filter(user=cast.officer, until=None).exists()
    with pytest.raises(AccountError):
        deactivate(cast.officer, actor=machine(NOON), at=NOON)


def test_citizens_close_their_own_account(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        deactivate(cast.citizen, actor=cast.acting(cast.administrator), at=NOON)
    deactivate(cast.citizen, actor=cast.acting(cast.citizen), at=NOON)
    assert not cast.citizen.is_active


@pytest.mark.django_db(transaction=True)
def test_two_administrators_at_once_do_not_join_what_is_kept_apart() -> None:
    cast = Cast()
    outcomes: list[str] = []

    def give(role: Role) -> None:
        while True:  # SQLite in memory refuses a second writer instead of letting it wait
            try:
                cast.give(cast.citizen, role, cast.seoul)
                outcomes.append("given")
            except DutiesApartError:
                outcomes.append("refused")
            except OperationalError:
                continue
            break
        connection.close()

    both = [Thread(target=give, args=(role,)) for role in (Role.SUPERVISOR, Role.AUDITOR)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(outcomes) == ["given", "refused"]
