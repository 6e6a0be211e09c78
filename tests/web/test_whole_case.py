"""From the answer to the closed case, in a real browser: the person on a phone, the officer at the desk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from tests.web.sign_in.conftest import _server, post_office  # noqa: F401  fixtures

if TYPE_CHECKING:  # models can be imported only when Django has started, later than this file
    from tests.apps.cases.cast import Cast
    from tests.web.sign_in.people import PostOffice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(db: None, settings: Any) -> Cast:
    """Everybody; it is 20 January 2026, noon in Seoul."""
    from tests.apps.cases.cast import NOON, gather

    settings.SAPAR_NOW = NOON
    return gather()


def let_in(page: Any, client: Client, site: str) -> None:
    """Give the browser what a test client carries, and nothing else."""
    page.context.clear_cookies()
    cookies = [
        {"name": name, "value": one.value, "url": site}
        for name, one in client.cookies.items()
        if one.value
    ]
    page.context.add_cookies(cookies)


def at_desk(page: Any, address: str, step: str) -> None:
    """Open a step in the case page, and send its form."""
    page.goto(address)
    form = page.locator(f"form[action$='/moves/{step}/']")
    form.locator("xpath=ancestor::details/summary").click()
    with page.expect_navigation():
        form.locator("button").click()


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_case_goes_from_the_answer_to_its_end(  # noqa: PLR0915  one whole way
    live_server: Any,
    chromium: Any,
    cast: Cast,
    post_office: PostOffice,  # noqa: F811  the fixture
    settings: Any,
    language: str,
) -> None:
    from tests.apps.cases.cast import DEPARTS, PROGRAMME, WINDOW, noon_on
    from tests.web.citizen.people import told
    from tests.web.sign_in.people import signed_in_as

    from sapar.apps.cases.brief import brief_of
    from sapar.apps.cases.models import Case

    site = str(live_server.url)
    phone = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    ).new_page()
    desk = chromium.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    ).new_page()
    for page in (phone, desk):
        page.set_default_timeout(15_000)

    # The person: the answer, the code by mail, what was told, the plan.
    let_in(phone, told(Client(), language), site)
    phone.goto(f"{site}/{language}/answer/{PROGRAMME}/")
    phone.click(f"a[href='/{language}/my/begin/{PROGRAMME}/']")
    phone.fill("#id_email", cast.citizen.email)
    phone.click("main button")
    phone.fill("#id_code", post_office.code)
    phone.click("main button")
    phone.wait_for_url("**/check/")
    phone.click("main .buttons a.button")
    phone.click("main form button")
    phone.wait_for_url("**/confirm/")
    phone.click("main form button")
    case = Case.objects.get()
    assert phone.url == f"{site}/{language}/my/{case.number}/"

    # The officer sees the papers.
    page_of_case = f"{site}/{language}/desk/cases/{case.number}/"
    let_in(desk, signed_in_as(cast.officer), site)
    for kind in ("passport", "ticket", "declaration-form"):
        desk.goto(page_of_case)
        form = desk.locator("form[action$='/documents/original/']")
        form.locator("xpath=ancestor::details/summary").click()
        form.locator("select[name=kind]").select_option(kind)
        with desk.expect_navigation():
            form.locator("button").click()

    # On the first day of the window the person writes the declaration down.
    settings.SAPAR_NOW = noon_on(WINDOW[0])
    let_in(phone, signed_in_as(cast.citizen), site)
    phone.goto(f"{site}/{language}/my/{case.number}/step/declare/")
    phone.click("main form button.button")
    assert phone.url == f"{site}/{language}/my/{case.number}/"
    case.refresh_from_db()
    assert case.state.name == "declared"

    # On the day of departure: the check, the departure, the proof, the end.
    settings.SAPAR_NOW = noon_on(DEPARTS)
    let_in(desk, signed_in_as(cast.officer), site)
    at_desk(desk, page_of_case, "clear")
    at_desk(desk, page_of_case, "depart")
    desk.goto(page_of_case)
    form = desk.locator("form[action$='/documents/original/']")
    form.locator("xpath=ancestor::details/summary").click()
    form.locator("select[name=kind]").select_option("proof-of-departure")
    with desk.expect_navigation():
        form.locator("button").click()
    at_desk(desk, page_of_case, "close")
    case.refresh_from_db()
    assert case.state.name == "closed"
    days = [event.day for event in brief_of(case, at=noon_on(DEPARTS)).events]
    assert days == [WINDOW[0], DEPARTS, DEPARTS, DEPARTS]
    assert date(2026, 2, 19) == DEPARTS

    # The person reads the end of it.
    let_in(phone, signed_in_as(cast.citizen), site)
    phone.goto(f"{site}/{language}/my/{case.number}/messages/")
    assert case.number in phone.inner_text("main")
    for page in (phone, desk):
        page.context.close()
