"""A real browser at the desk: no barrier, no other language, by keyboard, with and without JavaScript."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.apps.cases.cast import PROGRAMME, WINDOW, Cast, noon_on

from sapar.apps.cases.actions import give_evidence, hold, refer, write
from sapar.apps.cases.models import Case, Referral

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Browsers = Callable[[str], Client]
SIZES = {"desktop": (1440, 900), "tablet": (1024, 768), "phone": (360, 740)}


@pytest.fixture
def site(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case in which something of everything has happened."""
    found = cast.opened()
    officer = cast.acting(cast.officer)
    give_evidence(found.pk, "ticket", file=None, actor=officer)
    write(found.pk, "May I take two bags?", actor=cast.acting(cast.citizen))
    write(found.pk, "Ask the airline.", actor=officer)
    hold(found.pk, "unpaid-wages", actor=officer, note="Three months.")
    refer(found.pk, to=cast.busan, kind=Referral.Kind.REFERRAL, question="See her.", actor=officer)
    found.refresh_from_db()
    return found


@pytest.fixture
def desk(chromium: Any, site: str, browser_of: Browsers) -> Iterator[Any]:
    """A page on a tablet, in which the officer has signed in; what goes wrong in it is noted."""
    context = chromium.new_context(viewport={"width": 1024, "height": 768})
    let_in(context, browser_of("officer"), site)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.troubles = []
    page.on("console", lambda said: page.troubles.append(said.text) if _is_bad(said) else None)
    yield page
    context.close()


def _is_bad(said: Any) -> bool:
    return said.type in ("error", "warning") and "Failed to load resource" not in said.text


def let_in(context: Any, client: Client, site: str) -> None:
    context.add_cookies(
        [
            {"name": name, "value": client.cookies[name].value, "url": site}
            for name in ("sessionid", "sapar-seen")
        ]
    )


def look_at(page: Any, name: str) -> None:
    """Keep a picture where LOOK names a folder: for people who look."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_no_page_keeps_anybody_out(
    site: str, desk: Any, barriers: Any, case: Case, language: str
) -> None:
    of_case = f"cases/{case.number}/"
    for path in (
        "", "all/", "proposals/", "referrals/", "news/", "search/", "help/", "emergency/", "new/",
        f"new/{PROGRAMME}/departure/", of_case, f"{of_case}facts/", f"{of_case}history/",
        f"{of_case}documents/",
    ):  # fmt: skip
        assert desk.goto(f"{site}/{language}/desk/{path}").status == 200, path
        for name, (width, height) in SIZES.items():
            desk.set_viewport_size({"width": width, "height": height})
            look_at(desk, f"{language}-{name}-{path.replace('/', '-') or 'today'}")
        desk.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        for name, (width, height) in SIZES.items():
            desk.set_viewport_size({"width": width, "height": height})
            assert desk.evaluate("document.documentElement.scrollWidth") <= width, (path, name)
        assert barriers(desk) == [], f"{path} on a phone"
        desk.set_viewport_size({"width": 1024, "height": 768})
        assert barriers(desk) == [], path
    assert desk.troubles == []


def test_a_step_and_a_message_change_the_page_in_place(
    site: str, desk: Any, cast: Cast, case: Case, settings: Any
) -> None:
    desk.goto(f"{site}/en/desk/cases/{case.number}/")
    desk.evaluate("window.stays = true")
    desk.fill("#message-text", "Please bring your passport.")
    desk.click("form[action$='/messages/'] button")
    desk.wait_for_selector(".news >> text=The message is sent.")
    assert "Please bring your passport." in desk.inner_text(".talk")
    assert desk.evaluate("document.activeElement.className").endswith("news")
    desk.click("summary:has-text('Detained')")
    desk.click("form[action$='/holds/detained/'] button")
    desk.wait_for_selector(".news >> text=The hold is written down.")
    desk.click("summary:has-text('Withdraw')")
    desk.fill("#move-withdraw-note", "She changed her mind.")
    desk.click("form[action$='/moves/withdraw/'] button")
    desk.wait_for_selector(".news >> text=The step is written down.")
    assert "Withdrawn" in desk.inner_text(".head__state")
    assert desk.evaluate("window.stays") is True
    assert desk.troubles == []
    case.refresh_from_db()
    assert case.state.name == "withdrawn"


def test_who_comes_second_is_told_and_loses_nothing(
    site: str, desk: Any, cast: Cast, case: Case
) -> None:
    desk.goto(f"{site}/en/desk/cases/{case.number}/")
    hold(case.pk, "detained", actor=cast.acting(cast.second), note="Told by the police.")
    desk.click("summary:has-text('Withdraw')")
    desk.fill("#move-withdraw-note", "She called us.")
    desk.click("form[action$='/moves/withdraw/'] button")
    desk.wait_for_selector("text=The case has changed since you opened it")
    assert "Held: Detained" in desk.inner_text("[data-said]")
    assert desk.input_value("#move-withdraw-note") == "She called us."
    desk.click("form[action$='/moves/withdraw/'] button")
    desk.wait_for_selector(".news >> text=The step is written down.")


def test_a_session_that_is_over_loses_nothing_that_was_typed(
    site: str, desk: Any, case: Case
) -> None:
    desk.goto(f"{site}/en/desk/cases/{case.number}/")
    desk.context.clear_cookies()
    desk.fill("#message-text", "Please bring your passport.")
    desk.click("form[action$='/messages/'] button")
    desk.wait_for_selector("[data-refused]:visible")
    assert desk.input_value("#message-text") == "Please bring your passport."


def test_a_list_is_walked_with_j_and_k_and_opened_with_enter(
    site: str, desk: Any, cast: Cast, case: Case
) -> None:
    from tests.web.officer.test_lists import many

    many(cast, 2)
    desk.goto(f"{site}/en/desk/")
    desk.focus("[data-row]")
    first = desk.evaluate("document.activeElement.textContent")
    desk.keyboard.press("j")
    second = desk.evaluate("document.activeElement.textContent")
    desk.keyboard.press("k")
    assert desk.evaluate("document.activeElement.textContent") == first != second
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/desk/cases/{first}/")


def test_everything_works_without_javascript(
    site: str, chromium: Any, browser_of: Browsers, cast: Cast, case: Case, settings: Any
) -> None:
    settings.SAPAR_NOW = noon_on(WINDOW[0])
    context = chromium.new_context(java_script_enabled=False)
    let_in(context, browser_of("officer"), site)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{site}/ru/desk/cases/{case.number}/")
    page.fill("#message-text", "Здравствуйте")
    page.click("form[action$='/messages/'] button")
    page.wait_for_selector(".news")
    page.click("details:has(form[action$='/moves/withdraw/']) summary")
    page.click("form[action$='/moves/withdraw/'] button")
    page.wait_for_selector(".news")
    case.refresh_from_db()
    assert case.state.name == "withdrawn"
    context.close()
