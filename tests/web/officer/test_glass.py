"""An emergency: a case opens for some hours with a reason, and not to a relative."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.apps.cases.cast import NOON, Cast

from sapar.apps.accounts.models import BreakGlass, Grant, Kinship, Post, User
from sapar.apps.accounts.roles import Role
from sapar.apps.journal.models import Entry

pytestmark = pytest.mark.django_db
Browsers = Callable[[str], Client]
REASON = "She is in hospital in Busan and cannot speak for herself."


def test_the_case_opens_for_four_hours_and_changes_nothing(
    cast: Cast, browser_of: Browsers, settings: Any
) -> None:
    case = cast.opened()
    client = browser_of("in_busan")
    said = {"number": case.number.lower(), "reason": REASON}
    answer = client.post("/en/desk/emergency/", said)
    assert answer.headers["Location"] == f"/en/desk/cases/{case.number}/"
    text = client.get(answer.headers["Location"]).content.decode()
    assert "Серікова Аида" in text
    assert "Write it down" not in text
    assert Entry.objects.filter(verb="case.glass-broken").count() == 1
    hold = {"turn": case.turn, "entry": 0, "do": "set"}
    changed = client.post(f"/en/desk/cases/{case.number}/holds/detained/", hold)
    assert changed.status_code == 403
    settings.SAPAR_NOW = NOON + timedelta(hours=5)
    later = browser_of("in_busan")
    assert later.get(answer.headers["Location"]).status_code == 404


def test_a_word_is_no_reason_and_what_was_typed_stays(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    said = {"number": case.number, "reason": "urgent"}
    answer = browser_of("in_busan").post("/en/desk/emergency/", said)
    assert answer.status_code == 422
    assert "At least 30 characters" in answer.content.decode()
    assert "urgent" in answer.content.decode()
    assert not BreakGlass.objects.exists()


def test_glass_opens_no_case_of_a_relative_none_of_another_state_and_none_that_is_not(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    abroad = Post.objects.create(
        code="mn-seoul", kind="embassy", state="MN", country="KR", time_zone="Asia/Seoul"
    )
    stranger = User.objects.create_user("stranger@example.org")
    Grant.objects.create(
        user=stranger,
        role=Role.CONSULAR_OFFICER,
        state="MN",
        post=abroad,
        since=NOON - timedelta(days=9),
    )
    from tests.web.sign_in.people import signed_in_as

    said = {"number": case.number, "reason": REASON}
    assert signed_in_as(stranger).post("/en/desk/emergency/", said).status_code == 422
    nothing = {"number": "KZ-SEOUL-2026-999999", "reason": REASON}
    assert browser_of("in_busan").post("/en/desk/emergency/", nothing).status_code == 422
    Kinship.objects.create(
        user=cast.in_busan, person=cast.aida.pk, said_by=cast.in_busan, since=NOON
    )
    assert browser_of("in_busan").post("/en/desk/emergency/", said).status_code == 403
    assert not BreakGlass.objects.exists()


def test_who_sees_the_case_anyway_breaks_nothing(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    said = {"number": case.number, "reason": REASON}
    answer = browser_of("officer").post("/en/desk/emergency/", said)
    assert answer.status_code == 302
    assert not BreakGlass.objects.exists()
