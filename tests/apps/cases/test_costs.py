"""How many statements a change, a list and a search send to the database: more are noticed here."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.cases.cast import NOON, WINDOW, Cast, noon_on

from sapar.apps.cases.actions import give_evidence, make_move, tell_facts
from sapar.apps.cases.models import Case
from sapar.apps.cases.queries import case_for, case_numbered, cases_of_persons, open_cases

pytestmark = pytest.mark.django_db

PAPERS = ("passport", "declaration-form", "ticket")
A_MOVE = 14
"""With the beginning and the end of its transaction; a note takes one more, to seal it."""


def statements(sent: CaptureQueriesContext) -> list[str]:
    return [str(one["sql"]) for one in sent.captured_queries]


def with_papers(cast: Cast, case: Case) -> Case:
    for kind in PAPERS:
        give_evidence(case.pk, kind, file=None, actor=cast.acting(cast.officer))
    return case


@pytest.mark.parametrize("who", ["citizen", "officer"])
def test_a_move_takes_fewer_than_fifteen_statements(cast: Cast, who: str) -> None:
    at = noon_on(WINDOW[0])
    case = with_papers(cast, cast.opened())
    make_move(case.pk, "declare", actor=cast.acting(cast.citizen, at))
    make_move(case.pk, "change", actor=cast.acting(cast.citizen, at))
    actor = cast.acting(getattr(cast, who), at)
    with CaptureQueriesContext(connection) as sent:
        make_move(case.pk, "declare", actor=actor)
    assert len(sent) <= A_MOVE, statements(sent)


def test_the_first_case_in_a_state_takes_two_more(cast: Cast) -> None:
    case = with_papers(cast, cast.opened())
    actor = cast.acting(cast.citizen, noon_on(WINDOW[0]))
    with CaptureQueriesContext(connection) as sent:
        make_move(case.pk, "declare", actor=actor)
    assert len(sent) <= A_MOVE + 2, statements(sent)


def test_telling_facts_takes_no_more_than_a_move(cast: Cast) -> None:
    case = cast.opened()
    actor = cast.acting(cast.citizen)
    with CaptureQueriesContext(connection) as sent:
        tell_facts(case.pk, {"departure.port": "ICN"}, actor=actor)
    assert len(sent) <= A_MOVE, statements(sent)


def test_opening_a_case_page_reads_the_case_in_one_statement(cast: Cast) -> None:
    case = cast.opened()
    actor = cast.acting(cast.officer)
    with CaptureQueriesContext(connection) as sent:
        case_for(actor, case.number)
    assert len(sent) == 1, statements(sent)


def test_a_list_takes_two_statements_however_long_it_is(cast: Cast) -> None:
    cast.opened()
    actor = cast.acting(cast.officer, NOON)
    with CaptureQueriesContext(connection) as sent:
        listed = [
            (one.number, one.person.pk, one.post.code, one.state.name, one.officer)
            for one in open_cases(actor)[:50]
        ]
    assert len(listed) == 1
    assert len(sent) <= 2, statements(sent)


def test_a_case_number_is_found_in_small_letters_too(cast: Cast) -> None:
    case = cast.opened()
    actor = cast.acting(cast.officer, NOON)
    assert case_numbered(actor, f" {case.number.lower()} ").get() == case


def test_of_the_cases_of_some_people_the_open_ones_stand_first(cast: Cast) -> None:
    over = cast.opened()
    make_move(over.pk, "withdraw", actor=cast.acting(cast.citizen))
    waiting = cast.opened()
    actor = cast.acting(cast.officer)
    assert list(cases_of_persons(actor, [cast.aida.pk])) == [waiting, over]
