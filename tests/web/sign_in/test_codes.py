"""A citizen signs in by a mailed code; nobody learns whether an address is known."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from sapar.apps.accounts.models import User
from sapar.config.clock import now

from .people import LANGUAGES, PostOffice, sign_in_by_code

pytestmark = pytest.mark.django_db


def test_a_citizen_signs_in_by_a_mailed_code(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    response = sign_in_by_code(visitor, post_office, citizen.email)
    assert response.status_code == 302
    page = visitor.get("/en/sign-in/ways/")
    assert citizen.email in page.content.decode()
    assert User.objects.count() == 1


def test_a_first_visit_makes_the_account_when_the_code_comes_back(
    visitor: Client, post_office: PostOffice
) -> None:
    visitor.post("/kk/sign-in/", {"email": "New@Example.org"})
    assert not User.objects.exists(), "nothing is kept of an address that nobody confirmed"
    visitor.post("/kk/sign-in/code/", {"code": post_office.code})
    made = User.objects.get()
    assert (made.email, made.language) == ("new@example.org", "kk")
    assert not made.has_usable_password()
    assert visitor.get("/kk/sign-in/ways/").status_code == 200


def test_known_and_unknown_addresses_are_answered_alike(
    citizen: User, post_office: PostOffice
) -> None:
    def seen(email: str) -> tuple[Any, ...]:
        client = Client()
        asked = client.post("/en/sign-in/", {"email": email})
        page = client.get(asked["Location"]).content.decode().replace(email, "…")
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        text = re.sub(r"\d{4}-\d{4}", "CODE", post_office.text)
        wrong = client.post("/en/sign-in/code/", {"code": "1111-1111"})
        return asked["Location"], page, text, wrong.status_code, sorted(client.cookies)

    assert seen(citizen.email) == seen("unknown@example.org")
    assert len(post_office.mails) == 2


def test_a_wrong_code_is_refused_and_the_third_ends_it(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    visitor.post("/en/sign-in/", {"email": citizen.email})
    right = post_office.code
    for _ in range(2):
        page = visitor.post("/en/sign-in/code/", {"code": "0000-0000"})
        assert "The code is not right" in page.content.decode()
    page = visitor.post("/en/sign-in/code/", {"code": "0000-0000"}, follow=True)
    assert "Too many attempts" in page.content.decode()
    page = visitor.post("/en/sign-in/code/", {"code": right}, follow=True)
    assert "expired or has been used" in page.content.decode()
    assert visitor.get("/en/sign-in/ways/").status_code == 302


def test_an_expired_code_is_refused_with_a_clear_message(
    visitor: Client, citizen: User, post_office: PostOffice, language: str
) -> None:
    visitor.post(f"/{language}/sign-in/", {"email": citizen.email})
    with time_machine.travel(now() + timedelta(minutes=14), tick=False):
        assert visitor.get(f"/{language}/sign-in/code/").status_code == 200
    with time_machine.travel(now() + timedelta(minutes=16), tick=False):
        page = visitor.post(f"/{language}/sign-in/code/", {"code": post_office.code}, follow=True)
    assert page.redirect_chain == [(f"/{language}/sign-in/", 302)]
    assert 'role="alert"' in page.content.decode()


def test_a_used_code_is_refused_with_a_clear_message(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    sign_in_by_code(visitor, post_office, citizen.email)
    code = post_office.code
    visitor.post("/en/sign-in/out/")
    for client in (visitor, Client()):
        page = client.post("/en/sign-in/code/", {"code": code}, follow=True)
        assert "expired or has been used" in page.content.decode()
        assert client.get("/en/sign-in/ways/").status_code == 302


def test_a_code_lets_in_only_the_browser_that_asked_for_it(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    visitor.post("/en/sign-in/", {"email": citizen.email})
    thief = Client()
    thief.post("/en/sign-in/", {"email": "thief@example.org"})
    stolen = post_office.mails[0].get_body(("plain",))
    assert stolen is not None
    code = re.findall(r"\d{4}-\d{4}", stolen.get_content())[0]
    page = thief.post("/en/sign-in/code/", {"code": code})
    assert "The code is not right" in page.content.decode()


def test_codes_are_not_asked_for_without_end(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    for _ in range(3):
        assert visitor.post("/en/sign-in/", {"email": citizen.email}).status_code == 302
    page = visitor.post("/en/sign-in/", {"email": citizen.email})
    assert "Too many attempts" in page.content.decode()
    assert len(post_office.mails) == 3


def test_a_closed_account_gets_the_same_code_and_no_further(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    User.objects.update(is_active=False)
    page = sign_in_by_code(visitor, post_office, citizen.email)
    assert page["Location"] == "/en/sign-in/closed/"
    assert "This account is closed" in visitor.get(page["Location"]).content.decode()
    assert visitor.get("/en/sign-in/ways/").status_code == 302


def test_a_bad_address_is_named_in_every_language(visitor: Client, post_office: PostOffice) -> None:
    said = set()
    for language in LANGUAGES:
        page = visitor.post(f"/{language}/sign-in/", {"email": "nobody"}).content.decode()
        (sentence,) = set(re.findall(r"<li><a href=\"#id_email\">(.+?)</a>", page))
        said.add(sentence)
    assert len(said) == len(LANGUAGES)
    assert not post_office.mails


def test_the_letter_comes_as_text_and_html_in_the_language_of_the_page(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    subjects = set()
    for number, language in enumerate(LANGUAGES):
        visitor.post(f"/{language}/sign-in/", {"email": f"{number}@example.org"})
        mail = post_office.mails[-1]
        html = mail.get_body(("html",))
        assert html is not None
        text = html.get_content()
        assert f'<html lang="{language}">' in text
        assert post_office.code in text
        assert not re.search(r"<img|<script|http", text), "nothing to load from anywhere"
        subjects.add(str(mail["Subject"]).partition(":")[0])
    assert len(subjects) == len(LANGUAGES)


def test_signing_in_gives_a_new_session(
    visitor: Client, citizen: User, post_office: PostOffice
) -> None:
    visitor.post("/en/sign-in/", {"email": citizen.email})
    before = visitor.cookies["sessionid"].value
    visitor.post("/en/sign-in/code/", {"code": post_office.code})
    assert visitor.cookies["sessionid"].value != before


def test_whoever_was_on_the_way_somewhere_arrives_there_and_nowhere_else(
    citizen: User, post_office: PostOffice
) -> None:
    for wanted, reached in (
        ("/en/sign-in/devices/", "/en/sign-in/devices/"),
        ("https://evil.example.org/", "/en/my/"),
    ):
        client = Client()
        asked = client.post("/en/sign-in/", {"email": citizen.email, "next": wanted})
        page = client.post(asked["Location"], {"code": post_office.code, "next": wanted})
        assert page["Location"] == reached


def test_a_mail_server_that_is_down_is_said_so(
    visitor: Client, post_office: PostOffice, settings: Any, language: str
) -> None:
    settings.EMAIL_PORT = 1
    page = visitor.post(f"/{language}/sign-in/", {"email": "new@example.org"})
    assert page.status_code == 200
    assert 'href="#id_email"' in page.content.decode()
