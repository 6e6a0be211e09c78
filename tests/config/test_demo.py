"""The demonstration: a post with invented people, a case in every state, and a journal that holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from sapar.apps.accounts.models import Grant
from sapar.apps.accounts.roles import Role
from sapar.apps.cases.brief import library
from sapar.apps.cases.models import Case, Evidence, Message, Proposal, Referral
from sapar.apps.documents.models import File
from sapar.apps.journal.verify import verify
from sapar.apps.people.models import Person
from sapar.config.demo.day import on
from sapar.config.demo.officers import OFFICERS, PASSWORD, code_now
from sapar.config.demo.people import CITIZENS
from sapar.config.demo.seed import NotEmptyError, seed
from sapar.config.demo.stage import CERTIFICATE, DEPARTURE
from sapar.config.demo.who import who_can_sign_in

pytestmark = pytest.mark.django_db

SHOWN = on(1, 20, 9)
ONLY_AFTER_THE_END = {"lapsed"}


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Keys and files of the test's own."""
    settings.SAPAR_KEYS = tmp_path / "keys.json"
    options = {**settings.STORAGES["evidence"]["OPTIONS"], "location": tmp_path / "evidence"}
    kept = {**settings.STORAGES["evidence"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "evidence": kept}
    return None


def states_of(procedure: tuple[str, str]) -> set[str]:
    found = Case.objects.filter(instrument=procedure[0], procedure=procedure[1])
    return set(found.values_list("state__name", flat=True))


def declared_states(procedure: tuple[str, str]) -> set[str]:
    return set(library().law(procedure[0]).instrument.procedures[procedure[1]].states)


def test_there_is_a_case_in_every_state_that_the_day_allows() -> None:
    assert seed(until=SHOWN)
    assert states_of(DEPARTURE) == declared_states(DEPARTURE) - ONLY_AFTER_THE_END
    assert states_of(CERTIFICATE) == declared_states(CERTIFICATE)
    assert set(Grant.objects.values_list("role", flat=True)) == set(Role.values) - {"citizen"}
    assert Person.objects.count() == len(CITIZENS)
    assert Case.objects.filter(plan__isnull=False).count() == 3
    assert Case.objects.filter(is_held=True).count() == 2
    assert Case.objects.filter(serves__isnull=False).exists()
    assert Case.objects.filter(closed_at__isnull=True, due_at__lt=SHOWN).exists()
    assert set(Referral.objects.values_list("answer", flat=True)) == {"waiting", "done"}
    assert set(Evidence.objects.values_list("verdict", flat=True)) == set(Evidence.Verdict.values)
    assert set(File.objects.values_list("media_type", flat=True)) == {
        "application/pdf",
        "image/jpeg",
    }
    assert Message.objects.filter(template="reminder").exists()
    assert Message.objects.filter(template="", to_person=False).exists()
    verdict = verify()
    assert verdict.holds
    assert verdict.days == 49
    assert not seed(until=SHOWN), "a second time changes nothing"
    with pytest.raises(NotEmptyError):
        seed(until=on(1, 21))
    _an_officer_signs_in()


def _an_officer_signs_in() -> None:
    client = Client()
    said = {"login": OFFICERS[0].email, "password": PASSWORD}
    assert client.post("/en/sign-in/officers/", said).status_code == 302
    assert client.get("/en/sign-in/second/").status_code == 200
    assert client.post("/en/sign-in/second/", {"code": code_now()}).status_code == 302
    assert Authenticator.objects.count() == len(OFFICERS)


def test_after_the_end_of_the_programme_drafts_have_lapsed_and_one_waits_to_be_reopened() -> None:
    assert seed(until=on(3, 3, 9))
    assert states_of(DEPARTURE) >= ONLY_AFTER_THE_END
    waiting = Proposal.objects.get(decided_at__isnull=True)
    assert waiting.move == "reopen"
    assert verify().holds


def test_nobody_in_it_can_be_reached() -> None:
    addresses = [one.email for one in (*OFFICERS, *CITIZENS)]
    assert len(set(addresses)) == len(addresses)
    assert all(one.endswith("@example.org") for one in addresses)
    said = who_can_sign_in()
    assert all(one.email in said for one in OFFICERS)
    assert mail.outbox == []
