"""What every page promises, whatever it says: privacy, languages, nothing from elsewhere."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client, override_settings

from .conftest import LANGUAGES


@pytest.fixture
def visitor() -> Client:
    """Somebody without cookies."""
    return Client()


def test_the_first_visit_opens_in_the_languages_of_the_phone(visitor: Client) -> None:
    for asked, given in [("kk-KZ,ru;q=0.8", "kk"), ("ko", "ko"), ("uz,ru;q=0.5", "ru"), ("", "en")]:
        response = visitor.get("/", headers={"accept-language": asked})
        assert (response.status_code, response["Location"]) == (302, f"/{given}/")


def test_a_link_opens_in_the_language_it_was_shared_in(visitor: Client, language: str) -> None:
    response = visitor.get(f"/{language}/", headers={"accept-language": "fr"})
    assert f'<html lang="{language}">' in response.content.decode()


def test_every_page_leads_to_itself_in_the_other_languages(visitor: Client, language: str) -> None:
    text = visitor.get(f"/{language}/?x=1").content.decode()
    for other in set(LANGUAGES) - {language}:
        assert f'href="/{other}/?x=1" lang="{other}"' in text
    assert "csrftoken" not in visitor.cookies, "reading needs no cookie"


def test_an_address_without_a_page_says_so_in_the_language_of_the_address(
    visitor: Client, language: str
) -> None:
    response = visitor.get(f"/{language}/no-such-page/")
    text = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{language}">' in text
    for other in set(LANGUAGES) - {language}:
        assert f'href="/{other}/" lang="{other}"' in text


@pytest.mark.parametrize("path", ["/en/", "/en/no-such-page/"])
def test_headers_close_every_door_we_do_not_use(visitor: Client, path: str) -> None:
    headers = visitor.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_only_pages_that_say_so_may_be_kept(visitor: Client) -> None:
    assert "public" in visitor.get("/en/").headers["Cache-Control"]
    assert visitor.get("/en/no-such-page/").headers["Cache-Control"] == "no-store"


def test_pages_hold_no_style_no_script_and_no_address_elsewhere(visitor: Client) -> None:
    text = visitor.get("/en/").content.decode()
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", text)
    assert not re.search(r'(src|href)="(https?:)?//', text)


@override_settings(SAPAR_NOW=datetime(2026, 1, 20, 0, 0, tzinfo=UTC))
def test_a_held_clock_is_shown(visitor: Client) -> None:
    text = visitor.get("/ru/").content.decode().replace("\xa0", " ")
    assert "20 января 2026 г., 09:00" in text


def test_our_own_failure_is_told_in_every_language() -> None:
    from django.test import RequestFactory

    from sapar.web.frame.errors import server_error

    response = server_error(RequestFactory().get("/"))
    text = response.content.decode()
    assert response.status_code == 500
    for other in set(LANGUAGES) - {"en"}:
        assert f'<p lang="{other}">' in text


def test_a_form_from_another_site_is_refused_with_an_explanation() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/kk/forget/")
    assert response.status_code == 403
    assert "cookie" in response.content.decode()
