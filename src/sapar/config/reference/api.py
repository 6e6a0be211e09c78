"""The endpoints of the API, from its own OpenAPI description."""

from __future__ import annotations

import importlib
import importlib.util
import json
from collections.abc import Iterator
from typing import Any

from sapar.config.reference.markdown import code, table

_METHODS = ("get", "post", "put", "patch", "delete")


def api_part() -> str:
    """Every endpoint with what it takes and what it answers."""
    schema = openapi()
    if schema is None:
        return "The API is not there yet."
    return "\n\n".join(_sections(schema))


def openapi() -> dict[str, Any] | None:
    """The OpenAPI description; None while there is no API."""
    if importlib.util.find_spec("sapar.api") is None:
        return None
    api = getattr(importlib.import_module("sapar.api.v1"), "api", None)
    return None if api is None else json.loads(json.dumps(api.get_openapi_schema(), default=str))


def _sections(schema: dict[str, Any]) -> Iterator[str]:
    for path, methods in schema["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield _section(path, method, methods[method])


def _section(path: str, method: str, said: dict[str, Any]) -> str:
    parts = [f"## {method.upper()} {path}", said.get("description") or said.get("summary") or ""]
    rows = [
        [code(one["name"]), one["in"], "needed" if one.get("required") else "", _of(one)]
        for one in said.get("parameters", [])
    ]
    if rows:
        parts.append(table(("parameter", "where", "", "meaning"), rows))
    body = said.get("requestBody", {}).get("content", {})
    if body:
        parts.append(
            "Takes " + ", ".join(f"{code(kind)} ({_name(one)})" for kind, one in body.items()) + "."
        )
    answers = [
        [code(status), one.get("description", "")] for status, one in said["responses"].items()
    ]
    parts.append(table(("status", "answer"), answers))
    return "\n\n".join(parts)


def _of(parameter: dict[str, Any]) -> str:
    return str(parameter.get("description") or parameter.get("schema", {}).get("description") or "")


def _name(content: dict[str, Any]) -> str:
    reference = str(content.get("schema", {}).get("$ref", ""))
    return reference.rsplit("/", maxsplit=1)[-1] or "an object"
