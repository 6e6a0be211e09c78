"""What the person told us, what was presumed, and what only others can settle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from sapar.core.law import AskedOf, Assessment, Law
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.carried import Told
from sapar.web.frame.components import Row
from sapar.web.public.addresses import addresses_of_questions


def asked_of_others(assessment: Assessment, words: InstrumentWords) -> tuple[str, ...]:
    names = [one.fact for one in assessment.missing if one.ask is not AskedOf.PERSON]
    return tuple(dict.fromkeys(words.fact(name, "label") or name for name in names))


def presumptions_of(assessment: Assessment, law: Law, words: InstrumentWords) -> tuple[Row, ...]:
    addresses = addresses_of_questions(law, words.language)
    return tuple(
        Row(
            key=words.fact(name, "label") or name,
            value=words.maybe("presumptions", name) or name,
            change_url=addresses[name]
            if assessment.edition.asked_of[name] is AskedOf.PERSON
            else "",
        )
        for name in assessment.presumed
    )


def answers_of(
    facts: Mapping[str, Any], told: Told, law: Law, words: InstrumentWords
) -> tuple[Row, ...]:
    addresses = addresses_of_questions(law, words.language)
    rows = []
    for fact in law.instrument.vocabulary:
        if fact.name in facts:
            value = words.value(fact.name, facts[fact.name])
        elif fact.name in told.skipped:
            value = _("I do not know")
        else:
            continue
        rows.append(
            Row(
                key=words.fact(fact.name, "label") or fact.name,
                value=value,
                change_url=addresses[fact.name],
            )
        )
    return tuple(rows)
