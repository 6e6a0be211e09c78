"""From facts to values: what is known of a person fills a paper as far as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sapar.core.law import DOES_NOT_APPLY, Edition, Facts, FactValue, Law, Vocabulary, dates_of
from sapar.core.law.expression import compiled
from sapar.core.law.instrument import Step
from sapar.instruments.answer import DEPARTURE, plain
from sapar.instruments.facts_file import facts_in
from sapar.instruments.forms.values import CODES, value_names
from sapar.instruments.strict_yaml import Document

Values = dict[str, Any]


def values_from(law: Law, facts: Facts, *, on: date, known_on: date) -> Values:
    """The values of a form that follow from facts, JSON-ready, with the days of every step.

    A step that surely does not concern the person is left out. Days that have passed, and those of a
    departure that a provision rules out, are not given: a paper must not send anybody in vain.
    """
    told = {name: plain(value) for name, value in facts.items() if _fits(name, value)}
    edition = law.edition(on=on, known_on=known_on)
    days = dict(_days(law, edition, facts, on=on, known_on=known_on))
    steps = [step for step in law.instrument.steps if _is_for_them(step, edition, facts)]
    return {**told, "steps": {step.id: days.get(step.id, {}) for step in steps}}


def told_in(document: Document, vocabulary: Vocabulary) -> tuple[dict[str, FactValue], Values]:
    """The facts of a document, and the values in it that are no facts, such as a name.

    Raises FactError with the place of a name that is neither, and of a fact that cannot be used.
    """
    told = document.value
    if not isinstance(told, dict):
        return facts_in(document, vocabulary), {}

    def is_value(name: str) -> bool:
        return (name in value_names() or name == "steps") and name not in vocabulary

    facts = _part(told, lambda name: not is_value(name))
    return facts_in(replace(document, value=facts), vocabulary), _part(told, is_value)


def _part(told: dict[str, Any], belongs: Callable[[str], bool]) -> Values:
    """The names that belong, nested or dotted as they were."""
    found: Values = {}
    for name, value in told.items():
        if isinstance(value, dict) and name != "steps":
            inside = {key: one for key, one in value.items() if belongs(f"{name}.{key}")}
            found |= {name: {key: _as_json(one) for key, one in inside.items()}} if inside else {}
        elif belongs(name):
            found[name] = _as_json(value)
    return found


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    return plain(value)


def _fits(name: str, value: object) -> bool:
    if name not in value_names() or value is None or value is DOES_NOT_APPLY:
        return False
    return name not in CODES or value in CODES[name]


def _is_for_them(step: Step, edition: Edition, facts: Facts) -> bool:
    if step.when is None:
        return True
    return compiled(step.when, edition.calendars)(facts)[0] is not False


def _days(
    law: Law, edition: Edition, facts: Facts, *, on: date, known_on: date
) -> Iterator[tuple[str, Values]]:
    """The days of each step that has any: the window of the act, or the day of the departure."""
    leaves = facts.get(DEPARTURE)
    if not isinstance(leaves, date) or leaves < on:
        return
    departure = dates_of(law, facts, on=on, known_on=known_on).departures[0]
    if departure.blocked_by:
        return
    window = departure.window
    one_day = {"earliest": leaves.isoformat(), "safe_last": leaves.isoformat()}
    for step in law.instrument.steps:
        clause = edition.clause(step.provision) if step.provision else None
        reading = clause.readings[0].reading if clause else None
        if clause and clause.done_on:
            done = facts.get(clause.done_on)
            if isinstance(done, date) and done <= on:
                yield step.id, {"done": True}
            elif window.safe_last and window.safe_last >= on:
                first = window.earliest if window.earliest and window.earliest > on else None
                yield (
                    step.id,
                    {
                        "earliest": first and first.isoformat(),
                        "safe_last": window.safe_last.isoformat(),
                    },
                )
        elif step.lead or (reading and reading.period and reading.period.binds == DEPARTURE):
            yield step.id, one_day
