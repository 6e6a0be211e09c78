"""Reading the law: the instruments, their texts, and the schemas of facts and instruments."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from sapar.api.refusals import as_json
from sapar.api.v1.answers import REFUSALS, Document, Row
from sapar.api.v1.asked import Language
from sapar.instruments.document import document_of
from sapar.instruments.grammar import json_schema
from sapar.instruments.library import Library, library_at
from sapar.instruments.vocabulary import vocabulary_of

router = Router(tags=["law"])


@router.get(
    "/instruments",
    operation_id="instruments",
    summary="List the instruments there are",
    response={200: list[Row], **REFUSALS},
)
def instruments(request: HttpRequest, lang: Language = "en") -> HttpResponse:  # noqa: ARG001  Ninja's signature
    """The same JSON as `sapar instruments --json`."""
    library = library_at(settings.SAPAR_INSTRUMENTS)
    return as_json([_row(library, name, lang) for name in library.ids])


def _row(library: Library, name: str, language: str) -> dict[str, Any]:
    instrument = library.law(name).instrument
    return {
        "instrument": name,
        "kind": instrument.kind,
        "country": instrument.country,
        "parties": list(instrument.parties),
        "languages": list(instrument.languages),
        "title": library.words(name, language).text("title"),
    }


@router.get(
    "/instruments/{instrument}",
    operation_id="instrument",
    summary="Read one instrument: every provision in words, with its versions, readings and sources",
    response={200: Document, **REFUSALS},
    by_alias=True,
)
def instrument(request: HttpRequest, instrument: str, lang: Language = "en") -> HttpResponse:  # noqa: ARG001  Ninja's signature
    """The same JSON as `sapar show --format json`."""
    library = library_at(settings.SAPAR_INSTRUMENTS)
    return as_json(document_of(library.law(instrument), library.words(instrument, lang)))


@router.get(
    "/schema/facts",
    operation_id="facts",
    summary="Say what may be known about a person: a JSON Schema with the questions",
    response={200: dict[str, Any], **REFUSALS},
)
def facts(request: HttpRequest, lang: Language = "en") -> HttpResponse:  # noqa: ARG001  Ninja's signature
    """The common catalogue; an instrument may add facts of its own."""
    return as_json(vocabulary_of(library_at(settings.SAPAR_INSTRUMENTS).shared(lang)))


@router.get(
    "/schema/instrument",
    operation_id="grammar",
    summary="Give the JSON Schema of instrument.yaml",
    response={200: dict[str, Any], **REFUSALS},
)
def grammar(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Ninja's signature
    """What editors need to complete and underline."""
    return as_json(json_schema())
