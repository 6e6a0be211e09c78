"""Reading the law through the API: the same JSON as the command line prints."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.api.people import PROGRAMME

from sapar.instruments.library import library_at


def printed(*words: str) -> Any:
    """What the command prints as JSON."""
    command = [sys.executable, "-c", "from sapar.config.command import main; main()", *words]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("instruments?lang=ru", ("instruments", "--lang", "ru", "--json")),
        ("instruments/kz-kr-visa-waiver-2014?lang=kk",
         ("show", "kz-kr-visa-waiver-2014", "--lang", "kk", "--format", "json")),
        ("schema/facts?lang=ko", ("schema", "facts", "--lang", "ko")),
        ("schema/instrument", ("schema", "instrument")),
    ],
)  # fmt: skip
def test_the_api_reads_what_the_command_line_reads(
    client: Client, address: str, words: tuple[str, ...]
) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200
    assert response.json() == printed(*words)


def test_every_instrument_on_the_shelf_can_be_read_and_asked(client: Client) -> None:
    ids = library_at(settings.SAPAR_INSTRUMENTS).ids
    assert [one["instrument"] for one in client.get("/api/v1/instruments").json()] == list(ids)
    for name in ids:
        assert client.get(f"/api/v1/instruments/{name}").json()["instrument"] == name
        for verb in ("assessment", "dates", "questions"):
            address = f"/api/v1/instruments/{name}/{verb}"
            assert client.post(address, {"facts": {}}, "application/json").status_code == 200


def test_an_unknown_instrument_offers_the_nearest(client: Client) -> None:
    response = client.get(f"/api/v1/instruments/{PROGRAMME[:-1]}6")
    assert response.status_code == 404
    assert response.json()["mend"] == f'Did you mean "{PROGRAMME}"?'


def test_a_name_like_none_points_to_the_list(client: Client) -> None:
    response = client.get("/api/v1/instruments/xyz")
    assert response.json()["mend"] == "See GET /api/v1/instruments for all of them."
