"""Facts as rows of a summary list, each with the way to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sapar.core.law import AskedOf, Fact, Law
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.components import Row

__all__ = ["answers_rows", "may_tell"]

_WHO = frozenset({"person.born", "person.nationality"})
"""Who somebody is does not belong to one case: it is corrected by the post, with a document."""


def answers_rows(
    facts: Mapping[str, Any], law: Law, words: InstrumentWords, change: Callable[[str], str]
) -> list[Row]:
    """Every fact that is known, in the order of the vocabulary."""
    return [
        Row(
            key=words.fact(fact.name, "label") or fact.name,
            value=words.value(fact.name, facts[fact.name]),
            change_url=change(fact.name) if may_tell(fact) else "",
        )
        for fact in law.instrument.vocabulary
        if fact.name in facts
    ]


def may_tell(fact: Fact) -> bool:
    """Whether the person can answer it: what others decide they may know, what another state does not."""
    asked = fact.asked_of is AskedOf.PERSON or fact.person_may_know
    return asked and fact.name not in _WHO
