"""The keys of an answer, each with its line, and a real answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sapar.config.reference.markdown import code, explained, table
from sapar.core.law import assess, dates_of, facts_from
from sapar.instruments.answer import answer_of, dates_answer
from sapar.instruments.library import Library

_PERSON = {
    "person.nationality": "KZ",
    "person.born": "1990-04-17",
    "person.has_committed_offence": False,
    "person.under_departure_order": False,
    "person.detained": False,
    "stay.country": "KR",
    "stay.entered_on": "2025-02-10",
    "stay.entry": "regular",
    "stay.unlawful_since": "2025-03-12",
    "travel_document.kind": "passport",
    "travel_document.valid_until": "2028-06-30",
    "departure.date": "2026-02-19",
    "declaration.filed_on": "2026-02-11",
    "household.children": [{"born": "2021-05-03"}],
}
_PROGRAMME, _ORDINARY = "kr-voluntary-departure-2025", "kr-standing-departure"
_DAY = date(2026, 2, 11)

_QUANTITY = {
    "least": "The lower end, or the number itself.",
    "most": "The upper end, or the number itself.",
    "unit": "What it counts.",
    "text": "The same in words.",
}
_EXPLAIN = {
    "instrument": "The id of the instrument.",
    "on": "The day the answer is for.",
    "known_at": "What had been published by the end of this day was taken into account.",
    "announced": "False: nothing of the instrument had been published by then.",
    "outcome": "`eligible`, `eligible_if`, `incomplete`, `needs_review` or `not_eligible`.",
    "provisional": "True: the answer would fall without a number that nobody has verified.",
    "findings": "One for each provision that is law on that day, in the order of the text.",
    "findings[].provision": "The id of the provision.",
    "findings[].verdict": "`met`, `not_met`, `unknown`, `disputed` or `not_applicable`.",
    "findings[].standing": "`verified`, `reported`, `assumed`, `disputed` or `unknown`.",
    "findings[].text": "A sentence to the person.",
    "findings[].sources": "The ids of the sources it rests on.",
    "findings[].readings": "The verdict of each reading, where there are several; else empty.",
    "findings[].missing": "The facts that keep this finding open.",
    "findings[].remedy": "Only with `not_met`: how the person can mend it, or null.",
    "missing": "Every fact that is still open, once.",
    "missing[].fact": "The name of the fact.",
    "missing[].ask": "Whom to ask: `person`, `host` or `home`.",
    "benefits": "What the person gets, or faces.",
    "benefits[].benefit": "The id of the benefit.",
    "benefits[].effect": "What happens to it: `waived`, `suspended`, `imposed` and so on.",
    "benefits[].holds": "True, false, or null while it is open.",
    "benefits[].possible_effects": "The effects that are still possible, while there are several.",
    "benefits[].text": "A sentence to the person.",
    "benefits[].quantity": "How much or how long, where the text says so.",
    **{f"benefits[].quantity.{name}": line for name, line in _QUANTITY.items()},
    "benefits[].amounts": "What each published table gives. There may be several that disagree.",
    "benefits[].amounts[].schedule": "The id of the schedule.",
    "benefits[].amounts[].table": "The id of the table.",
    "benefits[].amounts[].caption": "What the table is, in words.",
    **{f"benefits[].amounts[].{name}": line for name, line in _QUANTITY.items()},
    "benefits[].amounts[].standing": "How sure we are of the table.",
    "benefits[].amounts[].sources": "The ids of the sources of the table.",
    "channels": "The ways to act.",
    "channels[].channel": "The id of the channel.",
    "channels[].open": "Whether the person may use it: true, false, or null while it is open.",
    "presumptions": "What was taken to be so because nobody told.",
    "presumptions[].fact": "The name of the fact.",
    "presumptions[].value": "The value taken; null for a day that is presumed to be kept.",
    "presumptions[].text": "A sentence to the person.",
    "sources": "The sources of the findings, by their id.",
    "sources.*.publisher": "Who says it.",
    "sources.*.title": "Its title, in its own language.",
    "sources.*.published": "The day it was published.",
    "sources.*.language": "The language of the text.",
    "sources.*.rank": "`law`, `official`, `quoted`, `press` or `private`.",
    "sources.*.precedence": "1 governs before 2.",
    "sources.*.address": "Where to read it, or null.",
}

_DATES = {
    "instrument": "The id of the instrument.",
    "act": "What must be done in time; null when nothing must.",
    "on": "The day the answer is for.",
    "departures": "One row for each departure date, or for the one date the facts hold.",
    "departures[].depart": "The day of departure.",
    "departures[].earliest": "The first day to act; null when there is no such limit.",
    "departures[].safe_last": "The last day to act that holds under every reading.",
    "departures[].last": "The last day to act under the reading that governs.",
    "departures[].open": "Whether `last` has not passed. Rows stay when it has.",
    "departures[].blocked_by": "The provisions that rule this departure out for the person.",
    "departures[].disputed_by": "The provisions on which the published texts differ for this departure.",
    "departures[].beyond_calendar": "True: no frozen calendar reaches that far. The day is then null, never a guess.",
    "departures[].readings": "The last day under each reading.",
}


def explain_keys_part(library: Library) -> str:
    """Every key of `sapar explain --json`."""
    return _keys(_EXPLAIN, _answers(library))


def dates_keys_part(library: Library) -> str:
    """Every key of `sapar dates --json`."""
    return _keys(_DATES, [_dates(library)])


def explain_example_part(library: Library) -> str:
    """A real answer, with two of its findings and the sources of those."""
    answer = _answer(library, _PROGRAMME)
    shown = [one for one in answer["findings"] if one["provision"] in {"illegal-entry", "notice"}]
    named = {name for one in shown for name in one["sources"]}
    sources = {name: one for name, one in answer["sources"].items() if name in named}
    return _json({**answer, "findings": shown, "sources": dict(list(sources.items())[:2])})


def dates_example_part(library: Library) -> str:
    """A real window."""
    return _json(_dates(library))


def _answers(library: Library) -> list[dict[str, Any]]:
    return [
        _answer(library, _PROGRAMME),
        _answer(library, _ORDINARY),
        _answer(library, _PROGRAMME, told={}),
        _answer(library, _PROGRAMME, told={**_PERSON, "person.detained": True}),
    ]


def _answer(
    library: Library, name: str, told: Mapping[str, object] = MappingProxyType(_PERSON)
) -> dict[str, Any]:
    law = library.law(name)
    facts = facts_from(told, law.instrument.vocabulary)
    return answer_of(assess(law, facts, on=_DAY, known_on=_DAY), library.words(name, "en"))


def _dates(library: Library) -> dict[str, Any]:
    law = library.law(_PROGRAMME)
    facts = facts_from(_PERSON, law.instrument.vocabulary)
    return dates_answer(dates_of(law, facts, on=_DAY, known_on=_DAY), law, on=_DAY)


def _keys(lines: Mapping[str, str], answers: list[dict[str, Any]]) -> str:
    found = dict.fromkeys(path for answer in answers for path in _paths(answer))
    explained(found, lines, what="The key")
    return table(("key", "meaning"), [[code(key), line] for key, line in lines.items()])


def _paths(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all keys: ``a.b``, ``a[].b`` in a list, ``a.*.b`` below names that vary."""
    if isinstance(value, list):
        for one in value:
            yield from _paths(one, f"{path}[]")
    elif isinstance(value, dict) and not path.endswith("readings"):
        for key, below in value.items():
            step = "*" if path == "sources" else key
            if step != "*":
                yield f"{path}.{step}" if path else step
            yield from _paths(below, f"{path}.{step}" if path else step)


def _json(value: object) -> str:
    return "```json\n" + json.dumps(value, ensure_ascii=False, indent=2) + "\n```"
