"""The OpenAPI document: what it promises, and that the answers keep it (Schemathesis asks them)."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from jsonschema import Draft202012Validator
from tests.api.people import AIGUL, SAULE

from sapar.instruments.library import library_at


def document(client: Client) -> dict[str, Any]:
    """The document as anybody gets it."""
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def test_the_document_lists_every_address(client: Client) -> None:
    assert sorted(document(client)["paths"]) == [
        "/api/v1/instruments",
        "/api/v1/instruments/{instrument}",
        "/api/v1/instruments/{instrument}/assessment",
        "/api/v1/instruments/{instrument}/dates",
        "/api/v1/instruments/{instrument}/questions",
        "/api/v1/schema/facts",
        "/api/v1/schema/instrument",
    ]


def test_every_address_declares_what_it_refuses(client: Client) -> None:
    for methods in document(client)["paths"].values():
        for operation in methods.values():
            assert {"200", "400", "404", "405", "422", "500"} <= set(operation["responses"])
            if "requestBody" in operation:
                assert {"411", "413", "415"} <= set(operation["responses"])


def test_the_document_names_every_fact_of_every_instrument(client: Client) -> None:
    facts = document(client)["components"]["schemas"]["Facts"]["properties"]
    library = library_at(settings.SAPAR_INSTRUMENTS)
    for name in library.ids:
        assert set(library.law(name).instrument.vocabulary.names()) <= set(facts)


@pytest.mark.parametrize("facts", [AIGUL, SAULE])
def test_facts_that_the_api_takes_fit_the_document(client: Client, facts: dict[str, Any]) -> None:
    schema = document(client)["components"]["schemas"]["Facts"]
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(facts)


def test_the_document_names_no_other_site(client: Client) -> None:
    said = json.dumps(document(client)).replace("https://json-schema.org/", "")
    assert "http" not in said
