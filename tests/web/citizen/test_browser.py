"""A real browser on a small phone, without JavaScript: from the answer to the plan, and no barrier anywhere."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.apps.cases.cast import Cast
    from tests.web.sign_in.people import PostOffice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_LATIN = re.compile(r"\b[A-Za-z]{3,}\b")
_SAME_EVERYWHERE = {
    "Sapar",
    "example",
    "org",
    "citizen",
    "HiKorea",
    "PDF",
    "zip",
    "www",
    "hikorea",
    "https",
}


def look_at(page: Any, name: str) -> None:
    """Keep a picture where LOOK names a folder: for people who look."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def let_in(page: Any, client: Client, site: str) -> None:
    """Give the browser what a test client carries."""
    page.context.add_cookies(
        [
            {"name": name, "value": one.value, "url": site}
            for name, one in client.cookies.items()
            if one.value
        ]
    )


def checked(page: Any, barriers: Any, address: str, name: str) -> None:
    """No barrier, nothing beside the screen, no English sentence on a page of another language."""
    answer = page.goto(address)
    assert answer.status == 200, f"{address}: {answer.status}"
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (
            f"{address} at {width}"
        )
    assert barriers(page) == [], address
    look_at(page, name)
    assert page.locator("h1").count() == 1, address


def test_no_page_of_a_plan_keeps_anybody_out(
    live_server: Any, phone: Any, barriers: Any, language: str, cast: Cast
) -> None:
    from tests.apps.cases.cast import PROGRAMME
    from tests.web.citizen.people import told
    from tests.web.sign_in.people import signed_in_as

    from sapar.apps.accounts.models import User
    from sapar.apps.cases.actions import hold, look, write

    site, client = str(live_server.url), told(signed_in_as(cast.citizen), language)
    case = cast.opened(travel_document__kind="none", travel_document__valid_until=None)
    write(case.pk, "Сәлем!", actor=cast.acting(cast.officer))
    look(case, actor=cast.acting(cast.officer))
    let_in(phone, client, site)
    of_case = {
        "plan": "",
        "move": "step/withdraw/",
        "waiting": "step/declare/",
        "hold": "stop/detained/",
        "answers": "answers/",
        "tell": "answers/departure.date/",
        "certificate": "certificate/",
        "papers": "papers/",
        "send": "papers/travel-document/",
        "messages": "messages/",
    }
    for name, path in of_case.items():
        checked(phone, barriers, f"{site}/{language}/my/{case.number}/{path}", f"{language}-{name}")
    hold(case.pk, "detained", actor=cast.acting(cast.citizen))
    others = {
        "home": "",
        "data": "data/",
        "looks": f"data/{cast.aida.pk}/looks/",
        "erase": f"data/{cast.aida.pk}/erase/",
        "check": f"begin/{PROGRAMME}/check/",
        "children": f"begin/{PROGRAMME}/children/",
        "add-child": f"begin/{PROGRAMME}/children/add/",
        "confirm": f"begin/{PROGRAMME}/confirm/",
        "held": f"{case.number}/",
    }
    for name, path in others.items():
        checked(phone, barriers, f"{site}/{language}/my/{path}", f"{language}-{name}")
    phone.context.clear_cookies()
    new = told(signed_in_as(User.objects.create_user("new@example.org")), language)
    let_in(phone, new, site)
    for name in ("name", "passport", "born", "citizenship"):
        checked(
            phone, barriers, f"{site}/{language}/my/begin/{PROGRAMME}/{name}/", f"{language}-{name}"
        )


def test_a_person_makes_a_plan_and_changes_the_day_without_javascript(
    live_server: Any, chromium: Any, cast: Cast, post_office: PostOffice
) -> None:
    from tests.apps.cases.cast import PROGRAMME
    from tests.web.citizen.people import told

    from sapar.apps.cases.models import Case

    site = str(live_server.url)
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    let_in(page, told(Client(), "kk"), site)
    page.goto(f"{site}/kk/answer/{PROGRAMME}/")
    page.click(f"a[href='/kk/my/begin/{PROGRAMME}/']")
    page.fill("#id_email", "new@example.org")
    page.click("main button")
    page.fill("#id_code", post_office.code)
    page.click("main button")
    page.wait_for_url("**/name/")
    page.fill("#family", "Әлімова")
    page.fill("#given", "Дана")
    page.click("main form button")
    page.click("button[name=skip]")
    for part, value in (("day", "1"), ("month", "3"), ("year", "1992")):
        page.fill(f"[name='person.born-{part}']", value)
    page.click("main form button")
    page.select_option("[name='person.nationality']", "KZ")
    page.press("[name='person.nationality']", "Enter")
    page.click("main form button")
    page.click("main form button")
    page.wait_for_url("**/check/")
    page.click("main .buttons a.button")
    page.click("main form button")
    page.wait_for_url("**/confirm/")
    page.click("main form button")
    case = Case.objects.get()
    assert page.url == f"{site}/kk/my/{case.number}/"
    assert "2026 жылғы 10 ақпан" in page.inner_text(".next__day").replace("\xa0", " ")
    page.click("a[href$='/answers/departure.date/']")
    page.fill("[name='departure.date-day']", "27")
    page.click("main form button")
    assert "27 ақпан" in page.inner_text("main")
    page.click("button[name=confirm]")
    assert page.url == f"{site}/kk/my/{case.number}/"
    context.close()


def test_a_mistake_takes_the_focus_and_leads_to_its_field(
    live_server: Any, phone: Any, cast: Cast
) -> None:
    from tests.web.sign_in.people import signed_in_as

    case = cast.opened()
    let_in(phone, signed_in_as(cast.citizen), str(live_server.url))
    phone.goto(f"{live_server.url}/ru/my/{case.number}/papers/ticket/")
    phone.click("main form button")
    assert phone.evaluate("document.activeElement.className") == "errors"
    phone.click(".errors a")
    assert phone.evaluate("document.activeElement.id") == "photo"
