"""Every page of the door, walked as everybody: its own person, another citizen, officers, and nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern
from tests.apps.cases.cast import PROGRAMME, Cast
from tests.web.citizen.people import told
from tests.web.sign_in.people import PostOffice, signed_in_as

from sapar.apps.cases.models import Case
from sapar.web.citizen.urls import urlpatterns

pytestmark = pytest.mark.django_db

_VALUES = {
    "instrument": PROGRAMME,
    "move": "withdraw",
    "hold": "detained",
    "fact": "departure.date",
    "need": "ticket",
    "form": "plan",
}
_POSTED = {"download"}


def pages(cast: Cast, case: Case) -> Iterator[tuple[str, str, bool]]:
    """Every page by its name and address, and whether it is about one person."""
    values = {
        **_VALUES,
        "number": case.number,
        "person": str(cast.aida.pk),
        "file": "00000000-0000-4000-8000-000000000000",
    }
    for one in urlpatterns:
        assert isinstance(one, URLPattern)
        path = str(one.pattern)
        names = one.pattern.converters
        for name, converter in names.items():
            path = path.replace(f"<{_kind(converter)}:{name}>", values[name])
        yield str(one.name), f"/en/my/{path}", "number" in names or "person" in names


def _kind(converter: Any) -> str:
    return {"SlugConverter": "slug", "StringConverter": "str", "UUIDConverter": "uuid"}[
        type(converter).__name__
    ]


def test_nobody_is_led_to_the_door_and_back(cast: Cast) -> None:
    case = cast.opened()
    for name, path, _ in pages(cast, case):
        for answer in (Client().get(path), Client().post(path, {})):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/en/sign-in/?next="), name


def test_the_person_comes_in_everywhere(cast: Cast) -> None:
    case, client = cast.opened(), told(signed_in_as(cast.citizen))
    for name, path, _ in pages(cast, case):
        answer = client.get(path)
        expected = (404,) if name == "file" else (405,) if name in _POSTED else (200, 302)
        assert answer.status_code in expected, name
        assert answer["Cache-Control"] == "no-store" or "no-store" in answer["Cache-Control"], name


@pytest.mark.parametrize("who", ["outsider", "officer", "supervisor", "auditor", "in_busan"])
def test_for_anybody_else_there_is_no_such_page(cast: Cast, who: str) -> None:
    case, client = cast.opened(), signed_in_as(getattr(cast, who))
    before = Case.objects.get(pk=case.pk).turn
    for name, path, is_ones_own in pages(cast, case):
        if is_ones_own:
            assert client.get(path).status_code in (404, 405), name
            assert client.post(path, {}).status_code == 404, name
        else:
            page = client.get(path)
            assert case.number not in page.content.decode(), name
            assert "Серікова" not in page.content.decode(), name
    assert Case.objects.get(pk=case.pk).turn == before


def test_a_closed_plan_can_be_read_and_not_changed(cast: Cast) -> None:
    from sapar.apps.cases.actions import make_move

    case, client = cast.opened(), signed_in_as(cast.citizen)
    make_move(case.pk, "withdraw", actor=cast.acting(cast.citizen))
    turn = Case.objects.get(pk=case.pk).turn
    for name, path, _ in pages(cast, case):
        if f"/{case.number}/" in path and name != "messages":
            client.post(path, {"day-day": "20", "day-month": "1", "day-year": "2026", "turn": turn})
    assert Case.objects.get(pk=case.pk).turn == turn


@pytest.mark.parametrize("how", ["too late", "no session"])
def test_whoever_is_signed_out_in_the_middle_comes_back_and_is_told_what_was_lost(
    cast: Cast, settings: Any, how: str
) -> None:
    from datetime import timedelta

    case, client = cast.opened(), signed_in_as(cast.citizen)
    if how == "too late":
        settings.SAPAR_NOW = settings.SAPAR_NOW + timedelta(days=2)
    else:
        client.logout()
    address = f"/en/my/{case.number}/messages/"
    led = client.post(address, {"text": "A long letter"})
    assert led["Location"] == f"/en/sign-in/?next={address.replace('/', '%2F')}"
    page = client.get(led["Location"]).content.decode()
    assert "what you sent was not kept" in page
    assert not case.messages.filter(to_person=False).exists()


def test_a_link_of_a_mail_opens_the_plan_after_signing_in(
    cast: Cast, post_office: PostOffice
) -> None:
    case, client = cast.opened(), Client()
    address = f"/kk/my/{case.number}/"
    asked = client.post(
        client.get(address)["Location"], {"email": cast.citizen.email, "next": address}
    )
    back = client.post(asked["Location"], {"code": post_office.code, "next": address})
    assert back["Location"] == address
    assert client.get(address).status_code == 200
