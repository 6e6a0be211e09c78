"""Roles are lent by their holder, for a time, once removed, and end with the lender's own."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sapar.apps.accounts.actions import (
    deactivate,
    delegate,
    end_absence,
    end_delegation,
    end_grant,
    grant,
    record_absence,
)
from sapar.apps.accounts.errors import (
    AlreadyDoneError,
    DutiesApartError,
    NotAllowedError,
    NotAnOfficersRoleError,
    NotHeldError,
    PeriodError,
    ReasonError,
)
from sapar.apps.accounts.models import Delegation, Grant, User
from sapar.apps.accounts.policy import LONGEST_DELEGATION
from sapar.apps.accounts.queries import actor_of, granted_users_of
from sapar.apps.accounts.roles import Role

from .cast import DAY, NOON, Cast, user

pytestmark = pytest.mark.django_db


def lend(cast: Cast, lender: User, borrower: User, **said: Any) -> Delegation:
    terms = {
        "grants": None,
        "since": NOON,
        "until": NOON + 7 * DAY,
        "reason": "Leave",
        "at": NOON,
    }
    return delegate(cast.acting(lender), borrower=borrower, **{**terms, **said})


def test_a_lent_role_holds_for_its_time_and_says_whose_it_is(cast: Cast) -> None:
    lend(cast, cast.supervisor, cast.officer, since=NOON + DAY)
    assert not cast.acting(cast.officer, NOON).holds(Role.SUPERVISOR)
    (lent,) = (one for one in cast.acting(cast.officer, NOON + DAY).held if one.lent_by is not None)
    assert (lent.role, lent.lent_by, lent.post) == (
        Role.SUPERVISOR,
        cast.supervisor.pk,
        cast.seoul.pk,
    )
    assert not cast.acting(cast.officer, NOON + 7 * DAY).holds(Role.SUPERVISOR)
    assert cast.acting(cast.supervisor, NOON + DAY).holds(Role.SUPERVISOR)


def test_one_lends_only_ones_own(cast: Cast) -> None:
    others = Grant.objects.get(user=cast.supervisor)
    with pytest.raises(NotHeldError):
        lend(cast, cast.officer, cast.second, grants=[others])
    with pytest.raises(NotAllowedError):
        lend(cast, cast.citizen, cast.second)


def test_a_borrowed_role_is_not_lent_on(cast: Cast) -> None:
    lend(cast, cast.supervisor, cast.officer)
    lend(cast, cast.officer, cast.second)
    assert not cast.acting(cast.second).holds(Role.SUPERVISOR)
    lend(cast, cast.supervisor, cast.citizen)
    with pytest.raises(NotAllowedError):
        lend(cast, cast.citizen, cast.second)


def test_roles_that_control_or_appoint_are_not_lent(cast: Cast) -> None:
    auditor = user("Auditor")
    cast.give(auditor, Role.AUDITOR)
    with pytest.raises(NotAllowedError):
        lend(cast, auditor, cast.second)
    cast.give(cast.officer, Role.DATA_PROTECTION_OFFICER, cast.busan)
    with pytest.raises(NotAnOfficersRoleError):
        lend(cast, cast.officer, cast.second, grants=list(cast.officer.grants.all()))
    lend(cast, cast.officer, cast.second)
    assert not cast.acting(cast.second).holds(Role.DATA_PROTECTION_OFFICER)


def test_a_lent_role_ends_with_the_lenders_own(cast: Cast) -> None:
    lend(cast, cast.supervisor, cast.officer)
    own = Grant.objects.get(user=cast.supervisor)
    end_grant(own, actor=cast.acting(cast.administrator), at=NOON + DAY)
    assert not cast.acting(cast.officer, NOON + DAY).holds(Role.SUPERVISOR)


def test_a_lent_role_ends_with_the_lenders_account(cast: Cast) -> None:
    lend(cast, cast.supervisor, cast.officer)
    deactivate(cast.supervisor, actor=cast.acting(cast.administrator), at=NOON + DAY)
    assert not cast.acting(cast.officer, NOON + 2 * DAY).holds(Role.SUPERVISOR)


def test_lender_borrower_and_administrator_end_it_and_nobody_else(cast: Cast) -> None:
    for who in (cast.supervisor, cast.officer, cast.administrator):
        made = lend(cast, cast.supervisor, cast.officer)
        for stranger in (cast.second, cast.outsider):
            with pytest.raises(NotAllowedError):
                end_delegation(made, actor=cast.acting(stranger), at=NOON)
        end_delegation(made, actor=cast.acting(who), at=NOON)
        assert not cast.acting(cast.officer).holds(Role.SUPERVISOR)
        with pytest.raises(AlreadyDoneError):
            end_delegation(made, actor=cast.acting(who), at=NOON)


def test_a_delegation_that_has_not_begun_can_be_called_off(cast: Cast) -> None:
    made = lend(cast, cast.supervisor, cast.officer, since=NOON + DAY)
    end_delegation(made, actor=cast.acting(cast.supervisor), at=NOON)
    assert not cast.acting(cast.officer, NOON + 2 * DAY).holds(Role.SUPERVISOR)


def test_a_delegation_needs_a_time_and_a_reason(cast: Cast) -> None:
    for said in (
        {"since": NOON - DAY},
        {"until": NOON},
        {"until": NOON + LONGEST_DELEGATION + DAY},
    ):
        with pytest.raises(PeriodError):
            lend(cast, cast.supervisor, cast.officer, **said)
    with pytest.raises(ReasonError):
        lend(cast, cast.supervisor, cast.officer, reason="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        lend(cast, cast.supervisor, cast.supervisor)


def test_an_auditor_does_not_borrow_what_is_audited(cast: Cast) -> None:
    auditor = user("Auditor")
    cast.give(auditor, Role.AUDITOR)
    with pytest.raises(DutiesApartError):
        lend(cast, cast.supervisor, auditor)
    lend(cast, cast.supervisor, cast.officer)
    with pytest.raises(DutiesApartError):
        cast.give(cast.officer, Role.DATA_PROTECTION_OFFICER, cast.seoul)


def test_what_the_lender_gains_later_is_not_lent_against_separation_of_duties(cast: Cast) -> None:
    clerk = user("Clerk")
    cast.give(clerk, Role.AUDITOR, cast.busan)
    lend(cast, cast.officer, clerk)
    cast.give(cast.officer, Role.SUPERVISOR, cast.busan)
    actor = cast.acting(clerk)
    assert actor.holds(Role.CONSULAR_OFFICER)
    assert not actor.holds(Role.SUPERVISOR)
    assert clerk not in granted_users_of(cast.busan, Role.SUPERVISOR, at=NOON)


def test_a_standing_deputy_steps_in_only_while_the_lender_is_absent(cast: Cast) -> None:
    lend(cast, cast.supervisor, cast.officer, only_in_absence=True)
    assert not cast.acting(cast.officer).holds(Role.SUPERVISOR)
    with pytest.raises(NotAllowedError):
        record_absence(
            cast.supervisor,
            since=NOON,
            until=NOON + DAY,
            actor=cast.acting(cast.officer),
            at=NOON,
        )
    away = record_absence(
        cast.supervisor,
        since=NOON,
        until=NOON + 3 * DAY,
        actor=cast.acting(cast.supervisor),
        at=NOON,
    )
    assert cast.acting(cast.officer).holds(Role.SUPERVISOR)
    end_absence(away, actor=cast.acting(cast.administrator), at=NOON + DAY)
    assert not cast.acting(cast.officer, NOON + DAY).holds(Role.SUPERVISOR)
    with pytest.raises(AlreadyDoneError):
        end_absence(away, actor=cast.acting(cast.administrator), at=NOON + DAY)


def test_nothing_is_assigned_to_somebody_absent(cast: Cast) -> None:
    assert granted_users_of(cast.seoul, Role.CONSULAR_OFFICER, at=NOON) == [
        cast.officer,
        cast.second,
    ]
    with pytest.raises(PeriodError):
        record_absence(
            cast.officer, since=NOON, until=NOON, actor=cast.acting(cast.supervisor), at=NOON
        )
    record_absence(
        cast.officer, since=NOON, until=NOON + DAY, actor=cast.acting(cast.supervisor), at=NOON
    )
    assert granted_users_of(cast.seoul, Role.CONSULAR_OFFICER, at=NOON) == [cast.second]
    lend(cast, cast.officer, cast.supervisor, only_in_absence=True)
    assert granted_users_of(cast.seoul, Role.CONSULAR_OFFICER, at=NOON) == [
        cast.second,
        cast.supervisor,
    ]


def test_work_goes_only_to_those_who_hold_the_role_for_that_kind_and_post(cast: Cast) -> None:
    grant(
        cast.citizen,
        role=Role.CONSULAR_OFFICER,
        state="KZ",
        kinds=["readmission-agreement"],
        actor=cast.acting(cast.administrator),
        at=NOON,
    )

    def may_get(kind: str) -> list[User]:
        return granted_users_of(cast.busan, Role.CONSULAR_OFFICER, at=NOON, kind=kind)

    assert may_get("readmission-agreement") == [cast.citizen]
    assert may_get("programme") == []


def test_an_actor_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    lend(cast, cast.supervisor, cast.officer, only_in_absence=True)
    with django_assert_num_queries(1):
        actor_of(cast.officer, at=NOON)
    with django_assert_num_queries(2):
        granted_users_of(cast.seoul, Role.SUPERVISOR, at=NOON)
