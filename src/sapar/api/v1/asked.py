"""What a caller asks for one person: the body of a request, understood."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from sapar.core.kernel import Place
from sapar.core.law import Fact, FactValue, FactValueError, Law, Type, facts_from, value_of
from sapar.core.law.sentences import said
from sapar.instruments.library import Library
from sapar.instruments.words import said_in

Language = Literal["en", "kk", "ru", "ko", "fr"]
Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]


class Told(BaseModel):
    """One person's facts, and for which day to answer."""

    model_config = ConfigDict(extra="forbid", strict=True)

    facts: dict[str, Any] = Field(
        description="What is known of the person: names and values, dotted or nested. "
        "What is not known is left out, null or “unknown”. See GET /api/v1/schema/facts.",
    )
    on: Day | None = Field(
        None, description="The day to answer for; today at the place of the instrument if absent."
    )
    known_at: Day | None = Field(
        None, description="Answer by what was published by that day; today if absent."
    )
    lang: Language = Field("en", description="The language of the sentences.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A person's checked facts, the law they are put to, and for when."""

    law: Law
    facts: dict[str, FactValue]
    on: date
    known_on: date


def asked_of(library: Library, instrument: str, told: Told, *, at: datetime) -> Asked:
    """The body understood. Raises UnknownInstrumentError and FactError, each with its place."""
    law = library.law(instrument)
    today = at.astimezone(ZoneInfo(law.instrument.time_zone)).date()
    with said_in(library.shared(told.lang)):
        return Asked(
            law=law,
            facts=facts_from(told.facts, law.instrument.vocabulary),
            on=today if told.on is None else _day("on", told.on),
            known_on=today if told.known_at is None else _day("known_at", told.known_at),
        )


def _day(name: str, told: str) -> date:
    """A day of the body; as strict as a day among the facts."""
    place = Place(file=name)
    day = value_of(Fact(name=name, type=Type.DATE), told, place=place)
    if isinstance(day, date):
        return day
    raise FactValueError(
        said("no_date", name=name, value=told), place=place, mend=said("write_date_or_today")
    )
