"""What is wrong with the shape of an instrument or examples file, in one sentence with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from sapar.core.kernel import did_you_mean
from sapar.core.law import InstrumentError
from sapar.instruments import cases, grammar
from sapar.instruments.strict_yaml import Document

_EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "date_type": "a date (2026-02-28)",
    "list_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "too_short": "at least one entry",
}


def shape_error(problem: ValidationError, document: Document) -> InstrumentError:
    """The first mistake pydantic found, as an error with file, line, column and mend."""
    first = min(problem.errors(), key=lambda one: _order(one, document))
    path = _path_in(document, tuple(part for part in first["loc"]))
    kind = first["type"]
    here = " → ".join(str(part) for part in path) or "the file"
    if kind == "extra_forbidden":
        name = str(path[-1])
        return InstrumentError(
            f'There is no key "{name}" here ({here}).',
            place=document.place(path),
            mend=did_you_mean(name, _all_keys())
            or "See docs/reference/instruments.md for the keys.",
        )
    if kind == "missing":
        name = str(first["loc"][-1])
        return InstrumentError(
            f'The key "{name}" is missing in {here}.',
            place=document.place(path),
            mend=f"Add {name}: …",
        )
    if document.value is None:
        return InstrumentError("This file is empty.", place=document.place(), mend="Fill it.")
    value = str(first.get("input"))[:60]
    expected = _EXPECTED.get(kind) or first["msg"].removeprefix("Input should be ")
    expected = expected.replace("String should match pattern", "a text of the form")
    return InstrumentError(
        f'"{value}" cannot stand at {here}.',
        place=document.value_place(path),
        mend=f"Expected: {expected}.",
    )


def _order(error: Any, document: Document) -> tuple[int, int]:
    place = document.place(_path_in(document, error["loc"]))
    return place.line or 0, place.column or 0


def _path_in(document: Document, location: tuple[Any, ...]) -> tuple[Any, ...]:
    """The part of pydantic's location that is there in the document (it adds names of its own)."""
    path: list[Any] = []
    value = document.value
    for part in location:
        if (isinstance(value, dict) and part in value) or (
            isinstance(value, list) and isinstance(part, int) and part < len(value)
        ):
            value = value[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _all_keys() -> Iterator[str]:
    for item in (*vars(grammar).values(), *vars(cases).values()):
        if isinstance(item, type) and issubclass(item, BaseModel):
            for name, field in item.model_fields.items():
                yield field.alias or name
