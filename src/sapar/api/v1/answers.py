"""The shapes of the answers, as the OpenAPI document promises them; the tests hold the answers to it."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Iso = str
"""A day as year-month-day."""


class Shape(BaseModel):
    """An object with these names and no others."""

    model_config = ConfigDict(extra="forbid")


class Problem(Shape):
    """What is wrong, where, and how to mend it."""

    code: str = Field(description="Stays the same when the sentence changes.")
    message: str
    place: str | None = Field(None, description="The fact or key that is wrong.")
    mend: str | None = None


REFUSALS: Final[dict[int, Any]] = dict.fromkeys((400, 404, 405, 422, 500), Problem)
"""What every address may refuse."""
REFUSALS_OF_BODIES: Final[dict[int, Any]] = dict.fromkeys((411, 413, 415), Problem)
"""What addresses that read a body may refuse besides."""

Outcome = Literal["eligible", "eligible_if", "incomplete", "needs_review", "not_eligible"]
Verdict = Literal["met", "not_met", "unknown", "disputed", "not_applicable"]
Standing = Literal["verified", "reported", "assumed", "disputed", "unknown"]
Asks = Literal["person", "host", "home"]


# the answer for one person


class Source(Shape):
    """A publication that a provision rests on."""

    publisher: str
    title: str
    published: Iso
    language: str
    rank: str
    precedence: int
    address: str | None


class Finding(Shape):
    """What one provision says of the person."""

    provision: str
    verdict: Verdict
    standing: Standing
    text: str
    sources: list[str]
    readings: dict[str, Verdict]
    missing: list[str]
    remedy: str | None = Field(None, description="Only where the verdict is not_met.")


class Missing(Shape):
    """A fact that is still open, and whom to ask."""

    fact: str
    ask: Asks


class Quantity(Shape):
    """A number or a range with its unit."""

    least: int | None
    most: int | None
    unit: str
    text: str


class Amount(Quantity):
    """What one published table gives for the person."""

    schedule: str
    table: str
    caption: str
    standing: Standing
    sources: list[str]


class Benefit(Shape):
    """What the person gets; `holds` is null while that is open."""

    benefit: str
    effect: str
    holds: bool | None
    text: str
    possible_effects: list[str] = Field([], description="Where more than one is still possible.")
    quantity: Quantity | None = None
    amounts: list[Amount] = []


class Channel(Shape):
    """A way to file; `open` is null while it is not known whether the person may use it."""

    channel: str
    open: bool | None


class Presumption(Shape):
    """What was presumed because nobody said otherwise."""

    fact: str
    value: Any
    text: str


class Answer(Shape):
    """Whether an instrument is open to a person, and why."""

    instrument: str
    on: Iso
    known_at: Iso
    announced: bool
    outcome: Outcome
    provisional: bool = Field(description="The answer rests on a number that nobody has verified.")
    findings: list[Finding]
    missing: list[Missing]
    benefits: list[Benefit]
    channels: list[Channel]
    presumptions: list[Presumption]
    sources: dict[str, Source]


# dates


class Departure(Shape):
    """One departure date: the first, the safe and the last day to act, and what rules it out."""

    depart: Iso
    earliest: Iso | None
    safe_last: Iso | None
    last: Iso | None
    open: bool
    blocked_by: list[str]
    disputed_by: list[str]
    beyond_calendar: bool
    readings: dict[str, Iso | None]


class DatesAnswer(Shape):
    """By when to act."""

    instrument: str
    act: str | None
    on: Iso
    departures: list[Departure]


# questions

FactType = Literal["boolean", "integer", "date", "code", "country", "list"]


class Choice(Shape):
    """One possible answer."""

    value: bool | str
    text: str


class Part(Shape):
    """One field of each entry of a list."""

    field: str
    type: FactType
    label: str


class Question(Shape):
    """A question that still matters."""

    fact: str
    type: FactType
    label: str
    question: str
    hint: str | None
    choices: list[Choice]
    fields: list[Part]
    sensitivity: Literal["ordinary", "personal", "sensitive"]


class Questions(Shape):
    """Where a person stands, and what to ask them next."""

    instrument: str
    on: Iso
    known_at: Iso
    outcome: Outcome
    questions: list[Question]


# instruments


class Row(Shape):
    """One instrument of the list."""

    instrument: str
    kind: str
    country: str
    parties: list[str]
    languages: list[str]
    title: str


class Document(Shape):
    """One instrument, to be read. Its parts are described in docs/reference/instruments.md."""

    instrument: str
    language: str
    title: str
    summary: str
    kind: dict[str, str]
    country: str
    country_text: str
    time_zone: str
    parties: list[str]
    otherwise: str | None
    provisions: list[dict[str, Any]]
    benefits: list[dict[str, Any]]
    schedules: list[dict[str, Any]]
    channels: list[dict[str, Any]]
    steps: list[dict[str, Any]]
    contacts: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    presumptions: list[dict[str, str]]
    procedures: list[dict[str, Any]]
    sources: dict[str, dict[str, Any]]
