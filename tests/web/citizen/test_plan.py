"""My plan: what it shows, what can be written down, and what happens when something changes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.apps.cases.cast import DEPARTS, NOON, WINDOW, Cast, noon_on
from tests.web.citizen.people import day_form, text_of
from tests.web.sign_in.people import signed_in_as

from sapar.apps.cases.actions import give_evidence, make_move, open_plan, write
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.models import Case

pytestmark = pytest.mark.django_db

FIRST, SAFE, LAST = WINDOW
NEW_DAY = DEPARTS + timedelta(days=8)


@pytest.fixture
def case(cast: Cast) -> Case:
    return cast.opened()


def with_papers(cast: Cast, case: Case) -> None:
    for kind in ("passport", "ticket", "declaration-form"):
        give_evidence(case.pk, kind, file=None, actor=cast.acting(cast.officer))


def turn_on(page: Any) -> str:
    return re.findall(r'name="turn" value="(\d+)"', page.content.decode())[0]


def on(cast: Cast, settings: Any, day: date) -> Client:
    """The citizen's browser at noon of a day."""
    settings.SAPAR_NOW = noon_on(day)
    return signed_in_as(cast.citizen)


def write_down(client: Client, case: Case, move: str, **form: Any) -> Any:
    page = client.get(f"/en/my/{case.number}/step/{move}/")
    today = dict(
        re.findall(r'name="(day-\w+)" type="text"[^>]*value="(\d+)"', page.content.decode())
    )
    return client.post(
        f"/en/my/{case.number}/step/{move}/", {**today, "turn": turn_on(page), **form}
    )


def state_of(case: Case) -> str:
    case.refresh_from_db()
    return case.state.name


def test_the_plan_shows_the_next_date_the_steps_and_what_is_missing(
    aida: Client, case: Case
) -> None:
    page = text_of(aida.get(f"/en/my/{case.number}/"))
    assert "Tuesday 10 February 2026" in page
    assert "21 days left" in page
    assert "Declare your departure" in page
    assert "From Wednesday 4 February 2026 to Tuesday 10 February 2026" in page
    assert "A document is missing: Ticket." in page or "Missing" in page
    assert "It is too early. The first day is Wednesday 4 February 2026." in page
    assert "Withdraw" in page


def test_a_move_is_written_down_for_the_day_of_the_act(
    cast: Cast, case: Case, settings: Any
) -> None:
    with_papers(cast, case)
    client = on(cast, settings, FIRST + timedelta(days=1))
    done = write_down(client, case, "declare", **day_form("day", FIRST))
    assert done["Location"] == f"/en/my/{case.number}/"
    assert state_of(case) == "declared"
    assert brief_of(case, at=NOON).facts["declaration.filed_on"] == FIRST
    page = text_of(client.get(f"/en/my/{case.number}/"))
    assert "Written down: Declare the departure." in page


def test_a_day_that_cannot_have_been_is_refused_and_stays_in_its_fields(
    cast: Cast, case: Case, settings: Any
) -> None:
    with_papers(cast, case)
    client = on(cast, settings, FIRST)
    page = write_down(client, case, "declare", **day_form("day", LAST), note="at the office")
    assert page.status_code == 422
    text = text_of(page)
    assert "Write a day from" in text
    assert 'value="11"' in text
    assert "at the office" in text
    nonsense = write_down(client, case, "declare", **{"day-day": "31", "day-month": "2"})
    assert "This day does not exist in that month." in text_of(nonsense)
    assert state_of(case) == "draft"


def test_what_only_one_way_of_counting_allows_is_read_and_ticked_first(
    cast: Cast, case: Case, settings: Any
) -> None:
    with_papers(cast, case)
    client = on(cast, settings, LAST)
    asked = client.get(f"/en/my/{case.number}/step/declare/")
    assert "Only one way of counting still allows this." in text_of(asked)
    points = re.findall(r'name="confirms" id="[^"]+" value="([^"]+)"', asked.content.decode())
    assert points == ["notice"]
    refused = write_down(client, case, "declare")
    assert refused.status_code == 422
    assert "Read each point below" in text_of(refused)
    assert state_of(case) == "draft"
    write_down(client, case, "declare", confirms=points)
    assert state_of(case) == "declared"


def test_pressing_twice_writes_once_and_says_so(cast: Cast, case: Case, settings: Any) -> None:
    with_papers(cast, case)
    client = on(cast, settings, FIRST)
    page = client.get(f"/en/my/{case.number}/step/declare/")
    form = {**day_form("day", FIRST), "turn": turn_on(page)}
    address = f"/en/my/{case.number}/step/declare/"
    client.post(address, form)
    again = client.post(address, form, follow=True)
    assert "Perhaps it is already written down." in text_of(again)
    assert brief_of(case, at=NOON).position.moved_on.keys() == {"declare"}


def test_a_page_that_is_no_longer_true_writes_nothing(
    cast: Cast, case: Case, settings: Any
) -> None:
    with_papers(cast, case)
    client = on(cast, settings, FIRST)
    page = client.get(f"/en/my/{case.number}/step/declare/")
    write(case.pk, "Please wait.", actor=cast.acting(cast.officer, noon_on(FIRST)))
    form = {**day_form("day", FIRST), "turn": turn_on(page)}
    again = client.post(f"/en/my/{case.number}/step/declare/", form, follow=True)
    assert "Your plan has changed since you opened this page." in text_of(again)
    assert state_of(case) == "draft"


def test_moves_of_others_have_no_page(aida: Client, case: Case) -> None:
    for name in ("declare-anyway", "miss", "close", "reopen", "nonsense"):
        answer = aida.get(f"/en/my/{case.number}/step/{name}/")
        assert answer.status_code in (302, 404), name
        assert aida.post(f"/en/my/{case.number}/step/{name}/", {}).status_code in (302, 404)
    assert state_of(case) == "draft"


def test_a_reason_is_asked_where_the_text_asks_for_one(
    cast: Cast, case: Case, settings: Any
) -> None:
    with_papers(cast, case)
    make_move(case.pk, "declare", actor=cast.acting(cast.citizen, noon_on(FIRST)))
    client = on(cast, settings, DEPARTS)
    refused = write_down(client, case, "refuse")
    assert "Choose a reason." in text_of(refused)
    write_down(client, case, "refuse", reason="not-said")
    assert state_of(case) == "refused"


def test_withdrawing_closes_the_plan(aida: Client, case: Case) -> None:
    page = text_of(aida.get(f"/en/my/{case.number}/step/withdraw/"))
    assert "Your plan is closed with this." in page
    write_down(aida, case, "withdraw")
    assert state_of(case) == "withdrawn"
    home = text_of(aida.get("/en/my/"))
    assert "Closed" in home
    assert aida.get(f"/en/my/{case.number}/answers/departure.date/").status_code == 404


def test_a_changed_ticket_is_seen_before_it_is_written(
    cast: Cast, case: Case, settings: Any
) -> None:
    with_papers(cast, case)
    make_move(case.pk, "declare", actor=cast.acting(cast.citizen, noon_on(FIRST)))
    case.refresh_from_db()
    client = on(cast, settings, FIRST)
    address = f"/en/my/{case.number}/answers/departure.date/"
    seen = client.post(address, day_form("departure.date", NEW_DAY))
    text = text_of(seen)
    assert "Nothing is written yet." in text
    assert "Friday 27 February 2026" in text
    assert "Your declaration would have to be made anew" in text
    assert state_of(case) == "declared"
    form = {**day_form("departure.date", NEW_DAY), "turn": turn_on(seen), "confirm": "1"}
    client.post(address, form)
    assert state_of(case) == "draft"
    facts = brief_of(case, at=noon_on(FIRST)).facts
    assert facts["departure.date"] == NEW_DAY
    assert "declaration.filed_on" not in facts


def test_a_day_after_the_programme_is_shown_to_be_impossible(aida: Client, case: Case) -> None:
    address = f"/en/my/{case.number}/answers/departure.date/"
    text = text_of(aida.post(address, day_form("departure.date", date(2026, 3, 5))))
    assert "Then this would stand against your plan:" in text
    assert "28 February 2026" in text


def test_a_preview_that_is_too_old_is_shown_anew(cast: Cast, aida: Client, case: Case) -> None:
    address = f"/en/my/{case.number}/answers/departure.date/"
    seen = aida.post(address, day_form("departure.date", NEW_DAY))
    write(case.pk, "Hello", actor=cast.acting(cast.officer))
    form = {**day_form("departure.date", NEW_DAY), "turn": turn_on(seen), "confirm": "1"}
    again = aida.post(address, form)
    assert again.status_code == 200
    assert "Nothing is written yet." in text_of(again)
    case.refresh_from_db()
    assert turn_on(again) == str(case.turn)
    assert brief_of(case, at=NOON).facts["departure.date"] == DEPARTS


def test_who_somebody_is_cannot_be_told_anew_in_a_case(aida: Client, case: Case) -> None:
    for name in ("person.nationality", "person.born", "no.such"):
        assert aida.get(f"/en/my/{case.number}/answers/{name}/").status_code == 404


def test_a_detention_stops_the_plan_and_says_what_the_law_gives(aida: Client, case: Case) -> None:
    address = f"/en/my/{case.number}/stop/detained/"
    page = text_of(aida.get(address))
    assert "have the consul told" in page
    assert "Republic of Korea" in page
    aida.post(address, {"do": "hold", "note": "Hwaseong, since Monday"})
    plan = text_of(aida.get(f"/en/my/{case.number}/"))
    assert "Detained" in plan
    case.refresh_from_db()
    assert case.is_held
    aida.post(address, {"do": "hold"})
    aida.post(address, {"do": "release"})
    case.refresh_from_db()
    assert not case.is_held


def test_the_law_of_another_case_is_not_touched_by_a_foreign_hold(
    erlan: Client, case: Case
) -> None:
    assert erlan.post(f"/en/my/{case.number}/stop/detained/", {"do": "hold"}).status_code == 404


def test_a_family_stands_on_one_page(cast: Cast, aida: Client) -> None:
    plan = open_plan(actor=cast.acting(cast.citizen))
    case = cast.opened()
    Case.objects.filter(pk=case.pk).update(plan=plan)
    page = text_of(aida.get("/en/my/"))
    assert "Серікова Аида" in page
    assert case.number in page


def test_a_missing_document_is_asked_for_inside_the_plan(cast: Cast, aida: Client) -> None:
    case = cast.opened(travel_document__kind="none", travel_document__valid_until=None)
    page = text_of(aida.get(f"/en/my/{case.number}/"))
    address = f"/en/my/{case.number}/certificate/"
    assert f'href="{address}"' in page
    assert "What" in text_of(aida.get(address))
    assert aida.post(address, {}).status_code == 422
    made = aida.post(address, {"passport.state": "lost"})
    certificate = Case.objects.get(serves=case)
    assert made["Location"] == f"/en/my/{certificate.number}/"
    assert brief_of(certificate, at=NOON).facts["passport.state"] == "lost"
    page = text_of(aida.get(f"/en/my/{case.number}/"))
    assert certificate.number in page
    assert f'href="{address}"' not in page
    again = aida.post(address, {"passport.state": "lost"})
    assert again["Location"] in (f"/en/my/{certificate.number}/", f"/en/my/{case.number}/")
    assert Case.objects.filter(serves=case).count() == 1


def test_a_plan_with_a_good_passport_offers_no_certificate(aida: Client, case: Case) -> None:
    answer = aida.get(f"/en/my/{case.number}/certificate/", follow=True)
    assert "No document is missing in this plan" in text_of(answer)


@pytest.mark.parametrize("form", ["declaration", "airport-summary", "plan"])
def test_papers_are_printed(aida: Client, case: Case, form: str) -> None:
    answer = aida.get(f"/kk/my/{case.number}/print/{form}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert aida.get(f"/kk/my/{case.number}/print/nonsense/").status_code == 404
