"""A session ends in time, can be ended from elsewhere, and costs no write for a look."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sapar.apps.accounts.actions import deactivate
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import User
from sapar.apps.accounts.roles import Role
from sapar.config.clock import now

from .people import (
    PASSWORD,
    PostOffice,
    show_code,
    sign_in_by_code,
    sign_in_by_password,
    signed_in_as,
    with_app,
)

pytestmark = pytest.mark.django_db
DEVICES = "/en/sign-in/devices/"


@pytest.fixture
def at_work(visitor: Client, officer: User) -> Client:
    """The officer's browser, signed in with both factors."""
    secret = with_app(officer)
    sign_in_by_password(visitor, officer.email)
    show_code(visitor, secret)
    assert visitor.get(DEVICES).status_code == 200
    return visitor


def test_an_officer_is_signed_out_after_half_an_hour_without_a_request(at_work: Client) -> None:
    begun = now()
    for minutes in (20, 49):
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            assert at_work.get(DEVICES).status_code == 200
    with time_machine.travel(begun + timedelta(minutes=80), tick=False):
        page = at_work.get(DEVICES, follow=True)
    assert page.request["PATH_INFO"] == "/en/sign-in/"
    assert "nothing happened for a while" in page.content.decode()
    assert at_work.get(DEVICES).status_code == 302


def test_an_officer_signs_in_again_after_twelve_hours_of_work(at_work: Client) -> None:
    begun = now()
    for minutes in range(20, 12 * 60, 20):
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            assert at_work.get(DEVICES).status_code == 200
    with time_machine.travel(begun + timedelta(hours=12, minutes=1), tick=False):
        assert at_work.get(DEVICES).status_code == 302


def test_a_citizen_has_longer(visitor: Client, citizen: User, post_office: PostOffice) -> None:
    sign_in_by_code(visitor, post_office, citizen.email)
    begun = now()
    with time_machine.travel(begun + timedelta(minutes=119), tick=False):
        assert visitor.get(DEVICES).status_code == 200
    with time_machine.travel(begun + timedelta(minutes=119 + 121), tick=False):
        assert visitor.get(DEVICES).status_code == 302


@pytest.mark.parametrize("mark", ["", "forged", "another's"])
def test_without_the_mark_of_the_last_request_a_session_is_over(
    at_work: Client, mark: str, citizen: User, post_office: PostOffice
) -> None:
    if mark == "another's":
        other = Client()
        sign_in_by_code(other, post_office, citizen.email)
        mark = other.cookies["sapar-seen"].value
    at_work.cookies["sapar-seen"] = mark
    assert at_work.get(DEVICES).status_code == 302


def test_looking_does_not_write_to_the_database(at_work: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert at_work.get("/en/sign-in/ways/").status_code == 200
    assert not [one["sql"] for one in asked if not one["sql"].startswith("SELECT")]
    assert len(asked) <= 6


def test_pages_for_everybody_ask_the_database_nothing_and_set_no_cookie(
    at_work: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = at_work.get("/en/")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_all_other_devices_are_signed_out_at_once(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    lost = Client(headers={"user-agent": "Mozilla/5.0 (Android) SamsungBrowser/1"})
    sign_in_by_code(lost, post_office, citizen.email)
    sign_in_by_code(visitor, post_office, citizen.email)
    page = visitor.get(DEVICES).content.decode()
    assert "SamsungBrowser · Android" in page
    assert "This device" in page
    visitor.post(DEVICES)
    assert lost.get(DEVICES).status_code == 302
    assert visitor.get(DEVICES).status_code == 200


def test_a_new_password_signs_out_all_other_devices(at_work: Client, officer: User) -> None:
    kept = at_work.cookies["sessionid"].value
    at_work.post(
        "/en/sign-in/password/change/",
        {"oldpassword": PASSWORD, "password1": "four words nobody guesses"},
    )
    assert at_work.get(DEVICES).status_code == 200
    assert at_work.cookies["sessionid"].value != kept
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get(DEVICES).status_code == 302


def test_a_closed_account_is_signed_out(at_work: Client, officer: User) -> None:
    deactivate(officer, actor=machine(now()), at=now())
    assert at_work.get(DEVICES).status_code == 302


def test_signing_out_ends_the_session_and_its_marks(at_work: Client) -> None:
    kept = at_work.cookies["sessionid"].value
    assert at_work.get("/en/sign-in/out/").status_code == 200
    assert at_work.get(DEVICES).status_code == 200, "looking at the page signs nobody out"
    answer = at_work.post("/en/sign-in/out/")
    assert answer.cookies["sapar-seen"].value == ""
    at_work.cookies["sessionid"] = kept
    assert at_work.get(DEVICES).status_code == 302


def test_cookies_are_hidden_from_scripts_and_end_with_the_browser(at_work: Client) -> None:
    for name in ("sessionid", "sapar-seen"):
        cookie = at_work.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["max-age"] == ""


def test_whoever_signs_in_in_a_test_of_another_door_is_really_in(
    officer: User, citizen: User
) -> None:
    assert signed_in_as(officer).get(DEVICES).wsgi_request.actor.holds(Role.CONSULAR_OFFICER)
    assert signed_in_as(citizen).get(DEVICES).status_code == 200
    assert signed_in_as(officer, strongly=False).get(DEVICES).status_code == 302


def test_too_many_attempts_and_a_shut_page_are_said_in_the_language_of_the_page(
    visitor: Client, citizen: User, language: str, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for status in (200, 429):
        page = visitor.post(f"/{language}/sign-in/officers/", {"login": "", "password": ""})
        assert page.status_code == status
    shut = signed_in_as(citizen).get(f"/{language}/sign-in/again/")
    assert shut.status_code == 403
    for answer in (page, shut):
        assert f'<html lang="{language}">' in answer.content.decode()
