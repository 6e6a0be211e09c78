"""The API's own way through the middleware: guarded, and without anything that remembers people."""

import pytest
from django.conf import settings
from django.test import Client
from tests.api.conftest import Ask
from tests.api.people import AIGUL, PROGRAMME

ADDRESS = f"{PROGRAMME}/assessment"
GUARDS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Content-Type": "application/json",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize("body", [{"facts": AIGUL}, {"facts": {"stay.entry": "?"}}, b"{"])
def test_every_answer_carries_the_guards(ask: Ask, body: object) -> None:
    headers = ask(ADDRESS, body).headers
    assert {name: headers[name] for name in GUARDS} == GUARDS


def test_no_answer_sets_a_cookie_or_depends_on_one(ask: Ask) -> None:
    response = ask(ADDRESS, {"facts": AIGUL}, headers={"cookie": "csrftoken=x; sessionid=y"})
    assert not response.cookies
    assert "Vary" not in response.headers


def test_no_forgery_token_is_needed() -> None:
    strict = Client(enforce_csrf_checks=True)
    address = f"/api/v1/instruments/{ADDRESS}"
    assert strict.post(address, {"facts": {}}, "application/json").status_code == 200


def test_no_other_site_may_read_the_answers(ask: Ask) -> None:
    response = ask(ADDRESS, {"facts": {}}, headers={"origin": "https://elsewhere.example"})
    assert not [name for name in response.headers if name.startswith("Access-Control")]


def test_the_pages_still_take_the_long_way(client: Client) -> None:
    home = client.get("/en/")
    assert home.status_code == 200
    assert "style-src" in home.headers["Content-Security-Policy"]


def test_the_short_path_stands_behind_the_clock_and_the_guards() -> None:
    order = settings.MIDDLEWARE
    short = order.index("sapar.api.short_path.ShortPathMiddleware")
    for needed in (
        "django.middleware.security.SecurityMiddleware",
        "sapar.config.headers.PrivacyMiddleware",
        "sapar.config.clock.ClockMiddleware",
    ):
        assert order.index(needed) < short
