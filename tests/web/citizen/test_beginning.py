"""From the answer to the plan: an account, who you are, what you told us, who comes along."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.apps.cases.cast import DEPARTS, NOON, PROGRAMME, Cast
from tests.web.citizen.people import ZONE, day_form, text_of, told
from tests.web.sign_in.people import PostOffice, sign_in_by_code, signed_in_as

from sapar.apps.accounts.models import Post, User
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.models import Case
from sapar.apps.people.models import Person, TravelDocument
from sapar.web.citizen.beginning.draft import NAME
from sapar.web.frame.carried import NAME as ANSWERS

pytestmark = pytest.mark.django_db

BEGIN = f"/en/my/begin/{PROGRAMME}/"


@pytest.fixture
def new(cast: Cast) -> Client:
    """Somebody who has just signed in for the first time, with the answers of the interview."""
    return told(signed_in_as(User.objects.create_user("new@example.org")))


def send(client: Client, step: str, form: dict[str, str]) -> Any:
    return client.post(f"{BEGIN}{step}/", form, follow=True)


def register(client: Client) -> Any:
    send(client, "name", {"family": "Әлімова", "given": "Дана", "patronymic": ""})
    send(client, "passport", {"skip": "1"})
    send(client, "born", day_form("person.born", date(1992, 3, 1)))
    send(client, "citizenship", {"person.nationality": "KZ"})
    return send(client, "you", {})


def test_the_answer_page_offers_to_make_it_a_plan(cast: Cast, client: Client) -> None:
    page = text_of(told(client).get(f"/en/answer/{PROGRAMME}/"))
    assert f'href="{BEGIN}"' in page
    assert "Make this my plan" in page


def test_whoever_has_no_account_signs_in_and_comes_back_with_the_answers(
    cast: Cast, client: Client, post_office: PostOffice
) -> None:
    told(client)
    led = client.get(BEGIN)
    assert led["Location"].startswith("/en/sign-in/?next=%2Fen%2Fmy%2Fbegin%2F")
    asked = client.post(led["Location"], {"email": "new@example.org", "next": BEGIN})
    back = client.post(asked["Location"], {"code": post_office.code, "next": BEGIN})
    assert back["Location"] == BEGIN
    assert client.get(BEGIN)["Location"] == f"{BEGIN}name/"


def test_the_whole_way_from_the_answers_to_the_open_plan(new: Client) -> None:
    page = register(new)
    assert page.redirect_chain[-1][0] == f"{BEGIN}check/"
    assert "Thursday 19 February 2026" in text_of(page)
    assert new.post(f"{BEGIN}children/", {})["Location"] == f"{BEGIN}confirm/"
    assert "Дана" in text_of(new.get(f"{BEGIN}confirm/"))
    opened = new.post(f"{BEGIN}confirm/")
    case = Case.objects.get()
    assert opened["Location"] == f"/en/my/{case.number}/"
    assert case.post.code == "kz-seoul"
    facts = brief_of(case, at=NOON).facts
    assert facts["departure.date"] == DEPARTS
    assert facts["person.nationality"] == "KZ"
    assert facts["person.born"] == date(1992, 3, 1)
    assert opened.cookies[ANSWERS].value == ""
    assert opened.cookies[NAME].value == ""


def test_the_button_pressed_twice_opens_one_plan(new: Client) -> None:
    register(new)
    first = new.post(f"{BEGIN}confirm/")
    told(new)
    second = new.post(f"{BEGIN}confirm/")
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_registering_twice_with_the_back_button_registers_once(new: Client) -> None:
    register(new)
    assert new.get(f"{BEGIN}name/")["Location"] == BEGIN
    assert send(new, "you", {}).status_code == 200
    assert Person.objects.filter(user__email="new@example.org").count() == 1


def test_a_passport_is_read_from_its_two_lines_and_shown_before_it_is_kept(new: Client) -> None:
    send(new, "name", {"family": "Серікова", "given": "Аида"})
    page = send(new, "passport", {"mrz": ZONE.lower()})
    assert page.redirect_chain[-1][0] == f"{BEGIN}you/", "birth and citizenship stand in the lines"
    text = text_of(page)
    assert "SERIKOVA AIDA" in text
    assert "23 April 1990" in text
    assert "Kazakhstan" in text
    assert not TravelDocument.objects.exists()
    send(new, "you", {})
    person = Person.objects.get(user__email="new@example.org")
    assert person.names.get(kind="document").family == "SERIKOVA"
    assert TravelDocument.objects.get(person=person).valid_until == date(2030, 6, 30)


def test_lines_that_are_none_are_refused_and_stay_on_the_page(new: Client) -> None:
    send(new, "name", {"family": "Серікова"})
    page = new.post(f"{BEGIN}passport/", {"mrz": "P<KAZ OOPS", "surname": "SERIKOVA"})
    assert page.status_code == 422
    text = text_of(page)
    assert "These are not the two lines" in text
    assert "P&lt;KAZ OOPS" in text
    assert 'value="SERIKOVA"' in text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Write the name as it stands in your passport."),
        ({"family": "Сер1кова"}, "belongs to no name"),
        ({"family": "Сери\u202eкова"}, "belongs to no name"),
        ({"family": "\u0043ерікова"}, "mixes letters of two alphabets"),
        ({"given": "А" * 201}, "longer than any name"),
    ],
)
def test_a_name_that_is_none_is_refused_in_words_and_kept_in_its_field(
    new: Client, form: dict[str, str], said: str
) -> None:
    page = new.post(f"{BEGIN}name/", form)
    assert page.status_code == 422
    assert said in text_of(page)
    for value in form.values():
        assert value in page.content.decode()


def test_a_birth_in_another_calendar_is_refused(new: Client) -> None:
    send(new, "name", {"family": "Серікова"})
    page = new.post(
        f"{BEGIN}born/",
        {"person.born-day": "1", "person.born-month": "1", "person.born-year": "2190"},
    )
    assert page.status_code == 422
    assert "Write the year as passports do" in text_of(page)


def test_what_was_typed_by_one_account_is_not_shown_to_the_next_on_the_same_phone(
    new: Client, cast: Cast
) -> None:
    new.post(f"{BEGIN}name/", {"family": "Серікова"})
    other = signed_in_as(User.objects.create_user("phone@example.org"))
    other.cookies[NAME] = new.cookies[NAME].value
    assert "Серікова" not in text_of(other.get(f"{BEGIN}name/"))


def test_whoever_comes_from_a_country_without_a_post_is_told_so(new: Client) -> None:
    Post.objects.all().update(state="KG")
    register(new)
    page = new.post(f"{BEGIN}confirm/")
    assert page.status_code == 200
    assert "No post of your country works here yet" in text_of(page)
    assert not Case.objects.exists()


def test_answers_that_have_gone_are_said_to_be_gone(cast: Cast) -> None:
    client = signed_in_as(cast.citizen)
    page = client.get(f"{BEGIN}check/")
    assert "Your answers are no longer here" in text_of(page)
    assert client.post(f"{BEGIN}confirm/")["Location"] == BEGIN


def test_no_plan_is_made_for_a_programme_that_is_over(cast: Cast, settings: Any) -> None:
    settings.SAPAR_NOW = NOON + timedelta(days=90)
    client = told(signed_in_as(cast.citizen))
    assert "This programme is over" in text_of(client.get(BEGIN))
    client.post(f"{BEGIN}confirm/")
    assert not Case.objects.exists()


def test_a_law_in_which_the_person_has_nothing_to_begin_takes_no_plans(
    cast: Cast, aida: Client
) -> None:
    assert aida.get("/en/my/begin/kz-kr-visa-waiver-2014/").status_code == 404
    assert "Make this my plan" not in text_of(aida.get("/en/answer/kz-kr-visa-waiver-2014/"))
    assert aida.get("/en/my/begin/no-such-law/").status_code == 404


def test_a_family_goes_as_one_plan_with_a_case_for_each(cast: Cast) -> None:
    client = told(signed_in_as(cast.citizen))
    child = {"family": "Серікова", "given": "Айлин", **day_form("person.born", date(2020, 5, 5))}
    added = client.post(f"{BEGIN}children/add/", child)
    assert added["Location"] == f"{BEGIN}children/"
    page = client.get(f"{BEGIN}children/")
    assert "Айлин" in text_of(page)
    ailin = Person.objects.get(names__given="Айлин")
    client.post(f"{BEGIN}children/", {"children": str(ailin.pk)})
    opened = client.post(f"{BEGIN}confirm/")
    assert opened["Location"] == "/en/my/"
    own, childs = Case.objects.order_by("pk")
    assert own.plan == childs.plan
    assert own.plan is not None
    assert childs.person == ailin
    facts = brief_of(childs, at=NOON).facts
    assert facts["departure.date"] == DEPARTS
    assert facts["person.born"] == date(2020, 5, 5)
    assert "person.has_committed_offence" not in facts, "nobody answers that for a child unasked"
    home = text_of(client.get("/en/my/"))
    assert own.number in home
    assert childs.number in home


def test_somebody_elses_child_cannot_be_chosen(cast: Cast) -> None:
    client = told(signed_in_as(cast.citizen))
    stranger = Person.objects.exclude(user=cast.citizen).first()
    assert stranger is not None
    client.post(f"{BEGIN}children/", {"children": str(stranger.pk)})
    client.post(f"{BEGIN}confirm/")
    assert Case.objects.get().person == cast.aida


def test_a_child_of_age_is_told_to_make_its_own_plan(cast: Cast) -> None:
    client = told(signed_in_as(cast.citizen))
    grown = {"family": "Серікова", **day_form("person.born", date(2005, 5, 5))}
    page = client.post(f"{BEGIN}children/add/", grown)
    assert page.status_code == 422
    assert "makes a plan of their own" in text_of(page)
    assert Person.objects.count() == 2


def test_an_account_without_a_plan_shows_the_way_to_the_questions(
    cast: Cast, post_office: PostOffice
) -> None:
    """A citizen who signs in without having answered finds an empty list and the way to the questions."""
    client = Client()
    sign_in_by_code(client, post_office, "fresh@example.org")
    page = text_of(client.get("/en/my/"))
    assert "You have no plan yet" in page
    assert 'href="/en/start/"' in page
