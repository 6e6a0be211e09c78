"""Relatives are not touched, and whoever breaks the glass is asked why."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from sapar.apps.accounts.actions import break_glass, declare_kinship, review
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.errors import AlreadyDoneError, NotAllowedError, ReasonError
from sapar.apps.accounts.models import BreakGlass
from sapar.apps.accounts.policy import GLASS_STAYS_BROKEN
from sapar.apps.accounts.queries import (
    has_broken_glass,
    relatives_of,
    reviewers_of,
    unreviewed_break_glass,
)
from sapar.apps.accounts.roles import Role

from .cast import DAY, NOON, Cast, user

pytestmark = pytest.mark.django_db
COUSIN = UUID(int=7)
REASON = "She is at the airport and detained; her officer cannot be reached."


def test_an_officer_declares_a_relative_once(cast: Cast) -> None:
    for _ in range(2):
        declare_kinship(cast.officer, person=COUSIN, actor=cast.acting(cast.officer), at=NOON)
    assert relatives_of(cast.officer.pk) == {COUSIN}
    assert relatives_of(cast.second.pk) == frozenset()


def test_a_supervisor_records_it_and_a_stranger_does_not(cast: Cast) -> None:
    for stranger in (cast.second, cast.outsider, cast.citizen):
        with pytest.raises(NotAllowedError):
            declare_kinship(cast.officer, person=COUSIN, actor=cast.acting(stranger), at=NOON)
    made = declare_kinship(cast.officer, person=COUSIN, actor=cast.acting(cast.supervisor), at=NOON)
    assert made.said_by == cast.supervisor


def broken(cast: Cast) -> BreakGlass:
    return break_glass(
        cast.acting(cast.officer), about="case:7", person=COUSIN, reason=REASON, at=NOON
    )


def test_the_glass_is_broken_with_a_reason_and_for_hours(cast: Cast) -> None:
    with pytest.raises(ReasonError):
        break_glass(
            cast.acting(cast.officer),
            about="case:7",
            person=COUSIN,
            reason="urgent" + " " * 40,
            at=NOON,
        )
    for stranger in (cast.citizen, cast.administrator):
        with pytest.raises(NotAllowedError):
            break_glass(
                cast.acting(stranger), about="case:7", person=COUSIN, reason=REASON, at=NOON
            )
    glass = broken(cast)
    assert glass.until - glass.at == GLASS_STAYS_BROKEN <= timedelta(hours=12)
    opens = cast.acting(cast.officer).later
    assert has_broken_glass(opens(NOON), about="case:7")
    assert not has_broken_glass(opens(glass.until), about="case:7")
    assert not has_broken_glass(opens(NOON), about="case:8")
    assert not has_broken_glass(cast.acting(cast.second), about="case:7")


def test_it_alerts_those_who_judge_it_in_that_state(cast: Cast) -> None:
    guardian = user("Guardian")
    cast.give(guardian, Role.DATA_PROTECTION_OFFICER)
    glass = broken(cast)
    assert unreviewed_break_glass(machine(NOON)) == [glass]
    assert reviewers_of(glass, at=NOON) == [guardian, cast.supervisor]
    assert unreviewed_break_glass(cast.acting(cast.supervisor)) == [glass]
    for stranger in (cast.officer, cast.second, cast.outsider):
        assert unreviewed_break_glass(cast.acting(stranger)) == []


def test_it_is_judged_once_and_by_another(cast: Cast) -> None:
    glass = broken(cast)
    for stranger in (cast.officer, cast.second, cast.outsider):
        with pytest.raises(NotAllowedError):
            review(glass, was_right=True, actor=cast.acting(stranger), at=NOON)
    review(glass, was_right=False, actor=cast.acting(cast.supervisor), at=NOON + DAY)
    with pytest.raises(AlreadyDoneError):
        review(glass, was_right=True, actor=cast.acting(cast.supervisor), at=NOON + DAY)
    glass.refresh_from_db()
    assert (glass.reviewed_by, glass.was_right) == (cast.supervisor, False)
    assert unreviewed_break_glass(machine(NOON)) == []


def test_a_supervisor_who_breaks_it_does_not_judge_it(cast: Cast) -> None:
    glass = break_glass(
        cast.acting(cast.supervisor), about="case:7", person=COUSIN, reason=REASON, at=NOON
    )
    with pytest.raises(NotAllowedError):
        review(glass, was_right=True, actor=cast.acting(cast.supervisor), at=NOON)
    assert reviewers_of(glass, at=NOON) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        BreakGlass.objects.filter(pk=glass.pk).update(
            reviewed_by=cast.supervisor, reviewed_at=NOON, was_right=True
        )
