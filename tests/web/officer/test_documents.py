"""The documents of a case: seen by those who may, accepted or refused, and never run by a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.apps.cases.cast import NOON, Cast
from tests.apps.documents.hostile import Sent, picture

from sapar.apps.cases.actions import give_evidence
from sapar.apps.cases.models import Case, Evidence
from sapar.apps.cases.reach import seen_by
from sapar.apps.documents.actions import receive
from sapar.apps.documents.models import File
from sapar.apps.journal.models import Entry

pytestmark = pytest.mark.django_db
Browsers = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Any) -> None:
    """Files of a test lie in a folder of its own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "evidence": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def sent(cast: Cast, case: Case) -> tuple[Evidence, File]:
    """The citizen sends a picture of her passport."""
    actor = cast.acting(cast.citizen)
    file = receive(
        Sent(picture(), name="<b>scan</b>.jpg"),
        person=cast.aida.pk,
        kind="passport",
        actor=actor,
        at=NOON,
        sees=seen_by(actor),
    )
    given = give_evidence(case.pk, "passport", file=file.pk, actor=actor)
    case.refresh_from_db()
    return given, file


def send(client: Client, case: Case, below: str, **said: Any) -> Any:
    case.refresh_from_db()
    form = {"turn": case.turn, "entry": 0, **said}
    return client.post(f"/en/desk/cases/{case.number}/documents/{below}", form)


def test_a_file_comes_sealed_in_a_sandbox_and_the_look_is_told(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    _, file = sent(cast, case)
    address = f"/en/desk/cases/{case.number}/files/{file.pk}/"
    client = browser_of("officer")
    assert address in client.get(f"/en/desk/cases/{case.number}/documents/").content.decode()
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Entry.objects.filter(verb="file.opened", user=cast.officer.pk).exists()
    assert Entry.objects.filter(verb="case.looked", said='{"part":"file"}').exists()


@pytest.mark.parametrize("name", ["in_busan", "auditor", "citizen", "outsider"])
def test_nobody_else_gets_the_file_at_the_desk(cast: Cast, browser_of: Browsers, name: str) -> None:
    case = cast.opened()
    _, file = sent(cast, case)
    answer = browser_of(name).get(f"/en/desk/cases/{case.number}/files/{file.pk}/")
    assert answer.status_code == 404


def test_a_file_of_another_person_is_not_shown_in_this_case(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    _, file = sent(cast, case)
    File.objects.filter(pk=file.pk).update(person=cast.outsider.person.pk)  # type: ignore[attr-defined]
    answer = browser_of("officer").get(f"/en/desk/cases/{case.number}/files/{file.pk}/")
    assert answer.status_code == 404


def test_a_document_is_accepted(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    given, _ = sent(cast, case)
    assert send(browser_of("officer"), case, f"{given.pk}/", do="accept").status_code == 302
    given.refresh_from_db()
    assert (given.verdict, given.checked_by) == ("accepted", cast.officer)


def test_a_document_is_refused_with_what_is_wrong_and_the_person_is_told(
    cast: Cast, browser_of: Browsers
) -> None:
    case = cast.opened()
    given, _ = sent(cast, case)
    client = browser_of("officer")
    for why in ("", "ugly"):
        assert send(client, case, f"{given.pk}/", do="refuse", why=why).status_code == 404
    assert send(client, case, f"{given.pk}/", do="refuse", why="unreadable").status_code == 302
    given.refresh_from_db()
    assert given.verdict == "refused"
    assert case.messages.filter(template="evidence_refused").exists()
    text = client.get(f"/en/desk/cases/{case.number}/").content.decode()
    assert "It cannot be read." in text
    assert "<b>scan" not in text


def test_an_original_that_was_seen_counts(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    client = browser_of("officer")
    assert send(client, case, "original/", kind="ticket").status_code == 302
    assert case.evidence.get().verdict == "accepted"
    assert send(client, case, "original/", kind="no-such-kind").status_code == 404


def test_a_document_of_another_case_is_none_here(cast: Cast, browser_of: Browsers) -> None:
    case = cast.opened()
    given, _ = sent(cast, case)
    case.refresh_from_db()
    form = {"turn": case.turn, "entry": 0, "do": "accept"}
    address = f"/en/desk/cases/KZ-SEOUL-2026-999999/documents/{given.pk}/"
    assert browser_of("officer").post(address, form).status_code == 404
    assert send(browser_of("officer"), case, "999999/", do="accept").status_code == 404
