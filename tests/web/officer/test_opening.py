"""A case for somebody at the counter: seen first, then opened together with the person, or neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.apps.cases.cast import NOON, PROGRAMME, Cast

from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.models import Case
from sapar.apps.people.models import Person, PersonName

pytestmark = pytest.mark.django_db
Browsers = Callable[[str], Client]
NEW = f"/en/desk/new/{PROGRAMME}/departure/"
FORM = {
    "family": "Ахметова",
    "given": "Дана",
    "latin_family": "AKHMETOVA",
    "latin_given": "DANA",
    "born": "1991-05-06",
    "nationality": "KZ",
    "sex": "F",
    "post": "kz-seoul",
    "stay.country": "KR",
    "departure.date-day": "19",
    "departure.date-month": "2",
    "departure.date-year": "2026",
}


def send(client: Client, do: str, **changed: Any) -> Any:
    return client.post(NEW, {**FORM, "do": do, **changed})


def test_the_answer_is_seen_before_anything_is_written(cast: Cast, browser_of: Browsers) -> None:
    people = Person.objects.count()
    text = send(browser_of("officer"), "see").content.decode()
    assert "Nothing is written yet." in text
    assert 'value="Ахметова"' in text
    assert Person.objects.count() == people
    assert not Case.objects.exists()


def test_the_person_is_registered_and_their_case_opened(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of("officer")
    answer = send(client, "open")
    case = Case.objects.get()
    assert answer.headers["Location"] == f"/en/desk/cases/{case.number}/"
    assert case.post == cast.seoul
    names = PersonName.objects.filter(person=case.person)
    assert {name.family for name in names} == {"Ахметова", "AKHMETOVA"}
    facts = brief_of(case, at=NOON).facts
    assert facts["person.nationality"] == "KZ"
    assert facts["stay.country"] == "KR"
    assert "Ахметова Дана" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"born": "1391-02-03"}, "Check the year of birth."),
        ({"born": "yesterday"}, "Write the birth as 1990-04-23"),
        ({"family": "", "given": ""}, "Write at least a family name or a given name."),
        ({"family": "Ахмет\u202eова"}, "There is a sign in this name"),
        ({"departure.date-month": "13"}, "The month is a number from 1 to 12."),
    ],
)
def test_what_cannot_be_used_is_shown_again_and_nothing_is_half_written(
    cast: Cast, browser_of: Browsers, changed: dict[str, str], said: str
) -> None:
    people = Person.objects.count()
    answer = send(browser_of("officer"), "open", **changed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert 'value="DANA"' in text
    assert Person.objects.count() == people
    assert not Case.objects.exists()


def test_a_person_with_a_case_gets_another_that_serves_it(cast: Cast, browser_of: Browsers) -> None:
    first = cast.opened()
    address = f"/en/desk/new/kz-certificate-of-return-kr/issuing/?for={first.number}"
    client = browser_of("officer")
    assert client.get(address).status_code == 200
    client.post(address, {"post": "kz-seoul", "do": "open", "person.nationality": "KZ"})
    second = Case.objects.exclude(pk=first.pk).get()
    assert (second.person, second.serves) == (first.person, first)
    assert browser_of("in_busan").get(address).status_code == 404


def test_an_officer_opens_cases_at_their_own_post_only(cast: Cast, browser_of: Browsers) -> None:
    assert send(browser_of("officer"), "open", post="kz-busan").status_code == 404
    assert browser_of("auditor").get(NEW).status_code == 403
    assert browser_of("officer").get("/en/desk/new/no-such/departure/").status_code == 404
    assert browser_of("officer").get(f"/en/desk/new/{PROGRAMME}/no-such/").status_code == 404
