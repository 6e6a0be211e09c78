"""Every address of the desk as every role: whoever has no case to reach finds nothing there, and changes nothing.

An address that is added to the desk and not named here fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.apps.cases.cast import NOON, PROGRAMME, Cast, noon_on
from tests.web.sign_in.people import signed_in_as

from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import Grant, User
from sapar.apps.accounts.roles import Role
from sapar.apps.cases.actions import give_evidence, make_move, refer, wake
from sapar.apps.cases.models import Case, Proposal, Referral
from sapar.apps.journal.models import Entry
from sapar.web.officer.urls import urlpatterns

pytestmark = pytest.mark.django_db

OPEN_TO_THE_DESK = {
    "today", "mine", "post", "news", "proposals", "referrals", "search", "help",
}  # fmt: skip
"""Lists and forms: whoever holds a role that reads cases sees them, with what they may see."""
FOR_OFFICERS = {"opening", "new_case", "glass"}
READS_A_CASE = {"case", "history", "documents", "paper"}
READS_A_FILE = {"file"}
CHANGES_A_CASE = {
    "move", "hold", "message", "read", "give", "refer", "answer", "proposal", "law", "kinship",
    "facts", "original", "verdict",
}  # fmt: skip


@pytest.fixture
def everybody(cast: Cast) -> Callable[[str], Client]:
    """A browser for a name of the cast, for somebody of control, or for nobody."""

    def browser(name: str) -> Client:
        if name == "nobody":
            return Client()
        if name in ("data_protection_officer", "administrator", "instrument_editor"):
            user = User.objects.create_user(f"{name}@example.org")
            Grant.objects.create(
                user=user, role=Role(name), state="KZ", since=NOON - timedelta(days=9)
            )
            return signed_in_as(user)
        return signed_in_as(getattr(cast, name))

    return browser


@pytest.fixture
def addresses(cast: Cast, settings: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each address by its name, with the form that an officer would send there."""
    settings.SAPAR_NOW = noon_on(NOON.date() + timedelta(days=44))
    case = cast.opened()
    officer = cast.acting(cast.officer, NOON)
    evidence = give_evidence(case.pk, "ticket", file=None, actor=officer)
    wake(case.pk, actor=machine(settings.SAPAR_NOW))
    later = cast.acting(cast.officer, settings.SAPAR_NOW)
    proposal = make_move(case.pk, "reopen", actor=later, reason="lapsed-in-error")
    assert isinstance(proposal, Proposal)
    gwangju = type(cast.busan).objects.create(
        code="kz-gwangju", kind="consulate", state="KZ", country="KR", time_zone="Asia/Seoul"
    )
    asked = refer(
        case.pk, to=gwangju, kind=Referral.Kind.REFERRAL, question="See her.", actor=later
    )
    case.refresh_from_db()
    values = {
        "number": case.number,
        "name": "withdraw",
        "referral": asked.pk,
        "proposal": proposal.pk,
        "evidence": evidence.pk,
        "file": cast.aida.pk,
        "form": "declaration",
        "instrument": PROGRAMME,
        "procedure": "departure",
    }
    forms = {
        "message": {"text": "Hello"},
        "give": {"to": "me"},
        "refer": {"to": "kz-busan", "kind": "referral", "question": "?"},
        "answer": {"answer": "accepted"},
        "proposal": {"do": "countersign"},
        "original": {"kind": "ticket"},
        "verdict": {"do": "refuse", "why": "unreadable"},
        "hold": {"do": "set"},
        "facts": {"do": "keep"},
    }
    common = {"turn": case.turn, "entry": 0}
    return {name: (path, {**common, **forms.get(name, {})}) for name, path in _filled(values)}


def _filled(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in urlpatterns:
        route = re.sub(r"<(?:\w+:)?(\w+)>", lambda gap: str(values[gap[1]]), str(one.pattern))
        if one.name == "hold":
            route = route.replace("withdraw", "detained")
        yield str(one.name), f"/en/desk/{route}"


def test_every_address_is_named_here(addresses: dict[str, Any]) -> None:
    named = OPEN_TO_THE_DESK | FOR_OFFICERS | READS_A_CASE | READS_A_FILE | CHANGES_A_CASE
    assert set(addresses) == named


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_led_to_sign_in(
    addresses: dict[str, Any], everybody: Callable[[str], Client], method: str
) -> None:
    _nothing_changes(addresses, everybody("nobody"), method, {302, 405}, leads_to="/en/sign-in/")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["citizen", "outsider", "administrator", "instrument_editor"])
def test_without_a_role_that_reads_cases_there_is_nothing(
    addresses: dict[str, Any], everybody: Callable[[str], Client], name: str, method: str
) -> None:
    _nothing_changes(addresses, everybody(name), method, {404, 405})


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_officer_of_another_post_finds_no_case_and_changes_nothing(
    addresses: dict[str, Any], everybody: Callable[[str], Client], method: str
) -> None:
    of_a_case = {
        name: one for name, one in addresses.items() if name not in OPEN_TO_THE_DESK | FOR_OFFICERS
    }
    client = everybody("in_busan")
    _nothing_changes(of_a_case, client, method, {404, 405})
    number = Case.objects.get().number
    for name in OPEN_TO_THE_DESK:
        assert number not in client.get(addresses[name][0]).content.decode()


@pytest.mark.parametrize("name", ["auditor", "data_protection_officer"])
def test_control_reads_cases_and_changes_nothing(
    addresses: dict[str, Any], everybody: Callable[[str], Client], name: str
) -> None:
    client = everybody(name)
    for one in OPEN_TO_THE_DESK | READS_A_CASE:
        answer = client.get(addresses[one][0])
        assert answer.status_code == 200, one
        if "text/html" in answer.headers["Content-Type"]:
            assert "Серікова" not in answer.content.decode(), one
    for one in FOR_OFFICERS:
        assert client.get(addresses[one][0]).status_code == 403, one
    assert client.get(addresses["file"][0]).status_code == 404
    # Somebody of control, too, says that a person is a relative: it closes the case to them alone.
    names = (CHANGES_A_CASE | {"glass", "new_case"}) - {"kinship"}
    changes = {name: addresses[name] for name in names}
    _nothing_changes(changes, client, "post", {403, 404, 405, 422})


def test_a_relative_finds_no_case(
    cast: Cast, addresses: dict[str, Any], everybody: Callable[[str], Client]
) -> None:
    client = everybody("second")
    assert client.get(addresses["case"][0]).status_code == 200
    client.post(*addresses["kinship"])
    of_a_case = {name: addresses[name] for name in READS_A_CASE | CHANGES_A_CASE}
    for method in ("get", "post"):
        _nothing_changes(of_a_case, client, method, {404, 405})


def _nothing_changes(
    addresses: dict[str, Any],
    client: Client,
    method: str,
    allowed: set[int],
    *,
    leads_to: str = "",
) -> None:
    """Each address answers with one of these, shows nothing of the person, and writes nothing."""
    before = (Case.objects.get().turn, Entry.objects.exclude(verb="desk.looked").count())
    for name, (path, form) in addresses.items():
        answer = client.post(path, form) if method == "post" else client.get(path)
        assert answer.status_code in allowed, f"{method} {name}: {answer.status_code}"
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith(leads_to), name
        if not answer.streaming:
            assert "Серікова" not in answer.content.decode(errors="replace"), name
    after = Entry.objects.exclude(verb="desk.looked").exclude(verb="case.looked").count()
    assert Case.objects.get().turn == before[0]
    assert after <= before[1]
