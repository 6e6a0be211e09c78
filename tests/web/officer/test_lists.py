"""The lists of the desk: the nearest deadline first, few queries however long they are, each look told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.apps.cases.cast import FACTS, PROGRAMME, Cast, noon_on, register

from sapar.apps.accounts.actor import machine
from sapar.apps.cases.actions import assign, hold, make_move, open_case, refer, wake, write
from sapar.apps.cases.models import Case, Referral
from sapar.apps.journal.models import Entry

pytestmark = pytest.mark.django_db
Browsers = Callable[[str], Client]


def many(cast: Cast, count: int, *, first: int = 0) -> list[Case]:
    """So many cases of other people; each leaves a day later than the one before."""
    return [
        open_case(
            register(None, f"Сыздық{chr(0x430 + number)}", "Дана").pk,
            instrument=PROGRAMME,
            procedure="departure",
            post=cast.seoul,
            facts={**FACTS, "departure.date": date(2026, 2, 1) + timedelta(days=number % 26)},
            actor=cast.acting(cast.officer),
        )
        for number in range(first, first + count)
    ]


def page(client: Client, path: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/desk/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_nearest_deadline_stands_first_with_who_must_act_by_when(
    cast: Cast, browser_of: Browsers
) -> None:
    later, sooner = cast.opened(), many(cast, 1)[0]
    text = page(browser_of("officer"))
    assert text.index(sooner.number) < text.index(later.number)
    assert "Declare the departure" in text
    assert "Серікова Аида" in text
    assert "22 days left" in text
    assert "Who must act: The person" in text
    assert "Nobody yet" in text


def test_a_held_case_and_one_with_a_new_message_say_so(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    text = page(browser_of("officer"))
    assert "Held" not in text
    assert "New message" not in text
    hold(case.pk, "detained", actor=cast.acting(cast.officer))
    write(case.pk, "Where are you?", actor=cast.acting(cast.citizen))
    text = page(browser_of("officer"))
    assert "Held" in text
    assert "New message" in text
    assert case.number in page(browser_of("officer"), "news/")


def test_my_cases_are_those_that_were_given_to_me(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    assert case.number not in page(browser_of("officer"), "mine/")
    assign(case.pk, to=cast.officer.pk, actor=cast.acting(cast.officer))
    assert case.number in page(browser_of("officer"), "mine/")
    assert case.number not in page(browser_of("second"), "mine/")


def test_a_proposal_waits_for_another_than_its_author(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    later = noon_on(date(2026, 3, 5))
    wake(case.pk, actor=machine(later))
    officer = cast.acting(cast.officer, later)
    make_move(case.pk, "reopen", actor=officer, reason="lapsed-in-error")
    assert case.number in page(browser_of("second"), "proposals/")
    assert case.number not in page(browser_of("officer"), "proposals/")


def test_what_another_post_asks_stands_in_the_list_of_that_post(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    assert case.number not in page(browser_of("in_busan"), "referrals/")
    refer(
        case.pk,
        to=cast.busan,
        kind=Referral.Kind.REFERRAL,
        question="Please see her.",
        actor=cast.acting(cast.officer),
    )
    assert case.number in page(browser_of("in_busan"), "referrals/")
    assert case.number not in page(browser_of("officer"), "referrals/")


def test_control_reads_numbers_and_no_names(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    text = page(browser_of("auditor"), "all/")
    assert case.number in text
    assert "Серікова" not in text


def test_a_look_at_a_list_is_one_entry_with_its_rows(cast: Cast, browser_of: Browsers) -> None:
    many(cast, 3)
    page(browser_of("officer"))
    entry = Entry.objects.get(verb="desk.looked")
    assert entry.chain == f"post:{cast.seoul.pk}"
    assert entry.user == cast.officer.pk
    assert json.loads(entry.said) == {"list": "today", "rows": 3}


@pytest.mark.parametrize("path", ["", "mine/", "all/", "news/", "proposals/", "referrals/"])
def test_a_list_takes_fewer_than_ten_queries_whatever_its_size(
    cast: Cast, browser_of: Browsers, path: str
) -> None:
    client = browser_of("officer")
    many(cast, 2)
    counted = [_queries(client, path)]
    more = many(cast, 12, first=2)
    for case in more:
        assign(case.pk, to=cast.officer.pk, actor=cast.acting(cast.officer))
        hold(case.pk, "detained", actor=cast.acting(cast.officer))
    counted.append(_queries(client, path))
    assert max(counted) < 10, counted


def _queries(client: Client, path: str) -> int:
    """Queries of one page; the first look of a post makes the head of its chain, once for ever."""
    page(client, path)
    with CaptureQueriesContext(connection) as asked:
        page(client, path)
    steps = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return sum(not one["sql"].startswith(steps) for one in asked.captured_queries)


def test_a_long_list_is_turned_page_by_page(
    cast: Cast, browser_of: Browsers, monkeypatch: Any
) -> None:
    monkeypatch.setattr("sapar.apps.cases.desk.PAGE", 2)
    cases = many(cast, 5)
    client = browser_of("officer")
    pages = [page(client, f"all/?page={number}") for number in (1, 2, 3)]
    seen = [[case.number for case in cases if case.number in text] for text in pages]
    assert [len(one) for one in seen] == [2, 2, 1]
    assert len({number for one in seen for number in one}) == 5
    assert "?page=2" in pages[0]
    assert "?page=4" not in pages[2]
    for wrong in ("0", "x", "-1", "999999"):
        assert client.get(f"/en/desk/all/?page={wrong}").status_code == 404


def test_every_list_speaks_every_language(cast: Cast, browser_of: Browsers) -> None:
    cast.opened()
    client = browser_of("officer")
    titles = {
        page(client, "", code).partition("<h1>")[2][:20] for code in ["en", "kk", "ru", "ko", "fr"]
    }
    assert len(titles) == 5
