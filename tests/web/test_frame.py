"""What the frame gives to every door: its addresses, who is signed in, and a promise only where it is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils.translation import override

from .conftest import LANGUAGES

if TYPE_CHECKING:  # models can be imported only when Django has started, later than this file
    from sapar.apps.accounts.models import User

KEEPS_NOTHING = "keeps nothing that you tell it"
WAYS = "/en/sign-in/ways/"


@pytest.fixture
def citizen(db: None) -> User:
    """Somebody without a role."""
    from sapar.apps.accounts.models import User

    return User.objects.create_user("citizen@example.org")


@pytest.fixture
def at_home(citizen: User) -> Client:
    """The citizen's browser, signed in."""
    from .sign_in.people import signed_in_as

    return signed_in_as(citizen)


def test_a_page_behind_the_door_says_who_is_signed_in_and_leads_out(at_home: Client) -> None:
    text = at_home.get(WAYS).content.decode()
    assert "Signed in as citizen@example.org" in text
    assert 'href="/en/sign-in/out/"' in text
    assert "frame/door.css" in text


@pytest.mark.parametrize("path", ["/en/", "/en/law/", "/en/no-such-page/"])
def test_a_public_page_does_not_ask_who_it_is(
    at_home: Client, path: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        page = at_home.get(path)
    assert "Signed in as" not in page.content.decode()
    assert "Cookie" not in page.headers.get("Vary", "")


def test_only_the_public_door_says_that_it_keeps_nothing(at_home: Client) -> None:
    assert KEEPS_NOTHING in at_home.get("/en/").content.decode()
    assert KEEPS_NOTHING not in at_home.get(WAYS).content.decode()
    assert KEEPS_NOTHING not in Client().get("/en/sign-in/").content.decode()


def test_an_address_is_that_of_the_door_in_the_language_of_the_reader() -> None:
    from sapar.web.frame.addresses import address

    with override("ko"):
        assert address("public:answer", "kr-x") == "/ko/answer/kr-x/"
        assert address("account_logout") == "/ko/sign-in/out/"
        assert address("mfa_edit_webauthn", 7) == "/ko/sign-in/passkeys/7/name/"
        assert address("public:home", language="kk") == "/kk/"


def test_an_address_that_may_name_a_persons_affair_is_not_kept() -> None:
    from sapar.web.frame import addresses

    kept = addresses._kept.cache_info().currsize
    addresses.address("mfa_edit_webauthn", 70123)
    assert addresses._kept.cache_info().currsize == kept


def test_a_page_outside_the_languages_leads_to_the_first_page_in_each() -> None:
    from sapar.web.frame.context import languages_of

    path = "/sign-in/state/kz/back/"
    request = RequestFactory().get(path, {"code": "secret"})
    request.resolver_match = resolve(path)
    assert {one.url for one in languages_of(request)} == {f"/{code}/" for code in LANGUAGES}


def test_every_page_that_allauth_shows_under_our_addresses_is_ours() -> None:
    from sapar.web.sign_in.urls import urlpatterns

    views = [getattr(pattern.callback, "view_class", None) for pattern in urlpatterns]
    names = {view.template_name for view in views if getattr(view, "template_name", None)}
    assert len(names) > 15
    for name in names:
        assert get_template(name), name
