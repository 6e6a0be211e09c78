"""What bad input gets: one shape, the place, the mend; never a verdict, never our own failure."""

import logging
from typing import Any

import pytest
from django.test import Client
from tests.api.conftest import Ask
from tests.api.people import AIGUL, PROGRAMME

from sapar.api.v1 import person

ADDRESS = f"{PROGRAMME}/assessment"
FACTS: list[tuple[dict[str, Any], str, str]] = [
    ({"stay.enterd_on": "2020-01-01"}, "stay.enterd_on", 'Did you mean "stay.entered_on"?'),
    ({"stya": {"entered_on": "2020-01-01"}}, "stya", 'Did you mean "stay"?'),
    ({"stay": {"enterd_on": None}}, "stay.enterd_on", 'Did you mean "stay.entered_on"?'),
    ({"stay.entered_on": "2025-02-30"}, "stay.entered_on", "This day does not exist in the calendar."),
    ({"stay.entered_on": "30.01.2025"}, "stay.entered_on", "Write year-month-day: 2026-02-28."),
    ({"stay.entered_on": "2025-W05-1"}, "stay.entered_on", "Write year-month-day: 2026-02-28."),
    ({"stay.entered_on": 20250130}, "stay.entered_on", "Write year-month-day: 2026-02-28."),
    ({"stay.entered_on": "0001-01-01"}, "stay.entered_on", "Check the year."),
    ({"stay.entry": "regulr"}, "stay.entry", 'Did you mean "regular"?'),
    ({"stay.country": "kr"}, "stay.country", 'Did you mean "KR" (South Korea)?'),
    ({"stay.country": "XX"}, "stay.country", "No state has this code. Use a code of ISO 3166: KZ."),
    ({"departure.ticket": "yes"}, "departure.ticket", "Write true or false."),
    ({"departure.ticket": 1}, "departure.ticket", "Write true or false."),
    ({"household.children": {"born": "2020-01-01"}}, "household.children", "Write a list, one entry for each."),
    ({"household.children": [{"bron": "2020-01-01"}]}, "household.children", 'Did you mean "born"?'),
    ({"household.children": [{}] * 201}, "household.children", "At most 200 entries."),
    ({"stay.country": "KR", "stay": {"country": "KR"}}, "stay.country", "Keep one of them."),
    ({"stay.entered_on": "does_not_apply"}, "stay.entered_on", "This fact always applies."),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "place", "mend"), FACTS)
def test_a_fact_that_cannot_be_used_is_named_with_its_mend(
    ask: Ask, facts: dict[str, Any], place: str, mend: str
) -> None:
    response = ask(ADDRESS, {"facts": facts})
    assert response.status_code == 422
    said = response.json()
    assert (said["place"], said["mend"]) == (place, mend)
    assert said["code"] in ("fact_unknown", "fact_value")


SHAPES: list[tuple[Any, int, str, str | None]] = [
    (b"", 422, "shape", None),
    (b"{", 400, "not_json", "body:1:2"),
    (b"\xff\xfe{\x00}\x00", 400, "not_json", None),
    (b"\xef\xbb\xbf{}", 400, "not_json", "body:1:1"),
    (b'{"facts": {}, "facts": {}}', 400, "not_json", "facts"),
    (b'{"facts": {"stay.country": "KR", "stay.country": "KZ"}}', 400, "not_json", "stay.country"),
    (b'{"facts": NaN}', 400, "not_json", None),
    (b'{"facts": {"stay.region": -Infinity}}', 400, "not_json", None),
    (b'{"facts": {"stay.region": ' + b"9" * 5000 + b"}}", 400, "not_json", None),
    (b'{"facts": {"stay.region": "\\ud800"}}', 400, "not_json", None),
    (b'{"facts": {"\\ud800": 1, "\\ud800": 2}}', 400, "not_json", "?"),
    (b'{"facts": {"' + b"n" * 101 + b'": 1}}', 400, "not_json", None),
    (b"[" * 60_000, 400, "not_json", None),
    (b'{"facts": {"stay.region": ' + b"[" * 100 + b"]" * 100 + b"}}", 400, "not_json", None),
    ([], 422, "shape", "body"),
    (None, 422, "shape", "body"),
    ("facts", 422, "shape", "body"),
    ({}, 422, "shape", "facts"),
    ({"fact": {}}, 422, "shape", "fact"),
    ({"facts": []}, 422, "shape", "facts"),
    ({"facts": None}, 422, "shape", "facts"),
    ({"facts": {}, "lang": "de"}, 422, "shape", "lang"),
    ({"facts": {}, "lang": None}, 422, "shape", "lang"),
    ({"facts": {}, "on": 20260120}, 422, "shape", "on"),
    ({"facts": {}, "on": "2026-02-30"}, 422, "fact_value", "on"),
    ({"facts": {}, "on": "unknown"}, 422, "fact_value", "on"),
    ({"facts": {}, "on": "9999-12-31"}, 422, "fact_value", "on"),
    ({"facts": {}, "known_at": "2026-W01-1"}, 422, "fact_value", "known_at"),
    ({"facts": {}, "force": True}, 422, "shape", "force"),
]


@pytest.mark.parametrize("verb", ["assessment", "dates", "questions"])
@pytest.mark.parametrize(("body", "status", "code", "place"), SHAPES)
def test_a_body_of_another_shape_is_refused(
    ask: Ask, verb: str, body: Any, status: int, code: str, place: str | None
) -> None:
    response = ask(f"{PROGRAMME}/{verb}", body)
    said = response.json()
    assert (response.status_code, said["code"], said.get("place")) == (status, code, place)
    assert said["message"].endswith(".")
    assert set(said) <= {"code", "message", "place", "mend"}


def test_a_misspelt_key_offers_the_right_one(ask: Ask) -> None:
    assert ask(ADDRESS, {"fact": {}}).json()["mend"] == 'Did you mean "facts"?'


@pytest.mark.parametrize("size", [64 * 1024 + 1, 300_000])
def test_a_body_over_64_kb_is_refused(ask: Ask, size: int) -> None:
    response = ask(ADDRESS, b'{"facts": {}}'.ljust(size))
    assert response.status_code == 413
    assert response.json()["code"] == "too_large"


def test_a_body_of_64_kb_is_read(ask: Ask) -> None:
    assert ask(ADDRESS, b'{"facts": {}}'.ljust(64 * 1024)).status_code == 200


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "",
     "application/json; charset=utf-16", "application/problem+json"],
)  # fmt: skip
def test_only_json_is_taken(ask: Ask, kind: str) -> None:
    response = ask(ADDRESS, b'{"facts": {}}', content_type=kind)
    assert response.status_code == 415
    assert response.json()["mend"] == "Send Content-Type: application/json."


def test_json_may_say_that_it_is_utf_8(ask: Ask) -> None:
    kind = "application/json; charset=UTF-8"
    assert ask(ADDRESS, b'{"facts": {}}', content_type=kind).status_code == 200


def test_a_body_without_its_length_is_refused(client: Client) -> None:
    response = client.post(
        f"/api/v1/instruments/{ADDRESS}", b"", "application/json", HTTP_TRANSFER_ENCODING="chunked"
    )
    assert response.status_code == 411


def test_facts_in_the_address_are_refused(ask: Ask) -> None:
    response = ask(f"{ADDRESS}?person.detained=true", {"facts": {}})
    assert response.status_code == 400
    assert response.json()["code"] == "address"


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("get", f"instruments/{ADDRESS}", "POST"),
        ("post", "instruments", "GET"),
        ("delete", f"instruments/{PROGRAMME}", "GET"),
    ],
)
def test_another_method_is_told_which_one_to_use(
    client: Client, method: str, address: str, allowed: str
) -> None:
    response = getattr(client, method)(f"/api/v1/{address}")
    assert response.status_code == 405
    assert response.headers["Allow"] == allowed
    assert response.json()["mend"] == f"Use {allowed}."


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v2/instruments", "/api/v1/docs"])
def test_an_address_that_leads_nowhere_answers_in_json(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    response = client.get("/api/v1/instruments", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert response.json()["code"] == "host_unknown"


def test_our_own_failure_tells_and_logs_nothing_of_the_person(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(law: object, facts: dict[str, Any], **_more: Any) -> None:
        raise RuntimeError(facts)

    monkeypatch.setattr(person, "assess", broken)
    with caplog.at_level(logging.DEBUG):
        response = ask(ADDRESS, {"facts": {**AIGUL, "departure.port": "CANARY"}})
    assert response.status_code == 500
    assert response.json()["code"] == "failure"
    assert "RuntimeError" in caplog.text
    assert "CANARY" not in caplog.text + response.content.decode()
