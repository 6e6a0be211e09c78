"""This API as an OpenAPI document: Ninja's, with every fact that any instrument of the shelf knows."""

from collections.abc import Iterable
from typing import Any, Final

from sapar.core.law import VOCABULARY
from sapar.instruments.library import Library
from sapar.instruments.vocabulary import vocabulary_of

_UNKNOWN: Final = ({"const": "unknown"}, {"type": "null"})
_SAID_OF_A_FACT: Final = ("title", "description", "x-asked-of", "x-sensitivity")


def with_facts(document: dict[str, Any], library: Library) -> dict[str, Any]:
    """Ninja's document, in which a body's facts are those of the shelf."""
    schemas = document["components"]["schemas"]
    schemas["Facts"] = facts_schema(library)
    told = schemas["Told"]["properties"]
    told["facts"] = {
        "$ref": "#/components/schemas/Facts",
        "description": told["facts"]["description"],
    }
    return document


def facts_schema(library: Library) -> dict[str, Any]:
    """What the facts of a body may be: each fact by its dotted name, or nested in its group."""
    dotted = _dotted(library)
    groups: dict[str, dict[str, Any]] = {}
    for name, schema in dotted.items():
        group, _, short = name.partition(".")
        groups.setdefault(group, {})[short] = {key: schema[key] for key in ("title", "anyOf")}
    nested = {
        group: {"type": "object", "additionalProperties": False, "properties": fields}
        for group, fields in groups.items()
    }
    return {
        "title": "Facts",
        "description": "Names may be dotted or nested, but each is given once.",
        "type": "object",
        "additionalProperties": False,
        "properties": {**dotted, **nested},
    }


def _dotted(library: Library) -> dict[str, dict[str, Any]]:
    """Every fact's schema; instruments may give a name codes of their own."""
    shared = library.shared("en")
    catalogues = [VOCABULARY, *(library.law(name).instrument.vocabulary for name in library.ids)]
    found: dict[str, dict[str, Any]] = {}
    for catalogue in catalogues:
        for name, schema in vocabulary_of(shared, catalogue)["properties"].items():
            about = {key: schema.pop(key) for key in _SAID_OF_A_FACT}
            one = found.setdefault(name, {**about, "anyOf": list(_UNKNOWN)})
            one["anyOf"] = _with(one["anyOf"], _shapes(schema))
    return found


def _shapes(schema: dict[str, Any]) -> list[Any]:
    """The forms a value may have; in a list, each field of an entry may be unknown too."""
    if schema.get("type") != "array":
        return list(schema.get("anyOf", [schema]))
    entry = schema["items"]
    fields = {
        name: {"anyOf": [*_shapes(field), *_UNKNOWN]} for name, field in entry["properties"].items()
    }
    return [{**schema, "items": {**entry, "properties": fields}}]


def _with(shapes: list[Any], more: Iterable[Any]) -> list[Any]:
    return [*(one for one in more if one not in shapes), *shapes]
