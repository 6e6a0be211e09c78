"""What a passport says of a person beside the name; corrected in place, with both in the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.people.actions.loaded import locked
from sapar.apps.people.errors import CodeError
from sapar.apps.people.models import Person
from sapar.apps.people.policy import Reach, no_case
from sapar.apps.people.states import state_code
from sapar.core.identity import Born, check_born


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Nationality, birth and sex as in the document; what is not known is empty."""

    nationality: str = ""
    other_nationalities: tuple[str, ...] = ()
    born: Born | None = None
    sex: str = ""


def correct_person(
    person: UUID, now: Particulars, *, actor: Actor, at: datetime, reachable: Reach = no_case
) -> None:
    """Put all particulars as they are `now`; what they were before is sealed in the entry.

    Raises NoSuchPersonError, ErasedPersonError, StateCodeError, CodeError, UnlikelyBirthError.
    """
    columns = columns_of(now, at=at)
    with transaction.atomic():
        row = locked(person, actor=actor, reachable=reachable)
        before = {name: getattr(row, name) for name in columns}
        Person.objects.filter(pk=person).update(**columns)
        told = {"before": plain(before), "now": plain(columns)}
        tell("person.corrected", person, actor=actor, at=at, sealed=told)


def columns_of(told: Particulars, *, at: datetime) -> dict[str, Any]:
    """The columns of a person, checked."""
    if told.sex not in ("", *Person.Sex.values):
        raise CodeError(told.sex, field="sex", known=Person.Sex.values)
    born = check_born(told.born, on=at.date()) if told.born else None
    nationality = state_code(told.nationality, field="nationality") if told.nationality else ""
    return {
        "nationality": nationality,
        "other_nationalities": _others(told.other_nationalities, nationality),
        "born": born.day if born else None,
        "born_precision": born.precision.value if born else "",
        "sex": told.sex,
    }


def plain(columns: dict[str, Any]) -> dict[str, Any]:
    """The same as JSON has it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
    }


def _others(codes: Iterable[str], first: str) -> list[str]:
    return sorted({state_code(code, field="other_nationalities") for code in codes} - {first})
