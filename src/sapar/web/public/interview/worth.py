"""What the person gets, and what they would face otherwise, with the amounts the tables give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from sapar.core.law import Amount, BenefitResult, Law, assess
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.environment import drawn
from sapar.web.frame.shelf import library, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A benefit, or what the person would face: its effect and the amounts the tables give."""

    title: str
    text: str
    effect: str
    holds: bool | None
    amount: str
    amounts: tuple[Markup, ...]
    """What each table gives: the amount in words, which table, how sure it is, and since when."""


def worth_of(result: BenefitResult, words: InstrumentWords) -> Worth:
    return Worth(
        title=words.text("benefits", result.benefit, "title"),
        text=words.text("benefits", result.benefit, "text"),
        effect=" / ".join(words.shared.text("effects", effect) for effect in result.effects),
        holds=result.holds,
        amount=words.shared.quantity(result.quantity) if result.quantity else "",
        amounts=tuple(_amount(one, words) for one in result.amounts),
    )


@lru_cache(maxsize=2048)
def _amount(amount: Amount, words: InstrumentWords) -> Markup:
    """One figure of a table is never exact for the person: "about"; a range says so itself.

    Kept for each band of each table, in each language.
    """
    text = words.shared.quantity(amount.quantity)
    if amount.quantity.least is not None and amount.quantity.least == amount.quantity.most:
        text = _("about %(amount)s") % {"amount": text}
    sources = words.instrument.sources
    return drawn(
        "public/interview/_amount.html",
        text=text,
        table=words.text("schedules", amount.schedule, "tables", amount.table),
        standing=words.shared.text("standings", amount.standing.value, "label"),
        published=max((sources[name].published for name in amount.sources), default=None),
    )


def otherwise_of(law: Law, facts: Mapping[str, Any], on: date) -> dict[str, Any]:
    """What the person would face without the programme, from the instrument that then holds."""
    name = law.instrument.otherwise
    if name is None:
        return {"otherwise": "", "otherwise_title": "", "otherwise_worth": ()}
    other = library().law(name)
    words = words_of(name)
    known = {key: value for key, value in facts.items() if key in other.instrument.vocabulary}
    assessment = assess(other, known, on=on, known_on=on)
    return {
        "otherwise": name,
        "otherwise_title": words.text("title"),
        "otherwise_worth": tuple(
            worth_of(one, words) for one in assessment.benefits if one.holds is not False
        ),
    }
