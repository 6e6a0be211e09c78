"""The whole way in a real browser on a phone, without JavaScript; and no page of it keeps anybody out."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from .people import ALIYA, DANA, KOREA, ORDINARY, OVER, STAY, UNKNOWN, form_of, tell, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SEOUL = "2026-01-20T09:00+09:00"
WAYS = {
    "eligible": (KOREA, ALIYA, "2026-01-20"),
    "eligible_if": (KOREA, {**ALIYA, "person.has_committed_offence": UNKNOWN}, "2026-01-20"),
    "incomplete": (KOREA, {**ALIYA, "departure.date": UNKNOWN}, "2026-01-20"),
    "needs_review": (KOREA, {**ALIYA, "stay.unlawful_since": date(2025, 12, 1)}, "2026-01-20"),
    "not_eligible": (KOREA, {**ALIYA, "stay.entry": "smuggled"}, "2026-01-20"),
    "mendable": (KOREA, ALIYA, "2026-02-12"),
    "over": (OVER, ALIYA, "2026-01-20"),
    "stay": (STAY, DANA, "2026-01-20"),
    "ordinary": (ORDINARY, ALIYA, "2026-01-20"),
}
"""For each kind of answer: an instrument, a person and a day that lead to it."""
EVERYWHERE = ("eligible", "incomplete", "needs_review", "not_eligible", "mendable")
"""Looked at in every language; the others are made of the same parts, and are read in one."""
SHORT_PAGES = ["", "start/", "start/KR/", "law/"]
"""Axe reads these in test_browser.py."""
PAGES = [
    f"ask/{KOREA}/stay.entry/",
    f"ask/{KOREA}/stay.unlawful_since/",
    f"ask/{STAY}/person.nationality/",
    f"ask/{KOREA}/departure.port/",
    f"ask/{KOREA}/household.children/",
    f"law/{KOREA}/",
]
WRONG = {
    f"ask/{KOREA}/stay.entry/": {},
    f"ask/{KOREA}/stay.unlawful_since/": {"day": "31", "month": "2", "year": "2024"},
    f"ask/{STAY}/person.nationality/": {},
}
_SMALL = """() => [...document.querySelectorAll(
    'main a, .button, .as-link, .choice__box, select, summary, input:not([type=hidden]), .languages__one, .back a')]
  .filter(one => getComputedStyle(one).display !== 'inline' && one.checkVisibility())
  .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect().height])
  .filter(([, height]) => height < 44)"""


@pytest.fixture(autouse=True)
def _held_clock(settings: Any) -> None:
    settings.SAPAR_NOW = datetime.fromisoformat(SEOUL)


@pytest.fixture
def plain_phone(chromium: Any) -> Iterator[Any]:
    """A small phone whose browser runs no script."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def _carry(phone: Any, site: str, visitor: Client) -> None:
    value = visitor.cookies["sapar-answers"].value
    phone.context.add_cookies([{"name": "sapar-answers", "value": value, "url": site}])


def _no_barrier(phone: Any, barriers: Any, where: str) -> None:
    """WCAG 2.2 AA on a phone, nothing beside a screen of 320 pixels, room for every finger."""
    phone.set_viewport_size({"width": 390, "height": 844})
    assert barriers(phone) == [], where
    assert phone.evaluate(_SMALL) == [], where
    phone.set_viewport_size({"width": 320, "height": 640})
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320, where


def test_no_page_of_the_interview_keeps_anybody_out(
    live_server: Any, phone: Any, barriers: Any, language: str
) -> None:
    site = str(live_server.url)
    for path in PAGES:
        phone.goto(f"{site}/{language}/{path}")
        _no_barrier(phone, barriers, f"{language} {path}")
    for path, parts in WRONG.items():
        phone.goto(f"{site}/{language}/{path}")
        for part, value in parts.items():
            phone.fill(f"[id$='-{part}']", value)
        phone.click("form .button >> nth=0")
        phone.wait_for_selector(".errors:focus")
        _no_barrier(phone, barriers, f"{language} {path} with a mistake")


def test_fingers_find_the_way_to_the_questions(live_server: Any, phone: Any, language: str) -> None:
    for path in SHORT_PAGES:
        phone.goto(f"{live_server.url}/{language}/{path}")
        assert phone.evaluate(_SMALL) == [], path


def test_no_answer_keeps_anybody_out(
    live_server: Any, phone: Any, barriers: Any, language: str, settings: Any
) -> None:
    site = str(live_server.url)
    kinds = WAYS if language == "ru" else EVERYWHERE
    for kind, (instrument, person, on) in ((kind, WAYS[kind]) for kind in kinds):
        settings.SAPAR_NOW = datetime.fromisoformat(f"{on}T09:00+09:00")
        visitor = Client()
        walk(visitor, instrument, person)
        _carry(phone, site, visitor)
        phone.goto(f"{site}/{language}/answer/{instrument}/")
        if language == "kk":  # the same parts in every language: once is enough, and it takes long
            phone.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        _no_barrier(phone, barriers, f"{language} {kind}")


def test_outcome_dates_and_the_next_step_stand_on_the_first_two_screens(
    live_server: Any, phone: Any, language: str, settings: Any
) -> None:
    visitor = Client()
    walk(visitor, KOREA, ALIYA)
    _carry(phone, str(live_server.url), visitor)
    phone.set_viewport_size({"width": 390, "height": 844})
    phone.goto(f"{live_server.url}/{language}/answer/{KOREA}/")
    held = phone.locator(".held").bounding_box()["height"]
    assert phone.locator(".outcome").bounding_box()["y"] - held < 300
    assert phone.locator("time[datetime='2026-02-10']").first.bounding_box()["y"] - held < 844
    assert phone.locator(".steps__title").first.bounding_box()["y"] - held < 2 * 844


def test_the_keyboard_alone_answers_a_question(live_server: Any, phone: Any) -> None:
    phone.goto(f"{live_server.url}/en/ask/{KOREA}/stay.entry/")
    for _ in range(12):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.type") == "radio":
            break
    phone.keyboard.press("Space")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/stay.country/")
    assert phone.evaluate("document.querySelectorAll('h1').length") == 1


def _answer_all(page: Any, person: dict[str, Any], seen: list[str]) -> None:
    """Answer the questions as they come, with the fields of the page, until the answer."""
    for _ in range(20):
        if "/answer/" in page.url:
            return
        fact = page.url.rstrip("/").rpartition("/")[2]
        seen.append(fact)
        _fill(page, fact, person[fact])
    raise AssertionError(seen)


def _fill(page: Any, fact: str, value: Any) -> None:
    if value is UNKNOWN:
        page.click("button[name=skip]")
        return
    for name, text in form_of(fact, value).items():
        field = page.locator(f"[name='{name}']").first
        if field.get_attribute("type") == "radio":
            page.locator(f"[name='{name}'][value='{text}']").check(force=True)
        elif page.locator(f"select[name='{name}']").count():
            field.select_option(text)
        else:
            field.fill(text)
    page.locator("main form .button").first.click()


@pytest.mark.parametrize(("language", "other"), [("kk", "ko"), ("ko", "kk")])
def test_the_whole_way_without_a_script(
    live_server: Any, plain_phone: Any, language: str, other: str
) -> None:
    """1 from the home page to the questions  2 answers, one skipped  3 another language on the way
    4 the answer  5 an answer changed  6 the calendar file  7 forgotten.
    """
    page, site, seen = plain_phone, str(live_server.url), []
    page.goto(f"{site}/{language}/")
    page.click(".button--start")
    page.click(f"a[href='/{language}/start/KR/']")
    page.click(f"a[href='/{language}/ask/{KOREA}/?from=KR']")

    _fill(page, "stay.unlawful_since", ALIYA["stay.unlawful_since"])
    page.click(f".languages__one[lang={other}]")
    assert page.url.endswith(f"/{other}/ask/{KOREA}/stay.entry/")
    page.click(f".languages__one[lang={language}]")
    _answer_all(page, {**ALIYA, "departure.date": UNKNOWN}, seen)
    assert "stay.country" not in seen, "it was chosen on the way"
    assert page.locator("time[datetime='2026-02-10']").count() == 0

    page.goto(f"{site}/{language}/ask/{KOREA}/departure.date/")
    _answer_all(page, ALIYA, seen)
    assert page.locator("time[datetime='2026-02-10']").count() >= 1
    page.click(f".languages__one[lang={other}]")
    assert page.url == f"{site}/{other}/answer/{KOREA}/"
    assert page.locator("time[datetime='2026-02-10']").count() >= 1
    page.click(f".languages__one[lang={language}]")

    page.click("details:has(.summary__change) summary")
    page.click(".summary__change a[href$='/departure.date/']")
    assert page.input_value("[name='departure.date-day']") == "19"
    _fill(page, "departure.date", date(2026, 2, 24))
    assert page.locator("time[datetime='2026-02-24']").count() >= 1
    page.goto(f"{site}/{language}/ask/{KOREA}/departure.date/")
    _fill(page, "departure.date", ALIYA["departure.date"])

    with page.expect_download() as download:
        page.click("a[href$='calendar.ics']")
    events = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    first = events[0].decoded("dtstart")
    assert (first.date(), str(first.tzinfo)) == (date(2026, 2, 10), "Asia/Seoul")
    assert events[0].walk("VALARM")

    page.click("form[action$='/forget/'] button")
    page.goto(f"{site}/{language}/answer/{KOREA}/")
    assert page.locator(".summary__change").count() == 0
    assert not [one for one in page.context.cookies() if one["name"] == "sapar-answers"]


def test_a_tampered_cookie_only_means_to_begin_again(live_server: Any, plain_phone: Any) -> None:
    visitor = Client()
    tell(visitor, KOREA, stay__country="KR")
    site = str(live_server.url)
    cookie = {"name": "sapar-answers", "value": "x" + visitor.cookies["sapar-answers"].value}
    plain_phone.context.add_cookies([{**cookie, "url": site}])
    plain_phone.goto(f"{site}/fr/ask/{KOREA}/")
    assert plain_phone.url.endswith("/stay.country/")
