"""Papers, messages and data: sent from a phone, answered, taken along; and nobody else comes to them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.apps.cases.cast import NOON, Cast
from tests.web.citizen.people import text_of
from tests.web.sign_in.people import signed_in_as

from sapar.apps.cases.actions import look, refuse_evidence, write
from sapar.apps.cases.models import Case, Evidence
from sapar.apps.documents.models import File
from sapar.apps.journal.models import Entry
from sapar.apps.people.queries import person_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast, settings: Any, tmp_path: Path) -> Case:
    settings.STORAGES = {
        **settings.STORAGES,
        "evidence": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    return cast.opened()


def picture(name: str = "ticket.jpg") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), content_type="image/jpeg")


def sent(client: Client, case: Case, need: str = "ticket", **form: Any) -> Any:
    return client.post(f"/en/my/{case.number}/papers/{need}/", {"photo": picture(), **form})


def test_a_photo_from_the_phone_becomes_evidence(aida: Client, case: Case) -> None:
    page = text_of(aida.get(f"/en/my/{case.number}/papers/ticket/"))
    assert 'capture="environment"' in page
    assert sent(aida, case)["Location"] == f"/en/my/{case.number}/papers/"
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.verdict) == ("ticket", "offered")
    papers = text_of(aida.get(f"/en/my/{case.number}/papers/"))
    assert "Sent, not checked yet" in papers
    assert f'href="/en/my/{case.number}/files/{evidence.file}/"' in papers


def test_which_document_it_is_is_asked_where_several_would_do(aida: Client, case: Case) -> None:
    refused = sent(aida, case, "travel-document")
    assert refused.status_code == 422
    assert "Choose what it is." in text_of(refused)
    sent(aida, case, "travel-document", kind="passport")
    assert Evidence.objects.get().kind == "passport"
    assert sent(aida, case, "travel-document", kind="ticket").status_code == 422


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"MZ this is a program", "We cannot take a file of this type"),
        (b"\xff\xd8\xff\xe0 not a picture", "damaged"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(
    aida: Client, case: Case, content: bytes, said: str
) -> None:
    file = SimpleUploadedFile("ticket.jpg", content, content_type="image/jpeg")
    page = aida.post(
        f"/en/my/{case.number}/papers/travel-document/", {"file": file, "kind": "passport"}
    )
    assert page.status_code == 422
    assert said in text_of(page)
    assert 'value="passport" checked' in page.content.decode()
    assert not Evidence.objects.exists()


def test_nothing_chosen_is_said(aida: Client, case: Case) -> None:
    page = aida.post(f"/en/my/{case.number}/papers/ticket/", {})
    assert page.status_code == 422
    assert "Choose it again" in text_of(page)


def test_a_hundred_megabytes_are_refused_before_anything_is_read(
    aida: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.http import multipartparser

    def never(*_: Any) -> None:
        raise AssertionError("the form was read")

    monkeypatch.setattr(multipartparser.MultiPartParser, "parse", never)
    for path in ("papers/ticket/", "messages/"):
        page = aida.generic(
            "POST",
            f"/en/my/{case.number}/{path}",
            b"x" * 100,
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(100 * 1024 * 1024),
        )
        assert page.status_code == 413
        assert "The file is larger than" in text_of(page)
    assert not File.objects.exists()


def test_a_large_form_still_leads_strangers_nowhere(erlan: Client, case: Case) -> None:
    page = erlan.generic(
        "POST",
        f"/en/my/{case.number}/papers/ticket/",
        b"x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(100 * 1024 * 1024),
    )
    assert page.status_code == 404


def test_a_form_with_a_file_needs_its_token(cast: Cast, case: Case) -> None:
    client = signed_in_as(cast.citizen)
    client.handler.enforce_csrf_checks = True
    for path in ("papers/ticket/", "messages/"):
        forged = client.post(f"/en/my/{case.number}/{path}", {"photo": picture(), "text": "x"})
        assert forged.status_code == 403
    assert not Evidence.objects.exists()
    assert not case.messages.filter(to_person=False).exists()


def test_an_upload_has_no_name_on_the_disk(aida: Client, case: Case) -> None:
    from sapar.web.frame.uploads import NamelessUpload

    handler = NamelessUpload()
    handler.new_file("photo", "ticket.jpg", "image/jpeg", None)
    handler.receive_data_chunk(b"secret", 0)
    assert not Path(str(handler.file.name)).is_file()
    assert handler.file_complete(6).read() == b"secret"
    handler.upload_interrupted()


def test_ones_own_file_comes_back_in_a_sandbox(aida: Client, case: Case) -> None:
    sent(aida, case)
    answer = aida.get(f"/en/my/{case.number}/files/{Evidence.objects.get().file}/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_another_person_is_not_found_under_ones_own_case(
    cast: Cast, aida: Client, erlan: Client, case: Case
) -> None:
    sent(aida, case)
    file = Evidence.objects.get().file
    assert erlan.get(f"/en/my/{case.number}/files/{file}/").status_code == 404
    File.objects.update(person=cast.outsider.person.pk)  # type: ignore[attr-defined]
    assert aida.get(f"/en/my/{case.number}/files/{file}/").status_code == 404


def test_a_refused_document_says_why(cast: Cast, aida: Client, case: Case) -> None:
    sent(aida, case)
    refuse_evidence(Evidence.objects.get().pk, why="unreadable", actor=cast.acting(cast.officer))
    page = text_of(aida.get(f"/en/my/{case.number}/papers/"))
    assert "Not accepted" in page
    assert "It cannot be read." in page
    assert "Send another one" in page
    assert "We cannot use this document: Ticket." in text_of(
        aida.get(f"/en/my/{case.number}/messages/")
    )


def test_messages_go_both_ways_with_files_and_are_counted_until_read(
    cast: Cast, aida: Client, case: Case
) -> None:
    write(case.pk, "Please send the ticket.", actor=cast.acting(cast.officer))
    assert "Messages (2 new)" in text_of(aida.get(f"/en/my/{case.number}/"))
    thread = text_of(aida.get(f"/en/my/{case.number}/messages/"))
    assert "Please send the ticket." in thread
    assert f"Your case {case.number} is open." in thread
    assert "Messages (" not in text_of(aida.get(f"/en/my/{case.number}/"))
    aida.post(f"/en/my/{case.number}/messages/", {"text": "Here it is <b>", "file": picture()})
    answer = case.messages.get(to_person=False)
    thread = text_of(aida.get(f"/en/my/{case.number}/messages/"))
    assert "Here it is &lt;b&gt;" in thread
    assert f"/files/{answer.files[0]}/" in thread


def test_a_message_that_cannot_be_sent_stays_in_its_field(aida: Client, case: Case) -> None:
    bad = SimpleUploadedFile("a.exe", b"MZ program")
    page = aida.post(f"/en/my/{case.number}/messages/", {"text": "A long letter", "file": bad})
    assert page.status_code == 422
    assert "A long letter</textarea>" in text_of(page)
    page = aida.post(f"/en/my/{case.number}/messages/", {"text": "x" * 8001})
    assert "Write at most 8000" in text_of(page)
    assert "x" * 8001 in text_of(page)
    assert "Write something" in text_of(aida.post(f"/en/my/{case.number}/messages/", {"text": " "}))
    assert not case.messages.filter(to_person=False).exists()


def test_whoever_looked_is_told_by_role_and_post_and_not_by_name(
    cast: Cast, aida: Client, case: Case
) -> None:
    address = f"/en/my/data/{cast.aida.pk}/looks/"
    assert "Nobody but you has looked at it." in text_of(aida.get(address))
    officer = cast.acting(cast.officer)
    look(case, actor=officer)
    person_for(officer, cast.aida.pk, reachable=lambda _: True)
    page = text_of(aida.get(address))
    assert "A consular officer" in page
    assert "Your personal details" in page
    assert "KZ-SEOUL" in page
    assert "officer@example.org" not in page


def test_all_data_can_be_taken_along(cast: Cast, aida: Client, case: Case) -> None:
    sent(aida, case)
    aida.post(f"/en/my/{case.number}/messages/", {"text": "Сәлем"})
    address = f"/en/my/data/{cast.aida.pk}/download/"
    assert aida.get(address).status_code == 405
    answer = aida.post(address)
    whole = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert whole.testzip() is None
    texts = {name: whole.read(name).decode() for name in whole.namelist() if name.endswith("json")}
    assert set(texts) == {"person.json", "cases.json", "files.json", "journal.json"}
    (held,) = json.loads(texts["cases.json"])
    assert held["facts"]["departure.date"] == "2026-02-19"
    assert "Сәлем" in texts["cases.json"]
    assert "Серікова" in texts["person.json"]
    assert {one["verb"] for one in json.loads(texts["journal.json"])} >= {
        "case.opened",
        "person.exported",
    }
    (file,) = [name for name in whole.namelist() if name.startswith("files/")]
    assert whole.read(file).startswith(b"\xff\xd8")
    assert Entry.objects.filter(verb="person.exported", person=cast.aida.pk).count() == 1


def test_an_erasure_is_asked_for_in_honest_words(cast: Cast, aida: Client, case: Case) -> None:
    address = f"/en/my/data/{cast.aida.pk}/erase/"
    assert "No button here erases anything by itself." in text_of(aida.get(address))
    aida.post(address)
    thread = text_of(aida.get(f"/en/my/{case.number}/messages/"))
    assert "I ask for the data of Серікова Аида to be erased." in thread


def test_the_data_of_others_cannot_be_had(cast: Cast, erlan: Client, case: Case) -> None:
    for page in ("looks", "erase"):
        assert erlan.get(f"/en/my/data/{cast.aida.pk}/{page}/").status_code == 404
    assert erlan.post(f"/en/my/data/{cast.aida.pk}/download/").status_code == 404
    assert cast.acting(cast.citizen).at == NOON
