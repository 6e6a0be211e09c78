"""The fact vocabulary: what may be known about a person, typed, with who can answer and how sensitive it is.

Forms, interviews, API schemas, import columns and the type checker of expressions all come from
this catalogue. Words (questions, hints, options) live in ``instruments/words/<lang>.yaml`` under
the same names.

    FactError
    ├── UnknownFactError      the name is not in the vocabulary
    └── FactValueError        the value has another type, or does not exist
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Final

from sapar.core.kernel import SaparError
from sapar.core.law.countries import COUNTRIES


class FactError(SaparError):
    """A fact cannot be used."""

    code = "fact"


class UnknownFactError(FactError):
    """The name is not in the vocabulary."""

    code = "fact_unknown"


class FactValueError(FactError):
    """The value has another type than the fact, or does not exist."""

    code = "fact_value"


class Type(Enum):
    """The types of the expression language."""

    BOOL = "true or false"
    INT = "a whole number"
    DATE = "a date"
    CODE = "a code"
    COUNTRY = "a country code"
    RECORDS = "a list"


class AskedOf(Enum):
    """Who can answer: the person, the state they are in, or the state they belong to."""

    PERSON = "person"
    HOST = "host"
    HOME = "home"


class Sensitivity(Enum):
    """How much harm a leak would do; decides where the value may be kept and shown."""

    ORDINARY = "ordinary"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class _DoesNotApply(Enum):
    DOES_NOT_APPLY = "does_not_apply"

    def __repr__(self) -> str:
        return "DOES_NOT_APPLY"


DOES_NOT_APPLY: Final = _DoesNotApply.DOES_NOT_APPLY
"""There is no such thing (no document, so no expiry): known, and not the same as unknown."""

FactValue = bool | int | date | str | tuple[Mapping[str, object], ...] | _DoesNotApply
Facts = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that may be known about a person.

    ``codes`` are the possible values of a CODE. ``fields`` are the facts of each record of a
    RECORDS. ``absent_when`` names another fact and the code for which this one does not apply.
    ``may_not_apply`` allows the answer ``does_not_apply``. ``plan`` marks what a person still can
    choose or do, such as the date of departure. ``person_may_know`` marks what others decide and the
    person may be able to tell all the same. ``ordered`` names two dates of each record that cannot
    come the other way round. ``own_states`` are codes of countries beside those of ISO 3166 that an
    instrument names itself.
    """

    name: str
    type: Type
    asked_of: AskedOf = AskedOf.PERSON
    sensitivity: Sensitivity = Sensitivity.PERSONAL
    codes: tuple[str, ...] = ()
    fields: tuple[Fact, ...] = ()
    absent_when: tuple[str, str] | None = None
    may_not_apply: bool = False
    plan: bool = False
    person_may_know: bool = False
    ordered: tuple[str, str] | None = None
    own_states: tuple[str, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        """The possible values of a COUNTRY."""
        return (*COUNTRIES, *self.own_states)

    def field_named(self, name: str) -> Fact | None:
        """The field of each record called ``name``."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A set of facts by name: the common catalogue, and what one instrument adds to it."""

    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())

    def __contains__(self, name: object) -> bool:
        return name in self.facts

    def __getitem__(self, name: str) -> Fact:
        return self.facts[name]

    def get(self, name: str) -> Fact | None:
        """The fact called ``name``, or None."""
        return self.facts.get(name)

    def names(self) -> Iterable[str]:
        """All names."""
        return self.facts.keys()

    @property
    def own_states(self) -> frozenset[str]:
        """The countries that only this vocabulary's instrument knows."""
        return frozenset(code for fact in self for code in fact.own_states)

    def and_also(self, more: Iterable[Fact]) -> Vocabulary:
        """This vocabulary with an instrument's own facts added."""
        return Vocabulary({**self.facts, **{fact.name: fact for fact in more}})

    def with_states(self, codes: Iterable[str]) -> Vocabulary:
        """This vocabulary where countries may also be these, which ISO 3166 does not know."""
        own = tuple(sorted({code for code in codes if code not in COUNTRIES}))
        if not own:
            return self
        return Vocabulary({name: _with_states(fact, own) for name, fact in self.facts.items()})


def _with_states(fact: Fact, own: tuple[str, ...]) -> Fact:
    fields = tuple(_with_states(field, own) for field in fact.fields)
    return replace(fact, fields=fields, own_states=own if fact.type is Type.COUNTRY else ())


def _catalogue(*facts: Fact) -> Vocabulary:
    return Vocabulary({fact.name: fact for fact in facts})


_HOST = AskedOf.HOST
_SENSITIVE = Sensitivity.SENSITIVE
_ORDINARY = Sensitivity.ORDINARY

VOCABULARY: Final = _catalogue(
    # who
    Fact(name="person.nationality", type=Type.COUNTRY),
    Fact(name="person.born", type=Type.DATE),
    Fact(
        name="person.has_committed_offence",
        type=Type.BOOL,
        asked_of=_HOST,
        sensitivity=_SENSITIVE,
        person_may_know=True,
    ),
    Fact(name="person.is_wanted", type=Type.BOOL, asked_of=_HOST, sensitivity=_SENSITIVE),
    Fact(name="person.under_departure_order", type=Type.BOOL, sensitivity=_SENSITIVE),
    Fact(name="person.detained", type=Type.BOOL, sensitivity=_SENSITIVE),
    Fact(name="person.has_debts", type=Type.BOOL, sensitivity=_SENSITIVE),
    Fact(name="person.missed_earlier_programme", type=Type.BOOL, sensitivity=_SENSITIVE),
    Fact(name="person.is_blacklisted", type=Type.BOOL, asked_of=_HOST, sensitivity=_SENSITIVE),
    Fact(
        name="person.has_pending_case",
        type=Type.BOOL,
        sensitivity=_SENSITIVE,
        person_may_know=True,
    ),
    # the stay
    Fact(name="stay.country", type=Type.COUNTRY),
    Fact(name="stay.region", type=Type.CODE, codes=()),
    Fact(name="stay.entered_on", type=Type.DATE),
    Fact(
        name="stay.entry",
        type=Type.CODE,
        codes=("regular", "smuggled", "forged_document"),
        sensitivity=_SENSITIVE,
    ),
    Fact(name="stay.entry_date_provable", type=Type.BOOL),
    Fact(
        name="stay.unlawful_since",
        type=Type.DATE,
        sensitivity=_SENSITIVE,
        may_not_apply=True,
    ),
    Fact(name="stay.left_jeju_without_permission", type=Type.BOOL, sensitivity=_SENSITIVE),
    Fact(name="stay.identity_mismatch", type=Type.BOOL, sensitivity=_SENSITIVE),
    Fact(name="stay.purpose_is_work", type=Type.BOOL),
    Fact(name="stay.fine_paid", type=Type.BOOL),
    Fact(
        name="stay.visits",
        type=Type.RECORDS,
        fields=(
            Fact(name="entered_on", type=Type.DATE),
            Fact(name="left_on", type=Type.DATE, may_not_apply=True),
        ),
        ordered=("entered_on", "left_on"),
    ),
    # documents
    Fact(
        name="travel_document.kind",
        type=Type.CODE,
        codes=("passport", "certificate_of_return", "temporary_passport", "none"),
    ),
    Fact(
        name="travel_document.valid_until",
        type=Type.DATE,
        absent_when=("travel_document.kind", "none"),
        may_not_apply=True,
    ),
    # the plan
    Fact(name="departure.date", type=Type.DATE, plan=True, sensitivity=_ORDINARY),
    Fact(name="departure.ticket", type=Type.BOOL, plan=True, sensitivity=_ORDINARY),
    Fact(name="departure.port", type=Type.CODE, plan=True, sensitivity=_ORDINARY),
    Fact(name="declaration.form", type=Type.BOOL, plan=True, sensitivity=_ORDINARY),
    Fact(
        name="declaration.filed_on",
        type=Type.DATE,
        plan=True,
        may_not_apply=True,
        sensitivity=_ORDINARY,
    ),
    Fact(name="permit.issued_on", type=Type.DATE, plan=True, sensitivity=_ORDINARY),
    # the family
    Fact(
        name="household.children",
        type=Type.RECORDS,
        fields=(Fact(name="born", type=Type.DATE),),
    ),
)
"""The common catalogue. An instrument may add facts of its own in the same form."""
