"""The person at the counter: what the form says of them, read into what the register takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sapar.apps.people.actions import NameParts, NewPerson
from sapar.apps.people.models import PersonName
from sapar.core.identity import Precision, read_born
from sapar.core.law import FactValue

FIELDS = (
    "family",
    "given",
    "patronymic",
    "latin_family",
    "latin_given",
    "born",
    "nationality",
    "sex",
)
TOLD_BY_PERSON = ("person.nationality", "person.born")
"""Facts that follow from the form; they are not asked twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSaid:
    """The register's entry, and the facts that follow from it."""

    new: NewPerson
    facts: Mapping[str, FactValue]


def said_of(form: Mapping[str, str], *, on: date) -> PersonSaid:
    """The person in a form. Raises the errors of births."""
    said = {name: form.get(name, "").strip() for name in FIELDS}
    born = read_born(said["born"], on=on) if said["born"] else None
    facts: dict[str, FactValue] = {}
    if said["nationality"]:
        facts["person.nationality"] = said["nationality"]
    if born and born.precision is Precision.DAY:
        facts["person.born"] = born.day
    names = [
        NameParts(
            kind=PersonName.Kind.NATIVE.value,
            family=said["family"],
            given=said["given"],
            patronymic=said["patronymic"],
        )
    ]
    if said["latin_family"] or said["latin_given"]:
        names.append(
            NameParts(
                kind=PersonName.Kind.DOCUMENT.value,
                family=said["latin_family"],
                given=said["latin_given"],
            )
        )
    return PersonSaid(
        new=NewPerson(
            names=tuple(names), nationality=said["nationality"], born=born, sex=said["sex"]
        ),
        facts=facts,
    )
