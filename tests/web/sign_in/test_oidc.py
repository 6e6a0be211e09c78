"""A state's own sign-on, tried against a provider that runs as a process on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from sapar.apps.accounts.actions import grant
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import User
from sapar.apps.accounts.roles import Role
from sapar.config.clock import now

from .people import PostOffice

pytestmark = pytest.mark.django_db
DEVICES = "/en/sign-in/devices/"
Provider = Callable[..., str]


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A function that starts a provider and tells the site of it; its id."""
    started: list[subprocess.Popen[bytes]] = []

    def start(
        name: str = "kz",
        *,
        mischief: str = "",
        sub: str = "7",
        email: str = "marat@example.org",
        verified: bool = True,
        **choices: bool,
    ) -> str:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        said = {"SUB": sub, "EMAIL": email, "EMAIL_VERIFIED": "yes" if verified else "no"}
        started.append(
            subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("state.py")), str(port), mischief],
                env={**os.environ, **said},
            )
        )
        _wait_for(port)
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        app = {
            "provider_id": name,
            "name": f"State {name}",
            "client_id": "sapar",
            "secret": "a-secret-between-two-states",
            "settings": {
                "server_url": f"http://127.0.0.1:{port}",
                "oauth_pkce_enabled": True,
                "email_authentication": choices.get("links_by_verified_email", False),
                "vouches_for_second_factor": choices.get("vouches_for_second_factor", False),
            },
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [*apps, app]}
        }
        return name

    yield start
    for process in started:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the provider did not start")


def go_through(client: Client, name: str, language: str = "en") -> Any:
    """There and back, as a browser does: our address, theirs, ours."""
    there = client.get(f"/{language}/sign-in/state/{name}/")
    back = requests.get(there["Location"], allow_redirects=False, timeout=10)
    assert back.status_code == 302, back.reason
    path = back.headers["Location"].removeprefix("http://testserver")
    assert path.startswith(f"/sign-in/state/{name}/back/?"), "one address, without a language"
    return client.get(path)


def test_a_state_signs_somebody_on(visitor: Client, provider: Provider) -> None:
    name = provider()
    assert "Sign in with State kz" in visitor.get("/en/sign-in/").content.decode()
    answer = go_through(visitor, name)
    assert answer["Location"] == "/en/sign-in/ways/"
    made = User.objects.get()
    assert (made.email, made.name, made.has_usable_password()) == (
        "marat@example.org",
        "Marat",
        False,
    )
    again = Client()
    go_through(again, name)
    assert again.get(DEVICES).status_code == 200
    assert User.objects.count() == 1
    assert not SocialToken.objects.exists(), "their tokens are not kept"


def test_one_comes_back_in_the_language_in_which_one_left(
    visitor: Client, provider: Provider
) -> None:
    assert go_through(visitor, provider(), "kk")["Location"] == "/kk/sign-in/ways/"
    assert User.objects.get().language == "kk"


@pytest.mark.parametrize(
    "mischief",
    [
        "other-issuer",
        "other-audience",
        "other-nonce",
        "no-nonce",
        "too-old",
        "other-key",
        "none",
        "shared-key",
        "no-token",
        "other-person",
        "other-iss",
    ],
)
def test_an_answer_that_cannot_be_believed_lets_nobody_in(
    visitor: Client, provider: Provider, mischief: str
) -> None:
    answer = go_through(visitor, provider(mischief=mischief))
    assert answer.status_code == 401
    assert "did not work" in answer.content.decode()
    assert not User.objects.exists()
    assert visitor.get(DEVICES).status_code == 302


def test_a_provider_that_calls_itself_otherwise_is_not_asked(
    visitor: Client, provider: Provider
) -> None:
    answer = visitor.get(f"/en/sign-in/state/{provider(mischief='other-name')}/", follow=True)
    assert answer.status_code == 401
    assert "did not work" in answer.content.decode()


def test_a_provider_that_does_not_answer_is_said_so(
    visitor: Client, provider: Provider, settings: Any
) -> None:
    name = provider()
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][-1]
    app["settings"]["server_url"] = "http://127.0.0.1:1"
    answer = visitor.get(f"/en/sign-in/state/{name}/", follow=True)
    assert answer.status_code == 401


def test_whoever_breaks_off_is_told_that_nothing_happened(
    visitor: Client, provider: Provider
) -> None:
    answer = go_through(visitor, provider(mischief="refuses"))
    page = visitor.get(answer["Location"])
    assert "Nothing has happened" in page.content.decode()


def test_an_answer_is_taken_once_and_only_by_the_browser_that_asked(
    visitor: Client, provider: Provider
) -> None:
    name = provider()
    there = visitor.get(f"/en/sign-in/state/{name}/")
    back = requests.get(there["Location"], allow_redirects=False, timeout=10)
    path = back.headers["Location"].removeprefix("http://testserver")
    thief = Client()
    assert thief.get(path).status_code == 401
    assert visitor.get(path).status_code == 302
    visitor.post("/en/sign-in/out/")
    assert visitor.get(path).status_code == 401


def test_the_same_number_at_two_states_is_two_people(visitor: Client, provider: Provider) -> None:
    go_through(visitor, provider("kz", sub="7", email="marat@example.org"))
    other = Client()
    go_through(other, provider("uz", sub="7", email="timur@example.org"))
    assert User.objects.count() == 2
    assert SocialAccount.objects.filter(uid="7").count() == 2


@pytest.mark.parametrize("verified", [True, False])
def test_an_account_is_not_joined_by_its_address(
    visitor: Client, provider: Provider, citizen: User, post_office: PostOffice, verified: bool
) -> None:
    name = provider(email=citizen.email, verified=verified)
    go_through(visitor, name)
    assert not SocialAccount.objects.exists()
    assert visitor.get(DEVICES).status_code == 302
    assert post_office.mails[-1]["Subject"] == "This address has an account"


def test_a_trusted_provider_joins_by_a_verified_address_and_never_by_another(
    visitor: Client, provider: Provider, citizen: User, post_office: PostOffice
) -> None:
    unsure = provider("uz", email=citizen.email, verified=False, links_by_verified_email=True)
    go_through(visitor, unsure)
    assert not SocialAccount.objects.exists()
    sure = provider("kz", email=citizen.email, verified=True, links_by_verified_email=True)
    go_through(visitor, sure)
    assert SocialAccount.objects.get().user == citizen
    assert visitor.get(DEVICES).status_code == 200


def test_an_unverified_address_must_be_shown_by_a_code(
    visitor: Client, provider: Provider, post_office: PostOffice
) -> None:
    answer = go_through(visitor, provider(verified=False))
    assert answer["Location"] == "/en/sign-in/address/"
    assert visitor.get(DEVICES).status_code == 302
    wrong = visitor.post("/en/sign-in/address/", {"code": "0000-0000"})
    assert "The code is not right" in wrong.content.decode()
    visitor.post("/en/sign-in/address/", {"code": post_office.code})
    assert visitor.get(DEVICES).status_code == 200


def test_without_an_address_nobody_is_let_in(visitor: Client, provider: Provider) -> None:
    answer = go_through(visitor, provider(email=""))
    assert answer["Location"] == "/en/sign-in/state-error/"
    assert not User.objects.exists()


def test_an_officer_shows_our_second_factor_unless_the_state_vouches(
    visitor: Client, provider: Provider
) -> None:
    name = provider("kz")
    go_through(visitor, name)
    at = now()
    grant(User.objects.get(), role=Role.HELPER, state="KZ", actor=machine(at), at=at)
    again = Client()
    go_through(again, name)
    assert again.get(DEVICES)["Location"] == "/en/sign-in/ways/"


def test_a_state_that_vouches_lets_its_officers_in(visitor: Client, provider: Provider) -> None:
    name = provider("kz", vouches_for_second_factor=True)
    go_through(visitor, name)
    at = now()
    grant(User.objects.get(), role=Role.HELPER, state="KZ", actor=machine(at), at=at)
    again = Client()
    go_through(again, name)
    assert again.get(DEVICES).status_code == 200
    assert again.get(DEVICES).wsgi_request.actor.held


def test_a_sign_on_that_is_not_set_up_is_not_there(visitor: Client) -> None:
    assert visitor.get("/en/sign-in/state/xx/").status_code == 404
    assert visitor.get("/sign-in/state/xx/back/?code=1&state=1").status_code == 404
