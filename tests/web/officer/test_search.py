"""Finding a case by number, document or name; among one's own cases only, with a purpose that is told."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client
from tests.apps.cases.cast import NOON, Cast

from sapar.apps.accounts.actor import machine
from sapar.apps.journal.models import Entry
from sapar.apps.people.actions import NameParts, NewDocument, add_document, add_name

pytestmark = pytest.mark.django_db
Browsers = Callable[[str], Client]


def found(client: Client, text: str, purpose: str = "counter") -> str:
    answer = client.post("/en/desk/search/", {"text": text, "purpose": purpose})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    "text", ["серік", "СЕРІКОВА А", "Serikova", "n 1234-567", "N1234567", "{number}", "{small}"]
)
def test_a_case_is_found_by_its_number_a_document_or_a_name_in_any_script(
    cast: Cast, browser_of: Browsers, text: str
) -> None:
    case = cast.opened()
    known = {"actor": machine(NOON), "at": NOON}
    add_name(cast.aida.pk, NameParts(kind="document", family="SERIKOVA", given="AIDA"), **known)
    add_document(cast.aida.pk, NewDocument(kind="passport", number="N1234567"), **known)
    asked = text.format(number=case.number, small=f" {case.number.lower()} ")
    assert case.number in found(browser_of("officer"), asked)
    assert "0 cases found" in found(browser_of("in_busan"), asked)


def test_the_person_is_told_who_looked_for_them_and_what_for(
    cast: Cast, browser_of: Browsers
) -> None:
    cast.opened()
    found(browser_of("officer"), "серік", "call")
    told = Entry.objects.get(verb="person.found")
    assert (told.user, json.loads(told.said)) == (cast.officer.pk, {"purpose": "call"})
    look = Entry.objects.get(verb="desk.looked")
    assert json.loads(look.said) == {"list": "search-call", "rows": 1}
    assert "серік" not in look.said


def test_without_a_purpose_nothing_is_looked_for(cast: Cast, browser_of: Browsers) -> None:
    cast.opened()
    for purpose in ("", "curiosity"):
        said = {"text": "серік", "purpose": purpose}
        assert browser_of("officer").post("/en/desk/search/", said).status_code == 404
    assert not Entry.objects.filter(verb="person.found").exists()


@pytest.mark.parametrize(
    "text", ["%", "' OR 1=1", "\u202eabc", "٣٤٥", "a" * 5000, "2" * 90, "a\x00b", "김"]
)
def test_any_text_can_be_looked_for(cast: Cast, browser_of: Browsers, text: str) -> None:
    cast.opened()
    assert "0 cases found" in found(browser_of("officer"), text)


def test_control_finds_numbers_and_no_names(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    auditor = browser_of("auditor")
    assert case.number in found(auditor, case.number)
    assert "0 cases found" in found(auditor, "серік")
