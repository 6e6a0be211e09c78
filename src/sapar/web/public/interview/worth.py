"""What the person gets, and what they would face otherwise, with the amounts the tables give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sapar.core.law import BenefitResult, Law, assess
from sapar.instruments.words import InstrumentWords
from sapar.web.public.shelf import library, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A benefit, or what the person would face: its effect and the amounts the tables give."""

    title: str
    text: str
    effect: str
    holds: bool | None
    amounts: tuple[tuple[str, str, str], ...]


def worth_of(result: BenefitResult, words: InstrumentWords) -> Worth:
    amounts = tuple(
        (
            words.text("schedules", amount.schedule, "tables", amount.table),
            words.shared.quantity(amount.quantity),
            words.shared.text("standings", amount.standing.value, "label"),
        )
        for amount in result.amounts
    )
    if result.quantity:
        amounts = (("", words.shared.quantity(result.quantity), ""), *amounts)
    return Worth(
        title=words.text("benefits", result.benefit, "title"),
        text=words.text("benefits", result.benefit, "text"),
        effect=" / ".join(words.shared.text("effects", effect) for effect in result.effects),
        holds=result.holds,
        amounts=amounts,
    )


def otherwise_of(law: Law, facts: Mapping[str, Any], on: date) -> dict[str, Any]:
    """What the person would face without the programme, from the instrument that then holds."""
    name = law.instrument.otherwise
    if name is None:
        return {"otherwise_title": "", "otherwise": ()}
    other = library().law(name)
    words = words_of(name)
    known = {key: value for key, value in facts.items() if key in other.instrument.vocabulary}
    assessment = assess(other, known, on=on, known_on=on)
    return {
        "otherwise_title": words.text("title"),
        "otherwise": tuple(worth_of(one, words) for one in assessment.benefits),
    }
