"""Whoever holds a role gets nowhere without a second factor, however they begin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from sapar.apps.accounts.actions import grant
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import User
from sapar.apps.accounts.roles import Role
from sapar.config.clock import now
from sapar.web.sign_in.urls import urlpatterns

from .people import (
    PASSWORD,
    PostOffice,
    code_of,
    show_code,
    sign_in_by_code,
    sign_in_by_password,
    with_app,
)

pytestmark = pytest.mark.django_db


def place(client: Client) -> Any:
    """Where the way to the devices ends: at the devices, or before."""
    return client.get("/en/sign-in/devices/", follow=True).request["PATH_INFO"]


def test_an_officer_without_a_second_factor_reaches_only_the_page_to_set_one_up(
    visitor: Client, officer: User
) -> None:
    sign_in_by_password(visitor, officer.email)
    for address in (
        "/en/sign-in/devices/",
        "/en/sign-in/recovery/",
        "/en/sign-in/recovery/new/",
    ):
        assert visitor.get(address)["Location"] == "/en/sign-in/ways/", address
    page = visitor.get("/en/sign-in/ways/").content.decode()
    assert "Set up a second factor" in page
    for address in ("/en/sign-in/app/", "/en/sign-in/passkeys/add/", "/en/sign-in/out/"):
        assert visitor.get(address).status_code == 200, address


def test_every_page_behind_the_door_is_shut_to_half_an_officer(
    visitor: Client, officer: User
) -> None:
    open_to_all = {"public", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}
    open_to_all |= {"account_email", "account_logout", "account_reauthenticate"}
    sign_in_by_password(visitor, officer.email)
    values = {"pk": 1, "provider_id": "kz", "uidb36": "1", "key": "set-password"}
    behind = [one for one in urlpatterns if one.name not in open_to_all]
    for page in behind:
        wanted = {**page.pattern.converters, **getattr(page.pattern.regex, "groupindex", {})}
        address = reverse(page.name, kwargs={name: values[name] for name in wanted})
        assert visitor.get(address).status_code == 302, page.name
    assert len(behind) > 15


def test_an_actor_without_a_second_factor_holds_nothing(visitor: Client, officer: User) -> None:
    sign_in_by_password(visitor, officer.email)
    request = visitor.get("/en/sign-in/ways/").wsgi_request
    assert request.actor.user == officer.pk
    assert request.actor.held == ()


def test_an_officer_sets_up_an_app_and_is_in(
    visitor: Client,
    officer: User,
    post_office: PostOffice,
    django_capture_on_commit_callbacks: Any,
) -> None:
    sign_in_by_password(visitor, officer.email)
    secret = visitor.get("/en/sign-in/app/").context_data["form"].secret
    wrong = visitor.post("/en/sign-in/app/", {"code": "000000"})
    assert "The code is not right" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = show_code(visitor, secret, at="app/", follow=True)
    assert "They are shown only now" in done.content.decode()
    assert place(visitor) == "/en/sign-in/devices/"
    request = visitor.get("/en/sign-in/ways/").wsgi_request
    assert [one.role for one in request.actor.held] == [Role.CONSULAR_OFFICER]
    assert "app was set up" in str(post_office.mails[-1]["Subject"])


def test_the_secret_of_an_app_is_sealed_in_the_database(officer: User) -> None:
    secret = with_app(officer)
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    with time_machine.travel(now(), tick=False):
        assert kept.wrap().validate_code(code_of(secret))


def test_an_officer_signs_in_with_password_and_app(visitor: Client, officer: User) -> None:
    secret = with_app(officer)
    assert sign_in_by_password(visitor, officer.email)["Location"] == "/en/sign-in/second/"
    assert place(visitor) != "/en/sign-in/devices/"
    show_code(visitor, secret)
    assert place(visitor) == "/en/sign-in/devices/"


def test_an_officer_arrives_at_the_desk_and_a_citizen_at_their_plans(
    visitor: Client, officer: User, citizen: User, post_office: PostOffice
) -> None:
    secret = with_app(officer)
    sign_in_by_password(visitor, officer.email)
    assert show_code(visitor, secret)["Location"] == "/en/desk/"
    other = Client()
    other.post("/en/sign-in/", {"email": citizen.email})
    arrived = other.post("/en/sign-in/code/", {"code": post_office.code})
    assert arrived["Location"] == "/en/my/"


def test_a_code_of_the_app_lets_in_once(visitor: Client, officer: User) -> None:
    secret = with_app(officer)
    with time_machine.travel(now(), tick=False):
        for client, outcome in ((visitor, 302), (Client(), 200)):
            sign_in_by_password(client, officer.email)
            page = client.post("/en/sign-in/second/", {"code": code_of(secret)})
            assert page.status_code == outcome
    assert "it has been used" in page.content.decode()


def test_the_code_that_set_the_app_up_does_not_let_in(
    visitor: Client, officer: User, post_office: PostOffice
) -> None:
    with time_machine.travel(now(), tick=False):
        sign_in_by_password(visitor, officer.email)
        secret = visitor.get("/en/sign-in/app/").context_data["form"].secret
        visitor.post("/en/sign-in/app/", {"code": code_of(secret)})
        thief = Client()
        sign_in_by_password(thief, officer.email)
        page = thief.post("/en/sign-in/second/", {"code": code_of(secret)})
    assert "it has been used" in page.content.decode()


@pytest.mark.parametrize("later", [-2, -1, 1, 2])
def test_a_code_of_another_half_minute_does_not_let_in(
    visitor: Client, officer: User, later: int
) -> None:
    secret = with_app(officer)
    sign_in_by_password(visitor, officer.email)
    page = show_code(visitor, secret, later=later)
    assert page.status_code == 200


def test_a_recovery_code_lets_in_once(visitor: Client, officer: User) -> None:
    with_app(officer)
    (codes,) = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES)
    code = codes.wrap().get_unused_codes()[0]
    for client, outcome in ((visitor, 302), (Client(), 200)):
        sign_in_by_password(client, officer.email)
        assert client.post("/en/sign-in/second/", {"code": code}).status_code == outcome
    assert place(visitor) == "/en/sign-in/devices/"


def test_second_factors_cannot_be_guessed(visitor: Client, officer: User) -> None:
    secret = with_app(officer)
    sign_in_by_password(visitor, officer.email)
    for _ in range(5):
        visitor.post("/en/sign-in/second/", {"code": "000000"})
    page = show_code(visitor, secret)
    assert "Too many attempts" in page.content.decode()


def test_a_mailed_code_does_not_go_round_the_second_factor(
    visitor: Client, officer: User, post_office: PostOffice
) -> None:
    with_app(officer)
    assert sign_in_by_code(visitor, post_office, officer.email)["Location"] == (
        "/en/sign-in/second/"
    )
    assert place(visitor) != "/en/sign-in/devices/"


def test_a_new_password_does_not_go_round_the_second_factor(
    visitor: Client, officer: User, post_office: PostOffice
) -> None:
    with_app(officer)
    visitor.post("/en/sign-in/password/forgotten/", {"email": officer.email})
    link = post_office.link
    form = visitor.get(link, follow=True)
    done = visitor.post(
        form.request["PATH_INFO"], {"password1": "four words nobody guesses"}, follow=True
    )
    assert "Your password was changed" in done.content.decode()
    assert place(visitor) != "/en/sign-in/devices/"
    used = Client().get(link, follow=True)
    assert "has expired or has been used" in used.content.decode()
    answer = sign_in_by_password(visitor, officer.email, "four words nobody guesses")
    assert answer["Location"] == "/en/sign-in/second/"


def test_a_citizen_is_not_asked_for_a_second_factor_and_has_no_password(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    sign_in_by_code(visitor, post_office, citizen.email)
    for address in ("app/", "password/set/", "password/change/"):
        assert visitor.get(f"/en/sign-in/{address}")["Location"] == "/en/sign-in/ways/"
    page = visitor.get("/en/sign-in/ways/").content.decode()
    assert "Add a passkey" in page
    assert "Password" not in page


def test_a_forgotten_password_tells_nobody_who_has_an_account(
    citizen: User, officer: User, post_office: PostOffice
) -> None:
    pages, subjects = set(), []
    for email in (officer.email, citizen.email, "unknown@example.org"):
        client = Client()
        asked = client.post("/en/sign-in/password/forgotten/", {"email": email})
        pages.add(client.get(asked["Location"]).content)
        subjects.append(post_office.mails[-1]["Subject"])
    assert len(pages) == 1
    assert subjects == ["Choose a new password", "No password is needed", "No password is needed"]


def test_a_citizen_who_becomes_an_officer_needs_a_second_factor_at_once(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    sign_in_by_code(visitor, post_office, citizen.email)
    assert place(visitor) == "/en/sign-in/devices/"
    at = now()
    grant(citizen, role=Role.HELPER, state="KZ", actor=machine(at), at=at)
    assert place(visitor) == "/en/sign-in/ways/"


def test_who_has_a_factor_and_has_not_shown_it_cannot_add_another(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    sign_in_by_code(visitor, post_office, citizen.email)
    secret = with_app(citizen)
    at = now()
    grant(citizen, role=Role.HELPER, state="KZ", actor=machine(at), at=at)
    for address in ("app/", "passkeys/add/", "ways/"):
        answer = visitor.get(f"/en/sign-in/{address}")
        assert answer["Location"].startswith("/en/sign-in/again/code/"), address
    show_code(visitor, secret, at="again/code/")
    assert place(visitor) == "/en/sign-in/devices/"


def test_an_officer_does_not_remove_the_last_second_factor(
    visitor: Client, officer: User, post_office: PostOffice
) -> None:
    secret = with_app(officer)
    sign_in_by_password(visitor, officer.email)
    show_code(visitor, secret)
    page = visitor.post("/en/sign-in/app/remove/")
    assert "This is your only second factor" in page.content.decode()
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_sensitive_changes_ask_again(
    visitor: Client, officer: User, post_office: PostOffice
) -> None:
    secret = with_app(officer)
    sign_in_by_password(visitor, officer.email)
    show_code(visitor, secret)
    assert visitor.get("/en/sign-in/recovery/new/").status_code == 200
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        again = visitor.get("/en/sign-in/recovery/new/")
        assert again["Location"].startswith("/en/sign-in/again/")
        back = visitor.post(again["Location"], {"password": PASSWORD})
        assert back["Location"] == "/en/sign-in/recovery/new/"
        assert visitor.get("/en/sign-in/recovery/new/").status_code == 200


def test_a_citizen_adds_a_passkey_only_just_after_signing_in(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    sign_in_by_code(visitor, post_office, citizen.email)
    assert visitor.get("/en/sign-in/passkeys/add/").status_code == 200
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        page = visitor.get("/en/sign-in/passkeys/add/", follow=True)
    assert page.request["PATH_INFO"] == "/en/sign-in/"
    assert "please sign in again" in page.content.decode()
