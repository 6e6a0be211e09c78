"""Figures: what each may know, which cases stand behind a number, and what no spreadsheet runs."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from tests.apps.cases.cast import FACTS, NOON, PROGRAMME, WINDOW, Cast, noon_on, register

from sapar.apps.accounts.models import Grant, Post, User
from sapar.apps.accounts.roles import Role
from sapar.apps.cases.actions import hold, make_move, open_case
from sapar.apps.cases.models import Case
from sapar.apps.insight.actions import count_blocked
from sapar.apps.insight.masking import TOTAL
from sapar.apps.insight.models import Blocked
from sapar.apps.insight.queries import (
    Asked,
    blocked_by_post,
    cases_behind,
    standing,
    times_by_post,
)
from sapar.apps.insight.tables import csv_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 20)
MONDAY = "2026-01-19"
ASKED = Asked(instrument=PROGRAMME, procedure="departure", since=DAY, until=DAY)


@pytest.fixture
def minister(cast: Cast) -> User:
    """Edits instruments for Kazakhstan: reads the figures, opens no case."""
    user = User.objects.create_user("minister@example.org")
    role = Role.INSTRUMENT_EDITOR
    Grant.objects.create(user=user, role=role, state="KZ", since=NOON - timedelta(days=9))
    return user


def opened(cast: Cast, post: Post, count: int) -> list[Case]:
    worker = cast.officer if post == cast.seoul else cast.in_busan
    return [
        open_case(
            register(None, "Ким", "Аида").pk,
            instrument=PROGRAMME,
            procedure="departure",
            post=post,
            facts=FACTS,
            actor=cast.acting(worker),
        )
        for _ in range(count)
    ]


def test_an_officer_sees_every_number_of_their_post_and_the_cases_behind_it(cast: Cast) -> None:
    cases = opened(cast, cast.seoul, 3)
    make_move(cases[0].pk, "withdraw", actor=cast.acting(cast.officer))
    actor = cast.acting(cast.officer)
    table = standing(actor, ASKED).by_post
    assert table.cell("kz-seoul", "draft") == 2
    assert table.cell("kz-seoul", "withdrawn") == 1
    behind = cases_behind(actor, ASKED, post="kz-seoul", state="draft")
    assert set(behind) == set(cases[1:])
    assert standing(actor, ASKED).by_week.cell(MONDAY, TOTAL) == 3


def test_whoever_may_not_open_them_is_told_no_small_number_and_sees_no_case(
    cast: Cast, minister: User
) -> None:
    opened(cast, cast.seoul, 6)
    withdrawn = opened(cast, cast.busan, 1)[0]
    make_move(withdrawn.pk, "withdraw", actor=cast.acting(cast.in_busan))
    told = standing(cast.acting(minister), ASKED)
    for table in (told.by_post, told.by_week):
        assert 1 not in table.cells.values()
        assert table.cell(TOTAL, "withdrawn") is None
    assert not cases_behind(cast.acting(minister), ASKED).exists()
    assert cast.acting(minister).user is not None


def test_an_officer_learns_no_small_number_of_another_post_by_subtracting_their_own(
    cast: Cast,
) -> None:
    opened(cast, cast.seoul, 6)
    opened(cast, cast.busan, 2)
    told = standing(cast.acting(cast.officer), ASKED)
    assert told.by_post.cell("kz-seoul", "draft") == 6
    assert told.by_post.cell("kz-busan", "draft") is None
    assert told.by_post.cell(TOTAL, "draft") is None
    assert told.by_week.cell(MONDAY, "draft") == 6


def test_a_citizen_is_told_no_figures(cast: Cast) -> None:
    opened(cast, cast.seoul, 6)
    told = standing(cast.acting(cast.citizen), ASKED)
    assert told.by_post.rows == ()
    assert times_by_post(cast.acting(cast.citizen), ASKED) == {}


def test_times_are_told_of_five_or_of_cases_one_may_open(cast: Cast, minister: User) -> None:
    for case in opened(cast, cast.seoul, 5):
        make_move(case.pk, "withdraw", actor=cast.acting(cast.officer, NOON + timedelta(days=2)))
    [case] = opened(cast, cast.busan, 1)
    make_move(case.pk, "withdraw", actor=cast.acting(cast.in_busan, NOON + timedelta(days=9)))
    told = times_by_post(cast.acting(minister), ASKED)
    assert told["kz-seoul", "withdrawn"].days == 2
    assert told["kz-busan", "withdrawn"].cases is None
    assert told["kz-busan", "withdrawn"].days is None
    assert times_by_post(cast.acting(cast.in_busan), ASKED)["kz-busan", "withdrawn"].days == 9


def test_what_blocks_people_is_counted_each_day_and_nobody_is_named(
    cast: Cast, minister: User
) -> None:
    cases = opened(cast, cast.seoul, 5)
    hold(cases[0].pk, "detained", actor=cast.acting(cast.officer))
    at = noon_on(WINDOW[0])
    assert count_blocked(at=at) == 5
    assert count_blocked(at=at) == 5
    asked = {"instrument": PROGRAMME, "procedure": "departure", "day": WINDOW[0]}
    own = blocked_by_post(cast.acting(cast.officer), **asked)  # type: ignore[arg-type]
    assert own["kz-seoul", "", ""] == 5
    assert own["kz-seoul", "needs", "ticket"] == 5
    assert own["kz-seoul", "held", "detained"] == 1
    told = blocked_by_post(cast.acting(minister), **asked)  # type: ignore[arg-type]
    assert told["kz-seoul", "needs", "ticket"] == 5
    assert told["kz-seoul", "held", "detained"] is None
    assert {one.name for one in Blocked._meta.get_fields()} == {
        *("id", "day", "post", "instrument", "procedure", "why", "about", "cases")
    }


def test_a_case_that_cannot_be_read_is_counted_as_such(cast: Cast) -> None:
    [case] = opened(cast, cast.seoul, 1)
    Case.objects.filter(pk=case.pk).update(facts=b"\x01" + bytes(60))
    count_blocked(at=NOON)
    assert Blocked.objects.get(why="unreadable").cases == 1


@pytest.mark.parametrize("formula", ["=1+1", "+7", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1"])
def test_no_text_in_a_csv_file_is_taken_for_a_formula(formula: str) -> None:
    text = csv_of(["post", formula], [[formula, -3, None, 1.5]])
    assert text.startswith("\ufeff")
    head, row = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    assert head[1] == row[0] == "'" + formula
    assert row[1:] == ["-3", "<5", "1.5"]
