"""The fact vocabulary as JSON-ready values: what may be told, its type, who can answer, how it is asked."""

from __future__ import annotations

from typing import Any

from sapar.core.law import VOCABULARY, Fact, Type, Vocabulary
from sapar.instruments.words import SharedWords

_JSON_TYPES: dict[Type, dict[str, Any]] = {
    Type.BOOL: {"type": "boolean"},
    Type.INT: {"type": "integer"},
    Type.DATE: {"type": "string", "format": "date"},
    Type.CODE: {"type": "string"},
    Type.COUNTRY: {"type": "string"},
}


def vocabulary_of(words: SharedWords, vocabulary: Vocabulary = VOCABULARY) -> dict[str, Any]:
    """A JSON Schema of a facts file with dotted names, each with its question in one language."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sapar facts",
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.name: _fact(fact, words) for fact in vocabulary},
    }


def _fact(fact: Fact, words: SharedWords) -> dict[str, Any]:
    return {
        **_type(fact),
        "title": words.maybe("facts", fact.name, "label") or fact.name,
        "description": words.maybe("facts", fact.name, "question") or "",
        "x-asked-of": fact.asked_of.value,
        "x-sensitivity": fact.sensitivity.value,
    }


def _type(fact: Fact) -> dict[str, Any]:
    if fact.type is Type.RECORDS:
        fields = {field.name: _type(field) for field in fact.fields}
        item = {"type": "object", "additionalProperties": False, "properties": fields}
        return {"type": "array", "items": item}
    shape = dict(_JSON_TYPES[fact.type])
    if fact.codes:
        shape["enum"] = list(fact.codes)
    if fact.type is Type.COUNTRY:
        shape["enum"] = list(fact.countries)
    if fact.may_not_apply:
        return {"anyOf": [shape, {"const": "does_not_apply"}]}
    return shape
