"""What a person has told us, carried in their own browser and nowhere else.

A signed cookie that ends with the browser session; the server keeps nothing (ADR 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from sapar.core.law import FactError, FactValue, Vocabulary, facts_from
from sapar.instruments.answer import plain

NAME = "sapar-answers"
COUNTRY = "stay.country"
_SALT = "sapar.web.frame.carried"
_HOURS = 6
_MOST_BYTES = 3800


@dataclass(frozen=True, slots=True)
class Told:
    """The facts a person gave, as JSON has them, and the questions they could not answer."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()

    def with_answer(self, name: str, value: FactValue) -> Told:
        """The same with one answer more, or changed."""
        return Told({**self.facts, name: plain(value)}, self.skipped - {name})

    def without(self, name: str) -> Told:
        """The same, with one question left open by the person."""
        facts = {key: value for key, value in self.facts.items() if key != name}
        return Told(facts, self.skipped | {name})

    def begun_in(self, country: str, *, chosen: str | None) -> Told:
        """The same at the start of an interview about ``country``.

        The country that was just chosen is an answer; one carried from elsewhere is asked anew, and
        so is what was left open in another interview.
        """
        facts = {**self.facts}
        if chosen == country:
            facts[COUNTRY] = country
        elif facts.get(COUNTRY) != country:
            facts.pop(COUNTRY, None)
        return Told(facts)

    def checked(self, vocabulary: Vocabulary) -> dict[str, FactValue]:
        """The facts of one instrument's vocabulary; what it does not know is left aside."""
        facts: dict[str, FactValue] = {}
        for name, value in self.facts.items():
            if name in vocabulary:
                with suppress(
                    FactError
                ):  # another instrument may allow an answer that this one does not
                    facts.update(facts_from({name: value}, vocabulary))
        return facts


class TooMuchToCarryError(Exception):
    """A browser keeps no cookie of that size, so the answer would be lost."""


def told_by(request: HttpRequest) -> Told:
    """What the browser carries; nothing when it is too old or not ours."""
    try:
        carried = signing.loads(request.COOKIES.get(NAME, ""), salt=_SALT, max_age=_HOURS * 60 * 60)
        return Told(dict(carried["facts"]), frozenset(carried["skipped"]))
    except (signing.BadSignature, LookupError, TypeError, ValueError):
        return Told()


def carry(response: HttpResponse, told: Told, *, secure: bool) -> None:
    """Give the answers to the browser; they end when it is closed. Raises TooMuchToCarryError."""
    carried = {"facts": dict(told.facts), "skipped": sorted(told.skipped)}
    value = signing.dumps(carried, salt=_SALT, compress=True)
    if len(value) > _MOST_BYTES:
        raise TooMuchToCarryError
    response.set_cookie(NAME, value, httponly=True, secure=secure, samesite="Lax")


def forget(response: HttpResponse) -> None:
    """Take the answers away from the browser."""
    response.delete_cookie(NAME, samesite="Lax")
