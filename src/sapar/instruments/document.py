"""An instrument as a document to read: every provision in words, with its text, versions, readings and sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from sapar.core.law import Law
from sapar.core.law.instrument import (
    Act,
    Allowance,
    Benefit,
    Period,
    Provision,
    Quantity,
    Reading,
    Schedule,
    Version,
)
from sapar.instruments.answer import quantity_of, source_of
from sapar.instruments.procedure import procedure_of
from sapar.instruments.words import InstrumentWords


def document_of(law: Law, words: InstrumentWords) -> dict[str, Any]:
    """The whole instrument as JSON-ready values in one language."""
    instrument = law.instrument
    shared = words.shared
    return {
        "instrument": instrument.id,
        "language": words.language,
        "title": words.text("title"),
        "summary": words.text("summary"),
        "kind": {"code": instrument.kind, "text": shared.text("kinds", instrument.kind)},
        "country": instrument.country,
        "country_text": words.party(instrument.country),
        "time_zone": instrument.time_zone,
        "parties": list(instrument.parties),
        "otherwise": instrument.otherwise,
        "provisions": [_provision(one, words) for one in instrument.provisions.values()],
        "benefits": [_benefit(one, words) for one in instrument.benefits.values()],
        "schedules": [_schedule(one, words) for one in instrument.schedules.values()],
        "channels": [
            {"id": one.id, **_titled("channels", one.id, words), "address": one.address}
            for one in instrument.channels.values()
        ],
        "steps": [
            {
                "id": one.id,
                **_titled("steps", one.id, words),
                "lead": str(one.lead) if one.lead else None,
                "standing": _standing(one.standing.value, words),
                "sources": list(one.sources),
            }
            for one in instrument.steps
        ],
        "contacts": [
            {
                "id": one.id,
                **_titled("contacts", one.id, words),
                "phone": one.phone,
                "address": one.address,
                "standing": _standing(one.standing.value, words),
                "sources": list(one.sources),
            }
            for one in instrument.contacts.values()
        ],
        "notes": [
            {
                "id": one.id,
                "text": words.text("notes", one.id),
                "concerns": one.concerns,
                "sources": list(one.sources),
            }
            for one in instrument.notes.values()
        ],
        "presumptions": [
            {"fact": name, "text": words.text("presumptions", name)}
            for name in instrument.presumptions
        ],
        "procedures": [procedure_of(one, words) for one in instrument.procedures.values()],
        "sources": {
            name: {**source_of(one), "rank_text": shared.text("ranks", one.rank.value)}
            for name, one in instrument.sources.items()
        },
    }


def _titled(section: str, name: str, words: InstrumentWords) -> dict[str, str]:
    return {"title": words.text(section, name, "title"), "text": words.text(section, name, "text")}


def _standing(code: str, words: InstrumentWords) -> dict[str, str]:
    return {"code": code, "text": words.shared.text("standings", code, "label")}


def _provision(provision: Provision, words: InstrumentWords) -> dict[str, Any]:
    return {
        "id": provision.id,
        "title": words.text("provisions", provision.id, "title"),
        "rule": words.rule(provision.id),
        "decided_by": provision.decided_by,
        "decided_by_text": words.party(provision.decided_by) if provision.decided_by else None,
        "evidence": [words.text("evidence", name) for name in provision.evidence],
        "versions": [_version(provision, version, words) for version in provision.versions],
    }


def _version(provision: Provision, version: Version, words: InstrumentWords) -> dict[str, Any]:
    return {
        "published": version.published.isoformat(),
        "from": _iso(version.first),
        "to": _iso(version.last),
        "article": version.article,
        "applies_when": version.applies_when.text if version.applies_when else None,
        "readings": [_reading(provision, reading, version, words) for reading in version.readings],
    }


def _reading(
    provision: Provision, reading: Reading, version: Version, words: InstrumentWords
) -> dict[str, Any]:
    return {
        "id": reading.id,
        "text": words.maybe("readings", provision.id, reading.id),
        "governs": reading.id in version.governing,
        "contests": reading.contests,
        "kind": reading.kind.value,
        "expression": expression_of(reading),
        "standing": _standing(reading.standing.value, words),
        "sources": list(reading.sources),
    }


def expression_of(reading: Reading) -> str:
    """What the reading tests, as the lawyer wrote it."""
    if reading.period:
        return _period(reading.period)
    if reading.act:
        return _act(reading.act)
    if reading.allowance:
        return _allowance(reading.allowance)
    return reading.condition.text if reading.condition else "?"


def _period(period: Period) -> str:
    return f"{period.first} ≤ {period.binds}" + (f" ≤ {period.last}" if period.last else "")


def _act(act: Act) -> str:
    word = "before" if act.counts_back else "after"
    parts = [
        f"{name} {duration} {word} {act.anchor.text}"
        for name, duration in (
            ("not earlier than", act.not_earlier_than),
            ("not later than", act.not_later_than),
        )
        if duration
    ]
    return f"{act.done_on}: " + (", ".join(parts) or f"{word} {act.anchor.text}")


def _allowance(allowance: Allowance) -> str:
    within = f" within {allowance.within} days" if allowance.within else ""
    return f"{allowance.days} days{within} ({allowance.window.value})"


def _benefit(benefit: Benefit, words: InstrumentWords) -> dict[str, Any]:
    return {
        "id": benefit.id,
        **_titled("benefits", benefit.id, words),
        "cases": [
            {
                "effect": case.effect,
                "effect_text": words.shared.text("effects", case.effect),
                "when": case.when.text if case.when else None,
                "quantity": quantity_of(case.quantity, words) if case.quantity else None,
                "schedule": case.schedule,
            }
            for case in benefit.cases
        ],
        "standing": _standing(benefit.standing.value, words),
        "sources": list(benefit.sources),
    }


def _schedule(schedule: Schedule, words: InstrumentWords) -> dict[str, Any]:
    return {
        "id": schedule.id,
        **_titled("schedules", schedule.id, words),
        "measure": schedule.measure.text if schedule.measure else None,
        "measure_unit": schedule.measure_unit,
        "tables": [
            {
                "id": table.id,
                "caption": words.text("schedules", schedule.id, "tables", table.id),
                "standing": _standing(table.standing.value, words),
                "sources": list(table.sources),
                "bands": [
                    {
                        "below": band.below,
                        "below_text": _below(band.below, schedule.measure_unit, words),
                        **quantity_of(band.quantity, words),
                    }
                    for band in table.bands
                ],
            }
            for table in schedule.tables
        ],
    }


def _below(bound: int | None, unit: str, words: InstrumentWords) -> str | None:
    if bound is None:
        return None
    return words.shared.quantity(Quantity(least=bound, most=bound, unit=unit))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
