"""The shape of ``instrument.yaml``: which keys may stand where, and the JSON Schema that says so."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_.]*$", max_length=80)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Party = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2}|[a-z][a-z-]*)$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=2000)] | bool
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
StandingName = Literal["verified", "reported", "assumed", "disputed", "unknown"]
RankName = Literal["law", "official", "quoted", "press", "private"]
RoleName = Literal["applicant", "officer", "supervisor", "clock"]
Many = list[Id] | Id


class Strict(BaseModel):
    """No key that is not named, and no value of another type."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, strict=True)


class Place(Strict):
    """Where the legal acts happen."""

    country: Country
    time_zone: Text


class Source(Strict):
    """A publication a provision rests on."""

    publisher: Text
    title: Text
    published: date
    language: Language
    precedence: Annotated[int, Field(ge=1, le=99)]
    rank: RankName
    address: Address | None = None


class Period(Strict):
    """First and last day, both included; without ``to`` it is open until further notice."""

    from_: date = Field(alias="from")
    to: date | None = None


class Allowance(Strict):
    """Days of stay allowed."""

    days: Annotated[int, Field(ge=1)]
    window: Literal["visit", "anchored", "rolling"]
    within: Annotated[int, Field(ge=1)] | None = None


class Says(Strict):
    """What a provision, a version or a reading may say; the inner one wins."""

    require: Expression | None = None
    exclude: Expression | None = None
    period: Period | None = None
    binds: FactName | None = None
    act: Id | None = None
    done_on: FactName | None = None
    before: Expression | None = None
    after: Expression | None = None
    not_earlier_than: Text | None = None
    not_later_than: Text | None = None
    allowance: Allowance | None = None
    unknown: Literal[True] | None = None
    sources: list[Id] | None = None
    standing: StandingName | None = None


class Version(Says):
    """A provision as one publication made it."""

    published: date | None = None
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None
    applies_when: Expression | None = None
    article: Text | None = None
    readings: dict[Id, Says] | None = None


class Provision(Version):
    """One clause."""

    versions: list[Version] | None = None
    decided_by: Country | None = None
    evidence: list[Id] = []
    remedy: bool = False


class Quantity(Strict):
    """A number or a range, with its unit."""

    amount: int | None = None
    least: int | None = None
    most: int | None = None
    unit: Text | None = None


class Case(Strict):
    """One effect and when it comes."""

    effect: Id
    when: Expression | None = None
    quantity: Quantity | None = None
    schedule: Id | None = None


class Benefit(Strict):
    """What the person gets, or faces."""

    effect: Id | None = None
    when: Expression | None = None
    quantity: Quantity | None = None
    cases: list[Case] | None = None
    schedule: Id | None = None
    sources: list[Id]
    standing: StandingName


class Band(Quantity):
    """One row of a table."""

    below: int | None = None


class Table(Strict):
    """One published version of a schedule."""

    sources: list[Id]
    standing: StandingName
    bands: Annotated[list[Band], Field(min_length=1)]


class Schedule(Strict):
    """An amount by bands of a measure."""

    measure: Expression | None = None
    measure_unit: Text = "months"
    unit: Text
    tables: dict[Id, Table]


class Note(Strict):
    """Something the sources say that is not a test."""

    sources: list[Id]
    concerns: Id | None = None


class Channel(Strict):
    """A way to act and who may use it."""

    act: Id
    when: Expression | None = None
    address: Address | None = None
    sources: list[Id]
    standing: StandingName


class Step(Strict):
    """One thing the person does."""

    id: Id
    provision: Id | None = None
    lead: Text | None = None
    when: Expression | None = None
    sources: list[Id]
    standing: StandingName


class Contact(Strict):
    """Whom to call or write to."""

    phone: Text | None = None
    address: Address | None = None
    sources: list[Id]
    standing: StandingName


class OwnFact(Strict):
    """A fact the common vocabulary does not have."""

    type: Literal["bool", "int", "date", "code", "country"]
    codes: list[Id] = []
    asked_of: Literal["person", "host", "home"] = "person"
    sensitivity: Literal["ordinary", "personal", "sensitive"] = "personal"
    may_not_apply: bool = False
    plan: bool = False
    person_may_know: bool = False


class Move(Strict):
    """A step from one state to another."""

    from_: Many = Field(alias="from")
    to: Id
    by: Party
    recorded_by: list[RoleName] | None = None
    within: Id | None = None
    requires: list[Id] | Literal["all"] = []
    when: Expression | None = None
    needs: list[Id] = []
    reasons: list[Id] = []
    countersigned: bool = False
    override: bool = False
    sets: dict[FactName, Expression] = {}
    clears: list[FactName] = []
    at: FactName | None = None
    lead: Text | None = None


class Hold(Strict):
    """What stops a case whatever the clock says."""

    by: Annotated[list[RoleName], Field(min_length=1)]
    stops: list[Id] = []
    sources: list[Id] = []


class TimeLimit(Strict):
    """By when somebody must act while a case is in some states."""

    during: Many
    by: Party
    ends_with: Id | None = None
    within: Text | None = None
    since: Id | None = None
    then: Id | None = None
    remind: list[Text] = []
    sources: list[Id] = []
    standing: StandingName | None = None


class Retention(Strict):
    """How long what a case tells of its person is kept once it has ended."""

    keep: Text | None = None
    after: Many | None = None
    sources: list[Id] = []
    standing: StandingName


class Procedure(Strict):
    """States and moves; the first state is where a case begins."""

    states: Annotated[list[Id], Field(min_length=1)]
    final: list[Id]
    moves: dict[Id, Move]
    holds: dict[Id, Hold] = {}
    time_limits: dict[Id, TimeLimit] = {}
    retention: Retention | None = None


class InstrumentFile(Strict):
    """An instrument: a legal text as data."""

    instrument: Id
    kind: Literal["programme", "readmission-agreement", "visa-waiver", "mandate", "regime"]
    parties: Annotated[list[Country], Field(min_length=1)]
    place: Place
    languages: Annotated[list[Language], Field(min_length=1)]
    calendars: list[Id | Country] = []
    published: date | None = None
    otherwise: Id | None = None
    facts: dict[FactName, OwnFact] = {}
    sources: Annotated[dict[Id, Source], Field(min_length=1)]
    presumptions: dict[FactName, Any] = {}
    provisions: Annotated[dict[Id, Provision], Field(min_length=1)]
    benefits: dict[Id, Benefit] = {}
    schedules: dict[Id, Schedule] = {}
    channels: dict[Id, Channel] = {}
    steps: list[Step] = []
    contacts: dict[Id, Contact] = {}
    notes: dict[Id, Note] = {}
    procedures: dict[Id, Procedure] = {}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``instrument.yaml``, for editors."""
    schema = InstrumentFile.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Sapar instrument"
    return schema
