"""The values that a paper may be filled with: one typed catalogue for all forms, every value optional.

Whoever asks for a paper gives what is known. What is not known stays an empty line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from sapar.core.kernel import SaparError, did_you_mean
from sapar.instruments.grammar import Address, Country, Id

Day = date
Text = Annotated[str, StringConstraints(max_length=20_000)]
Time = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Sex = Literal["F", "M", "X"]
Document = Literal["passport", "certificate_of_return", "temporary_passport"]


class FormValueError(SaparError):
    """A value for a form has no such name, or is of another kind."""

    code = "form_value"


class Values(BaseModel):
    """Values by their names; no name that is not in the catalogue."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(Values):
    """Who: names in the own script, and in Latin as the passport has them."""

    name_native: Text | None = None
    surname: Text | None = None
    given_names: Text | None = None
    earlier_names: Text | None = None
    nationality: Country | None = None
    born: Day | None = None
    birth_place: Text | None = None
    sex: Sex | None = None


class TravelDocument(Values):
    """The document to travel with, or the one that was lost."""

    kind: Document | None = None
    number: Text | None = None
    issued_by: Text | None = None
    issued_on: Day | None = None
    valid_until: Day | None = None


class Stay(Values):
    """The stay in the host country."""

    entered_on: Day | None = None
    status: Text | None = None
    unlawful_since: Day | None = None
    address: Text | None = None


class Contact(Values):
    """How to reach the person abroad and at home."""

    phone: Text | None = None
    email: Text | None = None
    address_home: Text | None = None
    relative: Text | None = None


class Departure(Values):
    """The planned departure."""

    date: Day | None = None
    time: Time | None = None
    port: Text | None = None
    flight: Text | None = None
    ticket: bool | None = None


class Declaration(Values):
    """The declaration that was made."""

    filed_on: Day | None = None


class Child(Values):
    """A child who leaves along."""

    name: Text | None = None
    born: Day | None = None
    document: Text | None = None


class Household(Values):
    """Who leaves along."""

    children: list[Child] | None = None


class Loss(Values):
    """What became of a lost document."""

    happened: Text | None = None
    reported_to: Text | None = None
    reported_on: Day | None = None


class Case(Values):
    """The case the paper belongs to."""

    number: Text | None = None


class Page(Values):
    """The public page of the instrument, for a QR code."""

    address: Address | None = None


class Step(Values):
    """The days of one step of the instrument: from the earliest to the last that is safe."""

    earliest: Day | None = None
    safe_last: Day | None = None
    done: bool = False


class FormValues(Values):
    """Everything a form may ask for. ``steps`` are named as in the instrument; none given means: all."""

    person: Person = Person()
    travel_document: TravelDocument = TravelDocument()
    stay: Stay = Stay()
    contact: Contact = Contact()
    departure: Departure = Departure()
    declaration: Declaration = Declaration()
    household: Household = Household()
    loss: Loss = Loss()
    case: Case = Case()
    page: Page = Page()
    steps: dict[Id, Step] = Field(default={})

    def get(self, name: str) -> Any:
        """The value of a dotted name such as ``person.surname``, or None."""
        group, _, field = name.partition(".")
        return getattr(getattr(self, group), field)


@cache
def value_names() -> tuple[str, ...]:
    """The dotted name of every value in the catalogue."""
    return tuple(_names())


def _names() -> Iterator[str]:
    for group, field in FormValues.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Values):
            yield from (f"{group}.{name}" for name in field.annotation.model_fields)


CODES: Mapping[str, tuple[str, ...]] = {
    "person.sex": get_args(Sex),
    "travel_document.kind": get_args(Document),
}
"""The values that are codes, with the codes there are."""


def read_values(told: Mapping[str, Any]) -> FormValues:
    """JSON-ready values, nested or with dotted names, checked.

    Raises FormValueError for the first that has no such name or is of another kind.
    """
    try:
        return FormValues.model_validate_json(json.dumps(_nested(told)), strict=True)
    except (TypeError, ValueError) as problem:
        if isinstance(problem, ValidationError):
            raise _error(problem) from None
        raise FormValueError(
            f"These values are not JSON: {problem}.", mend="Give days as texts: 2026-02-28."
        ) from None


def _nested(told: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in told.items():
        group, dot, field = name.partition(".")
        if dot:
            inside = found.setdefault(group, {})
            if isinstance(inside, dict):
                inside[field] = value
        elif isinstance(value, Mapping) and isinstance(found.get(name), dict):
            found[name].update(value)
        else:
            found[name] = dict(value) if isinstance(value, Mapping) else value
    return found


def _error(problem: ValidationError) -> FormValueError:
    first = problem.errors(include_url=False)[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return FormValueError(
            f'No form takes a value called "{name}".',
            mend=did_you_mean(name, value_names()) or "See docs/reference/forms.md.",
        )
    return FormValueError(
        f'The value "{name}" cannot be used: {first["msg"]}.', mend="Give another, or leave it out."
    )
