"""Aida, who has told everything and has no account yet; Erlan, who has nothing to do with her; officers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.test import Client
from tests.apps.cases.cast import DEPARTS, FACTS, PROGRAMME, Cast
from tests.web.people import tell

LOST = {**FACTS, "travel_document.kind": "none"}
ZONE = "P<KAZSERIKOVA<<AIDA<<<<<<<<<<<<<<<<<<<<<<<<<\nN123456782KAZ9004237F3006304<<<<<<<<<<<<<<<<"
ASKED = (
    "stay.country",
    "stay.unlawful_since",
    "stay.entry",
    "stay.entered_on",
    "person.has_committed_offence",
    "person.under_departure_order",
    "person.detained",
    "departure.date",
    "travel_document.kind",
    "travel_document.valid_until",
)


def told(client: Client, language: str = "en", **changed: Any) -> Client:
    """A browser that carries the answers of somebody who flies on 19 February 2026."""
    answers = {name: FACTS[name] for name in ASKED}
    answers |= {name.replace("__", "."): value for name, value in changed.items()}
    for name, value in answers.items():
        tell(client, PROGRAMME, language, **{name: value})
    return client


def text_of(response: Any) -> str:
    """The page as a person reads its characters."""
    return str(response.content.decode()).replace("\xa0", " ")


def day_form(name: str, day: date) -> dict[str, str]:
    """What the three fields of a date send."""
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


__all__ = [
    "ASKED",
    "DEPARTS",
    "LOST",
    "PROGRAMME",
    "ZONE",
    "Cast",
    "datetime",
    "day_form",
    "text_of",
    "told",
]
