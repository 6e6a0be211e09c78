"""Sessions that have ended are forgotten, and whoever judges emergencies is told of each, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail

from sapar.apps.accounts.actions import break_glass, review
from sapar.apps.accounts.jobs import forget_sessions, tell_of_glass, untold
from sapar.apps.accounts.models import BreakGlass, Remembered, User
from sapar.apps.accounts.queries import untold_break_glass
from sapar.apps.accounts.roles import Role
from sapar.apps.accounts.sessions import forget_sessions as forget

from .cast import DAY, NOON, Cast

pytestmark = pytest.mark.django_db

REASON = "A child was taken to hospital, and nobody of Busan answers the telephone."


def session_of(user: User, key: str, *, ends_in: timedelta) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=NOON + ends_in)
    UserSession.objects.create(user=user, session_key=key, ip="192.0.2.1", user_agent="Browser")


def broken(cast: Cast) -> BreakGlass:
    return break_glass(
        cast.acting(cast.officer), about="case:17", person=uuid4(), reason=REASON, at=NOON
    )


def told(glass: BreakGlass, at: Any = NOON) -> None:
    """What a worker does at that instant."""
    for one in untold_break_glass(at=at, limit=10):
        assert one == glass.pk
        tell_of_glass.func.__wrapped__(one, at=at)


def test_a_session_that_has_ended_goes_with_the_address_it_was_opened_from(cast: Cast) -> None:
    session_of(cast.citizen, "ended", ends_in=-DAY)
    session_of(cast.citizen, "running", ends_in=DAY)
    Remembered.objects.create(cache_key="old", value="", expires=NOON - DAY)
    Remembered.objects.create(cache_key="new", value="", expires=NOON + DAY)
    assert forget(at=NOON) == 1
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["running"]
    assert list(Session.objects.values_list("pk", flat=True)) == ["running"]
    assert list(Remembered.objects.values_list("pk", flat=True)) == ["new"]


def test_a_session_that_was_ended_before_its_time_leaves_nothing_either(cast: Cast) -> None:
    session_of(cast.citizen, "signed-out", ends_in=DAY)
    Session.objects.all().delete()
    forget_sessions.func.__wrapped__(at=NOON)
    assert not UserSession.objects.exists()


def test_everybody_who_may_judge_an_emergency_is_told_of_it_once(cast: Cast) -> None:
    cast.give(cast.second, Role.SUPERVISOR, cast.busan)
    glass = broken(cast)
    told(glass)
    told(glass)
    assert [one.to for one in mail.outbox] == [[cast.second.email], [cast.supervisor.email]]
    assert untold(NOON, 10) == []


def test_who_may_judge_only_later_is_told_then(cast: Cast) -> None:
    glass = broken(cast)
    told(glass)
    cast.give(cast.second, Role.SUPERVISOR, cast.busan, at=NOON + DAY)
    told(glass, NOON + DAY)
    assert [one.to for one in mail.outbox] == [[cast.supervisor.email], [cast.second.email]]


def test_an_emergency_that_was_judged_is_no_longer_news(cast: Cast) -> None:
    glass = broken(cast)
    review(glass, was_right=True, actor=cast.acting(cast.supervisor), at=NOON)
    tell_of_glass.func.__wrapped__(glass.pk, at=NOON)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "emergency"),
        ("kk", "төтенше"),
        ("ru", "чрезвычайной"),
        ("ko", "긴급"),
        ("fr", "urgence"),
    ],
)
def test_the_letter_is_in_the_readers_language_and_says_nothing_of_the_case(
    cast: Cast, language: str, says: str
) -> None:
    User.objects.filter(pk=cast.supervisor.pk).update(language=language)
    glass = broken(cast)
    told(glass)
    (letter,) = mail.outbox
    assert says in letter.subject
    assert says in letter.body
    assert f"/{language}/" in letter.body
    whole = letter.message().as_string() + letter.body
    for canary in (cast.officer.email, cast.officer.name, "case:17", "hospital", str(glass.person)):
        assert canary not in whole
