"""The people of the web tests, and how they answer the questions that a page asks them."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from sapar.core.law import DOES_NOT_APPLY

KOREA = "kr-voluntary-departure-2025"
ORDINARY = "kr-standing-departure"
STAY = "kz-kr-visa-waiver-2014"
RETURN = "kz-certificate-of-return-kr"
OVER = "kr-voluntary-departure-2024"

ALIYA: dict[str, Any] = {
    "stay.country": "KR",
    "stay.unlawful_since": date(2024, 6, 3),
    "stay.entry": "regular",
    "person.has_committed_offence": False,
    "person.under_departure_order": False,
    "person.detained": False,
    "departure.date": date(2026, 2, 19),
    "travel_document.kind": "passport",
    "travel_document.valid_until": date(2027, 5, 1),
    "stay.fine_paid": False,
}
"""Without a permit since 2024; flies on 19 February 2026, after the lunar new year. Safe: 10 February."""

DANA: dict[str, Any] = {
    "stay.country": "KR",
    "person.nationality": "KZ",
    "person.born": date(1990, 5, 20),
    "stay.entered_on": date(2026, 1, 10),
    "stay.visits": [],
    "travel_document.kind": "passport",
    "travel_document.valid_until": date(2030, 1, 1),
}
"""A visitor without a visa since 10 January 2026: until 8 February."""

MADI: dict[str, Any] = {
    "stay.country": "KR",
    "person.nationality": "KZ",
    "passport.state": "lost",
}
"""A citizen of Kazakhstan in Korea who has lost the passport."""

UNKNOWN = None
NOT_YET = DOES_NOT_APPLY
"""The declaration is not filed yet: known, and not the same as unknown."""
"""The answer of somebody who does not know."""


def form_of(fact: str, value: Any) -> dict[str, str]:
    """What a browser sends for an answer."""
    if value is DOES_NOT_APPLY:
        return {"does_not_apply": "1"}
    if value is UNKNOWN:
        return {"skip": "1"}
    if isinstance(value, bool):
        return {fact: "yes" if value else "no"}
    if isinstance(value, date):
        parts = {"day": value.day, "month": value.month, "year": value.year}
        return {f"{fact}-{part}": str(number) for part, number in parts.items()}
    if isinstance(value, list):
        found: dict[str, str] = {}
        for number, record in enumerate(value):
            for name, day in record.items():
                found |= form_of(f"{fact}-{number}-{name}", day)
        return found
    return {fact: str(value)}


def tell(visitor: Client, instrument: str, language: str = "en", **answers: Any) -> None:
    """Give answers one by one, asked or not. `departure__date` is `departure.date`."""
    for name, value in answers.items():
        fact = name.replace("__", ".")
        visitor.post(f"/{language}/ask/{instrument}/{fact}/", form_of(fact, value))


def walk(visitor: Client, instrument: str, person: dict[str, Any], language: str = "en") -> str:
    """Answer every question that is asked, from the beginning; the page that this leads to."""
    response = visitor.get(f"/{language}/ask/{instrument}/?from=KR")
    for _ in range(30):
        path = urlsplit(response["Location"]).path
        if "/answer/" in path:
            return visitor.get(path).content.decode().replace("\xa0", " ")
        fact = path.rstrip("/").rpartition("/")[2]
        response = visitor.post(path, form_of(fact, person.get(fact, UNKNOWN)))
    raise AssertionError("the questions do not end")
