"""A real browser: passkeys, the app, mailed codes; no barrier, no English on a Kazakh page."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sapar.apps.accounts.models import User
from sapar.config.clock import now

from .people import (
    PASSWORD,
    PostOffice,
    code_of,
    make_officer,
    sign_in_by_password,
    with_app,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOR_ALL = (
    "",
    "officers/",
    "passkey/",
    "password/forgotten/",
    "password/sent/",
    "password/new/1-wrong/",
    "password/done/",
    "closed/",
    "state-cancelled/",
    "state-error/",
)
BEFORE_A_SECOND_FACTOR = ("ways/", "app/", "passkeys/add/", "out/")
BEHIND = (
    "ways/",
    "devices/",
    "recovery/",
    "recovery/new/",
    "password/change/",
    "passkeys/{key}/name/",
    "passkeys/{key}/remove/",
    "again/",
    "again/code/",
    "again/passkey/",
    "app/remove/",
)
_LATIN = re.compile(r"\b[A-Za-z]{3,}\b")
_SAME_EVERYWHERE = {
    "Sapar",
    "JavaScript",
    "PIN",
    "UTC",
    "aigul",
    "example",
    "org",
    "Chrome",
    "Linux",
}


@pytest.fixture
def site(live_server: Any, post_office: PostOffice) -> str:
    """The site, by the name that browsers trust on this machine."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def passkeys(phone: Any) -> Any:
    """The phone keeps passkeys, and its owner always shows the finger."""
    tools = phone.context.new_cdp_session(phone)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return tools


def let_in(page: Any, client: Client, site: str) -> None:
    """Give the browser the session of a test client."""
    page.context.add_cookies(
        [
            {"name": name, "value": client.cookies[name].value, "url": site}
            for name in ("sessionid", "sapar-seen")
        ]
    )


def look_at(page: Any, name: str) -> None:
    """Keep a picture where LOOK names a folder: for people who look."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def checked(page: Any, barriers: Any, address: str, language: str) -> None:
    """No barrier, nothing hidden beside the screen, no word of another language."""
    answer = page.goto(address)
    assert answer.status in (200, 401), f"{address}: {answer.status}"
    assert page.url.partition("?")[0] == address, "led elsewhere"
    name = address.partition("/sign-in/")[2].replace("/", "-")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert barriers(page) == [], f"{address} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        look_at(page, f"{language}-{width}-{name}")
    if language in ("kk", "ru", "ko"):
        foreign = set(_LATIN.findall(page.inner_text("main"))) - _SAME_EVERYWHERE
        assert {word for word in foreign if not word.isupper()} == set(), address


def test_no_page_before_signing_in_keeps_anybody_out(
    site: str, phone: Any, barriers: Any, language: str
) -> None:
    for path in FOR_ALL:
        checked(phone, barriers, f"{site}/{language}/sign-in/{path}", language)


def test_no_page_behind_keeps_anybody_out(
    site: str, phone: Any, barriers: Any, passkeys: Any, language: str
) -> None:
    officer, client = make_officer(), Client()
    sign_in_by_password(client, officer.email)
    let_in(phone, client, site)
    for path in BEFORE_A_SECOND_FACTOR:
        checked(phone, barriers, f"{site}/{language}/sign-in/{path}", language)
    phone.goto(f"{site}/{language}/sign-in/passkeys/add/")
    phone.click("form[data-passkey] button")
    phone.wait_for_url("**/recovery/")
    assert phone.locator(".codes li").count() == 10
    assert barriers(phone) == []
    look_at(phone, f"{language}-codes")
    with_app(officer)
    key = officer.authenticator_set.get(type="webauthn").pk  # type: ignore[attr-defined]  # allauth's
    for path in BEHIND:
        checked(phone, barriers, f"{site}/{language}/sign-in/{path.format(key=key)}", language)


def test_an_officer_enrols_a_passkey_and_signs_in_with_nothing_else(
    site: str, phone: Any, passkeys: Any
) -> None:
    troubles: list[str] = []
    phone.on("console", lambda message: troubles.append(message.text))
    make_officer()
    phone.goto(f"{site}/kk/sign-in/officers/")
    phone.fill("#id_login", "aigul@example.org")
    phone.fill("#id_password", PASSWORD)
    phone.click("main button")
    phone.wait_for_url("**/kk/sign-in/ways/")
    phone.click("a[href$='/passkeys/add/']")
    phone.click("form[data-passkey] button")
    phone.wait_for_url("**/recovery/")
    phone.goto(f"{site}/kk/sign-in/out/")
    phone.click("main button")
    phone.wait_for_url("**/kk/sign-in/")
    phone.click("a[href$='/sign-in/passkey/']")
    phone.click("form[data-passkey] button")
    phone.wait_for_url("**/kk/desk/")
    phone.goto(f"{site}/kk/sign-in/devices/")
    assert phone.url.endswith("/devices/")
    assert troubles == [], "the content-security policy or a missing file"


def test_a_passkey_is_the_second_factor_after_a_password(
    site: str, phone: Any, passkeys: Any
) -> None:
    officer, client = make_officer(), Client()
    sign_in_by_password(client, officer.email)
    let_in(phone, client, site)
    phone.goto(f"{site}/ko/sign-in/passkeys/add/")
    phone.click("form[data-passkey] button")
    phone.wait_for_url("**/recovery/")
    phone.context.clear_cookies()
    phone.goto(f"{site}/ko/sign-in/officers/")
    phone.fill("#id_login", officer.email)
    phone.fill("#id_password", PASSWORD)
    phone.press("#id_password", "Enter")
    phone.wait_for_url("**/second/")
    look_at(phone, "ko-second")
    phone.click("form[data-passkey] button")
    phone.wait_for_url("**/ko/desk/")


def test_a_passkey_without_its_owner_lets_nobody_in(site: str, phone: Any, passkeys: Any) -> None:
    phone.goto(f"{site}/en/sign-in/passkey/")
    phone.click("form[data-passkey] button")
    phone.wait_for_selector("[data-trouble]:visible")
    assert phone.url.endswith("/passkey/")


def test_an_officer_sets_up_the_app_and_signs_in_with_it(site: str, phone: Any) -> None:
    make_officer()
    phone.goto(f"{site}/ru/sign-in/officers/")
    phone.fill("#id_login", "aigul@example.org")
    phone.fill("#id_password", PASSWORD)
    phone.click("main button")
    phone.wait_for_url("**/ways/")
    phone.click("a[href$='/sign-in/app/']")
    secret = phone.inner_text(".secret")
    code = _code_that_stays(secret)
    phone.fill("#id_code", code)
    phone.click("main button")
    phone.wait_for_url("**/recovery/")
    phone.context.clear_cookies()
    phone.goto(f"{site}/ru/sign-in/officers/")
    phone.fill("#id_login", "aigul@example.org")
    phone.fill("#id_password", PASSWORD)
    phone.click("main button")
    phone.wait_for_url("**/second/")
    phone.fill("#id_code", code)
    phone.click("form:not([data-passkey]) button")
    assert phone.locator(".errors").is_visible(), "the code that set the app up is used"
    assert phone.evaluate("document.activeElement.className") == "errors"
    phone.fill("#id_code", _next_code(secret, used=code))
    phone.click("form:not([data-passkey]) button")
    phone.wait_for_url("**/ru/desk/")


def _code_that_stays(secret: str) -> str:
    """The code of the app, when it will be shown for some seconds more."""
    while now().timestamp() % 30 > 20:
        time.sleep(0.5)
    return code_of(secret)


def _next_code(secret: str, *, used: str) -> str:
    """The code after that one, when it will be shown for some seconds more, as a person waits for it."""
    while (code := _code_that_stays(secret)) == used:
        time.sleep(0.5)
    return code


def test_a_citizen_signs_in_by_a_mailed_code_with_the_keyboard_alone(
    site: str, phone: Any, post_office: PostOffice
) -> None:
    phone.goto(f"{site}/kk/sign-in/")
    phone.focus("#id_email")
    phone.keyboard.type("new@example.org")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/code/")
    look_at(phone, "kk-code")
    phone.focus("#id_code")
    phone.keyboard.type(post_office.code)
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/kk/my/")
    assert User.objects.get().language == "kk"


def test_everything_but_passkeys_works_without_javascript(
    site: str, chromium: Any, post_office: PostOffice
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/ko/sign-in/passkey/")
    assert page.locator("noscript").first.is_visible()
    assert not page.locator("form[data-passkey] button").is_visible()
    page.goto(f"{site}/ko/sign-in/")
    page.fill("#id_email", "new@example.org")
    page.click("main button")
    page.fill("#id_code", post_office.code)
    page.click("main button")
    assert page.url.endswith("/my/")
    context.close()
