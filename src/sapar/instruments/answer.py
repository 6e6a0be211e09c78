"""The answer as plain values in one language: what the command line, the API and the pages show.

The names are a contract; see ``docs/reference/answer.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from sapar.core.law import (
    DOES_NOT_APPLY,
    Amount,
    Assessment,
    BenefitResult,
    Dates,
    Departure,
    Finding,
    Law,
    Source,
    Verdict,
    Window,
)
from sapar.core.law.dates import stay_window, windows
from sapar.core.law.instrument import Quantity
from sapar.instruments.words import InstrumentWords

DEPARTURE = "departure.date"


def answer_of(assessment: Assessment, words: InstrumentWords) -> dict[str, Any]:
    """The assessment as JSON-ready values, with its sentences in the language of ``words``."""
    cited = {name for finding in assessment.findings for name in finding.sources}
    return {
        "instrument": assessment.instrument,
        "on": assessment.on.isoformat(),
        "known_at": assessment.known_on.isoformat(),
        "announced": assessment.announced,
        "outcome": assessment.outcome.value,
        "provisional": assessment.provisional,
        "findings": [_finding(finding, assessment, words) for finding in assessment.findings],
        "missing": [
            {"fact": missing.fact, "ask": missing.ask.value} for missing in assessment.missing
        ],
        "benefits": [_benefit(benefit, words) for benefit in assessment.benefits],
        "channels": [{"channel": one.channel, "open": one.open} for one in assessment.channels],
        "presumptions": [
            {
                "fact": name,
                "value": plain(value),
                "text": words.maybe("presumptions", name) or words.fact(name, "label") or name,
            }
            for name, value in assessment.presumed.items()
        ],
        "sources": {name: source for name, source in _sources_in(words).items() if name in cited},
    }


def dates_answer(dates: Dates, law: Law, *, on: date) -> dict[str, Any]:
    """The windows as JSON-ready values."""
    return {
        "instrument": law.instrument.id,
        "act": dates.act,
        "on": on.isoformat(),
        "departures": [_departure(one) for one in dates.departures],
    }


def values_of(finding: Finding, assessment: Assessment) -> Mapping[str, Any]:
    """What the sentences of a finding may name: its dates and the person's facts."""
    return _Values(finding, assessment)


class _Values(Mapping[str, Any]):
    """Looked up when a sentence names them: few sentences do."""

    def __init__(self, finding: Finding, assessment: Assessment) -> None:
        self.finding = finding
        self.assessment = assessment

    @cached_property
    def days(self) -> dict[str, date]:
        """The ends of the period and of the window."""
        period = self.finding.clause.readings[0].reading.period
        window = _window_of(self.finding, self.assessment)
        found = {
            "first": period and period.first,
            "end": period and period.last,
            "earliest": window and window.earliest,
            "safe_last": window and window.safe_last,
            "last": window and window.last,
        }
        return {name: day for name, day in found.items() if day}

    def get(self, name: str, default: Any = None) -> Any:
        """The value of that name; without the detour of an error where there is none."""
        value = self.days.get(name) if name in _DAYS else self.assessment.facts.get(name)
        return default if value is None else value

    def __getitem__(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        yield from self.days
        yield from (name for name, value in self.assessment.facts.items() if value is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


_DAYS = frozenset({"first", "end", "earliest", "safe_last", "last"})


def _window_of(finding: Finding, assessment: Assessment) -> Window | None:
    clause, facts, on = finding.clause, assessment.facts, assessment.on
    depart = facts.get(DEPARTURE)
    if clause.readings[0].reading.allowance:
        return stay_window([clause], facts, on=on)
    if clause.done_on and isinstance(depart, date):
        return next(windows(clause, assessment.edition, facts, [depart], on=on))
    return None


def plain(value: object) -> Any:
    """A fact's value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if value is DOES_NOT_APPLY:
        return DOES_NOT_APPLY.value
    if isinstance(value, tuple):
        return [{key: plain(one) for key, one in record.items()} for record in value]
    return value


@lru_cache(maxsize=512)
def _sources_in(words: InstrumentWords) -> Mapping[str, dict[str, Any]]:
    """The sources of an instrument as JSON-ready values, made once. Nobody may change them."""
    return {name: source_of(source) for name, source in words.instrument.sources.items()}


def source_of(source: Source) -> dict[str, Any]:
    """A source as JSON-ready values."""
    return {
        "publisher": source.publisher,
        "title": source.title,
        "published": source.published.isoformat(),
        "language": source.language,
        "rank": source.rank.value,
        "precedence": source.precedence,
        "address": source.address,
    }


def _finding(finding: Finding, assessment: Assessment, words: InstrumentWords) -> dict[str, Any]:
    values: Mapping[str, Any] = values_of(finding, assessment)
    shown: dict[str, Any] = {
        "provision": finding.provision,
        "verdict": finding.verdict.value,
        "standing": finding.standing.value,
        "text": words.sentence(finding, values),
        "sources": list(finding.sources),
        "readings": {name: verdict.value for name, verdict in finding.readings.items()}
        if len(finding.clause.readings) > 1
        else {},
        "missing": [missing.fact for missing in finding.missing],
    }
    if finding.verdict is Verdict.NOT_MET:
        shown["remedy"] = words.remedy(finding.provision, values)
    return shown


def _benefit(result: BenefitResult, words: InstrumentWords) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "benefit": result.benefit,
        "effect": result.effect,
        "holds": result.holds,
        "text": words.text("benefits", result.benefit, "text"),
    }
    if len(result.effects) > 1:
        shown["possible_effects"] = list(result.effects)
    if result.quantity:
        shown["quantity"] = quantity_of(result.quantity, words)
    if result.amounts:
        shown["amounts"] = [_amount(amount, words) for amount in result.amounts]
    return shown


def _amount(amount: Amount, words: InstrumentWords) -> dict[str, Any]:
    return {
        "schedule": amount.schedule,
        "table": amount.table,
        "caption": words.text("schedules", amount.schedule, "tables", amount.table),
        **quantity_of(amount.quantity, words),
        "standing": amount.standing.value,
        "sources": list(amount.sources),
    }


def quantity_of(quantity: Quantity, words: InstrumentWords) -> dict[str, Any]:
    """A quantity as numbers and as a text."""
    return {
        "least": quantity.least,
        "most": quantity.most,
        "unit": quantity.unit,
        "text": words.shared.quantity(quantity),
    }


def _departure(departure: Departure) -> dict[str, Any]:
    window = departure.window
    return {
        "depart": window.depart.isoformat(),
        "earliest": _iso(window.earliest),
        "safe_last": _iso(window.safe_last),
        "last": _iso(window.last),
        "open": window.open,
        "blocked_by": list(departure.blocked_by),
        "disputed_by": list(departure.disputed_by),
        "beyond_calendar": window.beyond_calendar,
        "readings": {name: _iso(day) for name, day in window.readings.items()},
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
