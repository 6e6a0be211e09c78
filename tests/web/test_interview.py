"""The interview: what is asked, what is kept of it and where, and what bad input gets."""

import logging
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import signing
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from .people import ALIYA, KOREA, STAY, UNKNOWN, form_of, tell, walk

COOKIE = "sapar-answers"
ENTRY = f"/en/ask/{KOREA}/stay.unlawful_since/"
NOW = "2026-01-20T00:00+00:00"


@pytest.fixture(autouse=True)
def _held_clock(settings: Any) -> None:
    settings.SAPAR_NOW = datetime.fromisoformat(NOW)


@pytest.fixture
def visitor() -> Client:
    """Somebody without cookies."""
    return Client()


def test_the_country_chosen_on_the_way_is_not_asked_again(visitor: Client) -> None:
    text = visitor.get("/en/start/KR/").content.decode()
    assert f"/en/ask/{KOREA}/?from=KR" in text
    response = visitor.get(f"/en/ask/{KOREA}/?from=KR")
    assert response["Location"] == ENTRY
    answers = visitor.get(f"/en/answer/{KOREA}/").content.decode()
    assert "South Korea" in answers
    assert 'href="/en/start/KR/"' in visitor.get(ENTRY).content.decode(), "back leads to the choice"


@pytest.mark.parametrize("country", ["", "XX", "<b>", "KR" * 4000])
def test_a_country_we_do_not_know_is_asked(visitor: Client, country: str) -> None:
    response = visitor.get(f"/en/ask/{KOREA}/", {"from": country})
    assert response["Location"] == f"/en/ask/{KOREA}/stay.country/"


def test_only_what_still_matters_is_asked(visitor: Client) -> None:
    tell(visitor, KOREA, stay__country="KR")
    response = visitor.post(f"/en/ask/{KOREA}/stay.entry/", {"stay.entry": "smuggled"})
    assert response["Location"] == f"/en/answer/{KOREA}/", "nothing more can change the answer"


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "wrong"),
    [
        ("31", "2", "2024", "This day does not exist in that month.", "day"),
        ("29", "2", "2025", "This day does not exist in that month.", "day"),
        ("3", "13", "2024", "The month is a number from 1 to 12.", "month"),
        ("3", "6", "24", "Write the year with four digits, such as 2024.", "year"),
        ("3", "6", "", "Write day, month and year in digits.", "year"),
        ("", "", "", "Write day, month and year in digits.", "day"),
        ("third", "6", "2024", "Write day, month and year in digits.", "day"),
        ("²", "6", "2024", "Write day, month and year in digits.", "day"),
        ("3", "6", "2024" * 2000, "Write day, month and year in digits.", "year"),
        ("😀", "6", "2024", "Write day, month and year in digits.", "day"),
        ("-3", "6", "2024", "Write day, month and year in digits.", "day"),
    ],
)
def test_a_date_that_does_not_exist_is_explained_and_kept(
    visitor: Client, day: str, month: str, year: str, message: str, wrong: str
) -> None:
    name = "stay.unlawful_since"
    form = {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}
    response = visitor.post(ENTRY, form)
    text = response.content.decode()
    assert response.status_code == 422
    assert text.count(message) == 2, "in the summary and beside the field"
    assert f'href="#{name}-{wrong}"' in text
    for part in (day, month, year):
        assert f'value="{part}"' in text
    assert "<title>Error:" in text
    assert COOKIE not in visitor.cookies


def test_invisible_marks_and_digits_of_other_scripts_are_read(visitor: Client) -> None:
    name = "stay.unlawful_since"
    form = {f"{name}-day": "\u200f3\u200e", f"{name}-month": " ６ ", f"{name}-year": "٢٠٢٤"}
    assert visitor.post(ENTRY, form).status_code == 302
    assert "Monday 3 June 2024" in visitor.get(f"/en/answer/{KOREA}/").content.decode()


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("stay.entry", ""),
        ("stay.entry", "balloon"),
        ("stay.entry", "<script>alert(1)</script>"),
        ("stay.entry", "😀" * 5000),
        ("stay.entry", "\x00"),
        ("person.detained", "perhaps"),
        ("stay.country", "XYZ"),
        ("departure.port", "I" * 100_000),
    ],
)
def test_an_answer_that_is_not_offered_is_refused(visitor: Client, fact: str, value: str) -> None:
    response = visitor.post(f"/en/ask/{KOREA}/{fact}/", {fact: value})
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
    assert COOKIE not in visitor.cookies


@pytest.mark.parametrize(
    "path",
    [
        "/en/ask/no-such-thing/",
        "/en/ask/no-such-thing/stay.entry/",
        f"/en/ask/{KOREA}/person.shoe_size/",
        "/en/answer/no-such-thing/",
        "/en/answer/no-such-thing/calendar.ics",
        f"/en/answer/{KOREA}/calendar.ics",
        "/en/start/XX/",
        "/en/law/no-such-thing/",
    ],
)
def test_what_is_not_there_is_said_in_words(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_answers_stay_in_a_cookie_that_nothing_else_can_read(visitor: Client) -> None:
    tell(visitor, KOREA, stay__country="KR")
    cookie = visitor.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert (cookie["expires"], cookie["max-age"]) == ("", ""), "it ends with the browser"
    assert not cookie["secure"]
    visitor.post(f"/en/ask/{KOREA}/stay.entry/", {"stay.entry": "regular"}, secure=True)
    assert visitor.cookies[COOKIE]["secure"]


@pytest.mark.parametrize("change", ["turned", "cut", "empty", "foreign"])
def test_a_cookie_that_is_not_ours_means_to_start_anew(visitor: Client, change: str) -> None:
    tell(visitor, KOREA, stay__country="KR")
    value = visitor.cookies[COOKIE].value
    visitor.cookies[COOKIE] = {
        "turned": value[::-1],
        "cut": value[:20],
        "empty": "",
        "foreign": "eyJmYWN0cyI6e319:1:2",
    }[change]
    response = visitor.get(f"/en/ask/{KOREA}/")
    assert response["Location"] == f"/en/ask/{KOREA}/stay.country/"
    assert visitor.get(f"/en/answer/{KOREA}/").status_code == 200


def test_a_cookie_of_another_form_means_to_start_anew(visitor: Client) -> None:
    for content in ([], {}, {"facts": 3, "skipped": 4}, "x", None):
        visitor.cookies[COOKIE] = signing.dumps(content, salt="sapar.web.frame.carried")
        assert visitor.get(f"/en/answer/{KOREA}/").status_code == 200


def test_answers_end_after_some_hours(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(visitor, KOREA, stay__country="KR")
    monkeypatch.setattr("sapar.web.frame.carried._HOURS", -1)
    response = visitor.get(f"/en/ask/{KOREA}/")
    assert response["Location"] == f"/en/ask/{KOREA}/stay.country/"


def test_one_answer_that_an_instrument_does_not_know_takes_no_other_along(visitor: Client) -> None:
    tell(visitor, STAY, stay__country="KR", person__nationality="KZ")
    text = walk(visitor, KOREA, ALIYA)
    assert "This is open to you" in text


def test_nothing_is_stored_and_nothing_is_logged(
    visitor: Client,
    caplog: pytest.LogCaptureFixture,
    db: None,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    caplog.set_level(logging.DEBUG)
    with django_assert_num_queries(0):
        walk(visitor, KOREA, ALIYA)
    for told in ("2024-06-03", "2026-02-19", "smuggled", "2027-05-01"):
        assert told not in caplog.text


def test_no_address_holds_an_answer(visitor: Client) -> None:
    text = walk(visitor, KOREA, ALIYA)
    own = {href for href in re.findall(r'(?:href|action)="([^"]*)"', text) if "http" not in href}
    assert {href.partition("?")[2] for href in own if "?" in href} <= {"print", "from=KR"}
    assert not any(told in href for href in own for told in ("2024-06", "2026-02", "regular"))


def test_answers_survive_a_change_of_language(visitor: Client, language: str) -> None:
    walk(visitor, KOREA, ALIYA, language="en")
    text = visitor.get(f"/{language}/answer/{KOREA}/").content.decode()
    assert 'datetime="2026-02-10"' in text
    question = visitor.get(f"/{language}/ask/{KOREA}/stay.unlawful_since/").content.decode()
    assert 'value="2024"' in question


def test_the_most_a_person_can_tell_fits_into_the_cookie(visitor: Client) -> None:
    first = date(2021, 1, 3)
    visits = [
        {
            "entered_on": first + timedelta(days=number * 53 + number % 7),
            "left_on": first + timedelta(days=number * 53 + 11 + number % 11),
        }
        for number in range(30)
    ]
    children = [{"born": date(2008 + number % 17, 1 + number % 12, 3)} for number in range(30)]
    walk(visitor, KOREA, {**ALIYA, "household.children": children})
    tell(visitor, STAY, stay__visits=visits, household__children=children)
    tell(visitor, KOREA, household__children=children)
    assert len(visitor.cookies[COOKIE].value) < 4000
    page = visitor.get(f"/en/ask/{STAY}/stay.visits/").content.decode()
    assert page.count('value="2021"') >= 2
    assert "More lines" not in page, "thirty lines are the most"


def test_more_than_a_browser_keeps_is_said(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(visitor, KOREA, stay__country="KR")
    before = visitor.cookies[COOKIE].value
    monkeypatch.setattr("sapar.web.frame.carried._MOST_BYTES", 20)
    response = visitor.post(f"/en/ask/{KOREA}/stay.entry/", {"stay.entry": "regular"})
    assert response.status_code == 422
    assert "more than your browser can keep" in response.content.decode()
    assert visitor.cookies[COOKIE].value == before


def test_more_lines_keep_what_was_written(visitor: Client) -> None:
    path = f"/en/ask/{STAY}/stay.visits/"
    assert visitor.get(path).content.decode().count("<fieldset") == 6
    form = {"stay.visits-0-entered_on-day": "30", "stay.visits-2-left_on-day": "", "more": "1"}
    text = visitor.post(path, form).content.decode()
    assert text.count("<fieldset") == 12
    assert 'value="30"' in text


@pytest.mark.parametrize(
    ("visit", "message"),
    [
        ({"entered_on": (3, 6, 2025), "left_on": (1, 6, 2025)}, "lies before the day above it"),
        ({"left_on": (1, 6, 2025)}, "Write day, month and year in digits."),
        ({"entered_on": (31, 6, 2025)}, "does not exist in that month"),
    ],
)
def test_a_visit_that_cannot_be_is_explained(
    visitor: Client, visit: dict[str, tuple[int, int, int]], message: str
) -> None:
    form = {
        f"stay.visits-0-{name}-{part}": str(number)
        for name, day in visit.items()
        for part, number in zip(("day", "month", "year"), day, strict=True)
    }
    response = visitor.post(f"/en/ask/{STAY}/stay.visits/", form)
    assert response.status_code == 422
    assert message in response.content.decode()


def test_no_children_is_an_answer_too(visitor: Client) -> None:
    response = visitor.post(f"/en/ask/{KOREA}/household.children/", {})
    assert response.status_code == 302


def test_dates_are_asked_in_the_order_of_the_language(visitor: Client, language: str) -> None:
    text = visitor.get(f"/{language}/ask/{KOREA}/departure.date/").content.decode()
    day, year = text.index('id="departure.date-day"'), text.index('id="departure.date-year"')
    assert (year < day) == (language == "ko")


def test_who_does_not_know_goes_on(visitor: Client) -> None:
    text = walk(visitor, KOREA, {"stay.country": "KR"})
    assert "Still open" in text
    assert "I do not know" in text


def test_a_form_without_our_mark_is_refused_in_words() -> None:
    strict = Client(enforce_csrf_checks=True)
    form = form_of("departure.date", ALIYA["departure.date"])
    response = strict.post(f"/ru/ask/{KOREA}/departure.date/", form)
    assert response.status_code == 403
    assert "cookie" in response.content.decode()
    assert COOKIE not in strict.cookies


def test_the_answers_are_taken_away_when_asked(visitor: Client) -> None:
    tell(visitor, KOREA, stay__country="KR", stay__entry=UNKNOWN)
    response = visitor.post("/en/forget/")
    assert response.status_code == 200
    assert visitor.cookies[COOKIE].value == ""
    assert visitor.get("/en/forget/").status_code == 405


def test_questions_and_answers_are_kept_by_no_cache(visitor: Client) -> None:
    for path in (ENTRY, f"/en/answer/{KOREA}/"):
        assert visitor.get(path).headers["Cache-Control"] == "no-store"
    assert django_settings.CSRF_COOKIE_AGE is None


def test_a_country_carried_from_elsewhere_is_asked_anew_and_refuses_nobody(visitor: Client) -> None:
    visitor.get("/en/ask/ae-amnesty-2018/?from=AE")
    for address in (f"/en/ask/{KOREA}/", f"/en/ask/{KOREA}/?from=AE"):
        assert visitor.get(address)["Location"] == f"/en/ask/{KOREA}/stay.country/"
