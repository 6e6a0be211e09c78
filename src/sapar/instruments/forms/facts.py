"""From facts to values: what is known of a person fills a paper as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sapar.core.law import DOES_NOT_APPLY, Edition, Facts, Law, dates_of
from sapar.core.law.edition import compiled
from sapar.core.law.instrument import Step
from sapar.instruments.answer import DEPARTURE, plain
from sapar.instruments.forms.values import CODES, value_names

Values = dict[str, Any]


def values_from(law: Law, facts: Facts, *, on: date, known_on: date) -> Values:
    """The values of a form that follow from facts, JSON-ready, with the days of every step.

    A step that surely does not concern the person is left out. Days that have passed are not given:
    a paper must not send anybody to an office in vain.
    """
    told = {name: plain(value) for name, value in facts.items() if _fits(name, value)}
    edition = law.edition(on=on, known_on=known_on)
    days = dict(_days(law, edition, facts, on=on, known_on=known_on))
    steps = [step for step in law.instrument.steps if _is_for_them(step, edition, facts)]
    return {**told, "steps": {step.id: days.get(step.id, {}) for step in steps}}


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
    window = dates_of(law, facts, on=on, known_on=known_on).departures[0].window
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
                yield step.id, {
                    "earliest": first and first.isoformat(),
                    "safe_last": window.safe_last.isoformat(),
                }
        elif step.lead or (reading and reading.period and reading.period.binds == DEPARTURE):
            yield step.id, one_day
