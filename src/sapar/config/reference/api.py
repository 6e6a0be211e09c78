"""The endpoints of the API, from its own OpenAPI description."""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Iterator
from typing import Any

from sapar.config.reference.markdown import code, table

_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
    "object": "names and values",
    "null": "null",
}
_METHODS = ("get", "post", "put", "patch", "delete")


def api_part() -> str:
    """Every endpoint with what it takes and what it answers."""
    schema = openapi()
    if schema is None:
        return "The API is not there yet."
    parts = [_endpoints(schema), *_sections(schema), *_bodies(schema)]
    return "\n\n".join(part for part in parts if part)


def openapi() -> dict[str, Any] | None:
    """The OpenAPI description; None while there is no API."""
    if importlib.util.find_spec("sapar.api") is None:
        return None
    api = getattr(importlib.import_module("sapar.api.v1"), "api", None)
    return None if api is None else json.loads(json.dumps(api.get_openapi_schema(), default=str))


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in sorted(schema["paths"].items()):
        for method in _METHODS:
            if method in methods:
                yield f"{method.upper()} {path}", methods[method]


def _endpoints(schema: dict[str, Any]) -> str:
    rows = [[code(title), said.get("summary", "")] for title, said in _operations(schema)]
    return table(("address", "what it does"), rows)


def _sections(schema: dict[str, Any]) -> Iterator[str]:
    for title, said in _operations(schema):
        yield f"## {title}\n\n{said.get('summary', '')}. {said.get('description', '')}".rstrip()
        rows = [
            [code(one["name"]), one["in"], _kind(one["schema"]), _needed(one)]
            for one in said.get("parameters", [])
        ]
        if rows:
            yield table(("parameter", "where", "type", ""), rows)
        if "requestBody" in said:
            yield f"The body is {_kind(_json_of(said['requestBody']))}, sent as `application/json`."
        yield _answers(said["responses"])


def _answers(responses: dict[str, Any]) -> str:
    good = [
        f"{status}: {_kind(_json_of(one))}" for status, one in responses.items() if status < "400"
    ]
    bad = [code(status) for status in sorted(responses) if status >= "400"]
    said = f"Answers {'; '.join(good)}."
    return f"{said} Refuses with {', '.join(bad)}." if bad else said


def _bodies(schema: dict[str, Any]) -> Iterator[str]:
    """What may be sent: every key of every body. Answers have a page of their own."""
    sent = dict.fromkeys(
        _name(_json_of(said["requestBody"]))
        for _, said in _operations(schema)
        if "requestBody" in said
    )
    for name in sent:
        body = schema["components"]["schemas"].get(name, {})
        needed = body.get("required", [])
        rows = [
            [code(key), _kind(one), "needed" if key in needed else "", one.get("description", "")]
            for key, one in body.get("properties", {}).items()
        ]
        yield f"## {name}\n\n{body.get('description', '')}".rstrip()
        yield table(("key", "type", "", "meaning"), rows)


def _json_of(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _needed(parameter: dict[str, Any]) -> str:
    default = parameter["schema"].get("default")
    return "needed" if parameter.get("required") else f"{code(default)} if not given"


def _name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rsplit("/", maxsplit=1)[-1]


def _kind(schema: dict[str, Any]) -> str:
    if _name(schema):
        return code(_name(schema))
    if "enum" in schema:
        return ", ".join(code(one) for one in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"a list of {_kind(schema.get('items', {}))}"
    if schema.get("format") == "date":
        return "a date"
    return _WORDS.get(str(schema.get("type")), "any value")
