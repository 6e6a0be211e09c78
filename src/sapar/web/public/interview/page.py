"""The answer page as values: the outcome, what to do by when, why, what it is worth, what stays open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sapar.core.law import (
    VOCABULARY,
    AskedOf,
    Assessment,
    BenefitResult,
    Dates,
    Departure,
    Finding,
    Law,
    Outcome,
    Verdict,
    Window,
    assess,
    dates_of,
)
from sapar.core.law import Source as LawSource
from sapar.core.law.edition import CompiledReading
from sapar.core.law.instrument import Contact, Step
from sapar.instruments.answer import values_of
from sapar.instruments.words import InstrumentWords, long_date
from sapar.web.public.components import Row, Source
from sapar.web.public.months import Calendar, Mark, calendar_of
from sapar.web.public.requests import TimedRequest
from sapar.web.public.shelf import country_name, language, library, today_at, words_of

from .carried import Told

_LOOKS = {
    Outcome.ELIGIBLE: "good",
    Outcome.ELIGIBLE_IF: "good",
    Outcome.INCOMPLETE: "quiet",
    Outcome.NEEDS_REVIEW: "warn",
    Outcome.NOT_ELIGIBLE: "bad",
}
_VERDICT_LOOKS = {
    Verdict.MET: "good",
    Verdict.NOT_MET: "bad",
    Verdict.UNKNOWN: "quiet",
    Verdict.DISPUTED: "warn",
    Verdict.NOT_APPLICABLE: "quiet",
}
_DAY = timedelta(days=1)
_MOST_DAYS_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One reading of a provision: what its texts say, and what that means for the person."""

    text: str
    verdict: str
    look: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One provision on the page: what it asks, what it says of the person, how to mend it, where from."""

    id: str
    title: str
    rule: str
    text: str
    remedy: str
    verdict: str
    look: str
    standing: str
    standing_text: str
    readings: tuple[Said, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A benefit, or what the person would face: its effect and the amounts the tables give."""

    title: str
    text: str
    effect: str
    holds: bool | None
    amounts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One step: what to do, when at the latest, and where it comes from."""

    title: str
    text: str
    by: date | None
    from_: date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """Everything the answer page shows, in the reader's language."""

    instrument: str
    time_zone: str
    title: str
    outcome: str
    look: str
    outcome_title: str
    outcome_text: str
    provisional: bool
    against: tuple[Reason, ...]
    unsettled: tuple[Reason, ...]
    open: tuple[Reason, ...]
    for_: tuple[Reason, ...]
    aside: tuple[Reason, ...]
    steps: tuple[ToDo, ...]
    window: Window | None
    calendar: Calendar | None
    departures: tuple[Departure, ...]
    benefits: tuple[Worth, ...]
    otherwise_title: str
    otherwise: tuple[Worth, ...]
    asked_of_others: tuple[str, ...]
    presumptions: tuple[Row, ...]
    answers: tuple[Row, ...]
    contacts: tuple[tuple[str, str, str, str], ...]
    notes: tuple[tuple[str, tuple[Source, ...]], ...]
    on: date

    @property
    def can_still_be_mended(self) -> bool:
        """Whether everything that speaks against the person can be mended by the person."""
        return bool(self.against) and all(reason.remedy for reason in self.against)


def answer_page(law: Law, told: Told, request: TimedRequest) -> AnswerPage:
    """The answer for what the person told us, on the day of the request in the place."""
    on = today_at(law, request)
    facts = told.checked(law.instrument.vocabulary)
    words = words_of(law.instrument.id)
    assessment = assess(law, facts, on=on, known_on=on)
    dates = dates_of(law, facts, on=on, known_on=on)
    reasons = [
        (finding.verdict, _reason(finding, assessment, words)) for finding in assessment.findings
    ]
    window = dates.departures[0].window if len(dates.departures) == 1 and dates.act else None
    outcome = assessment.outcome
    return AnswerPage(
        instrument=law.instrument.id,
        time_zone=law.instrument.time_zone,
        title=words.text("title"),
        outcome=outcome.value,
        look=_LOOKS[outcome],
        outcome_title=words.shared.text("outcomes", outcome.value, "title"),
        outcome_text=words.shared.text("outcomes", outcome.value, "text"),
        provisional=assessment.provisional,
        against=_those(reasons, Verdict.NOT_MET),
        unsettled=_those(reasons, Verdict.DISPUTED),
        open=_those(reasons, Verdict.UNKNOWN),
        for_=_those(reasons, Verdict.MET),
        aside=_those(reasons, Verdict.NOT_APPLICABLE),
        steps=tuple(_step(step, law, window, assessment, words) for step in law.instrument.steps),
        window=window,
        calendar=_calendar(window, law, on, words) if window and window.last else None,
        departures=_reachable(dates),
        benefits=tuple(_worth(one, words) for one in assessment.benefits),
        **_otherwise(law, facts, on),
        asked_of_others=_asked_of_others(assessment, words),
        presumptions=_presumptions(assessment, words),
        answers=_answers(facts, told, law, words),
        contacts=tuple(_contact(one, words) for one in law.instrument.contacts.values()),
        notes=tuple(
            (words.text("notes", note.id), _sources(note.sources, law))
            for note in law.instrument.notes.values()
            if min(law.instrument.sources[name].published for name in note.sources) <= on
        ),
        on=on,
    )


def _those(reasons: list[tuple[Verdict, Reason]], verdict: Verdict) -> tuple[Reason, ...]:
    return tuple(reason for found, reason in reasons if found is verdict)


def _reason(finding: Finding, assessment: Assessment, words: InstrumentWords) -> Reason:
    values = values_of(finding, assessment)
    law_sources = assessment.edition.instrument.sources
    readings = finding.clause.readings if len(finding.clause.readings) > 1 else ()
    return Reason(
        id=finding.provision,
        title=words.text("provisions", finding.provision, "title"),
        rule=words.rule(finding.provision),
        text=words.sentence(finding, values),
        remedy=words.remedy(finding.provision, values) or "",
        verdict=words.shared.text("verdicts", finding.verdict.value),
        look=_VERDICT_LOOKS[finding.verdict],
        standing=finding.standing.value,
        standing_text=words.shared.text("standings", finding.standing.value, "text"),
        readings=tuple(
            _said(one, finding, words, law_sources) for one in readings if finding.readings
        ),
        sources=tuple(_source(law_sources[name]) for name in finding.sources),
    )


def _said(
    one: CompiledReading, finding: Finding, words: InstrumentWords, sources: Mapping[str, LawSource]
) -> Said:
    verdict = finding.readings[one.reading.id]
    return Said(
        text=words.text("readings", finding.provision, one.reading.id),
        verdict=words.shared.text("verdicts", verdict.value),
        look=_VERDICT_LOOKS[verdict],
        sources=tuple(_source(sources[name]) for name in one.reading.sources),
    )


def _sources(names: tuple[str, ...], law: Law) -> tuple[Source, ...]:
    return tuple(_source(law.instrument.sources[name]) for name in names)


def _source(source: LawSource) -> Source:
    return Source(
        publisher=source.publisher,
        published=long_date(source.published, language()),
        url=source.address or "",
        language=source.language,
    )


# what to do, by when


def _step(
    step: Step, law: Law, window: Window | None, assessment: Assessment, words: InstrumentWords
) -> ToDo:
    by = from_ = None
    values: dict[str, Any] = {k: v for k, v in assessment.facts.items() if v is not None}
    if step.provision and window:
        clause = assessment.edition.clause(step.provision)
        if clause and clause.done_on:
            by, from_ = window.safe_last or window.last, window.earliest
        elif clause and clause.readings[0].reading.period:
            by = window.depart
        found = {"earliest": window.earliest, "safe_last": window.safe_last, "last": window.last}
        values.update({name: day for name, day in found.items() if day})
    text = words.text("steps", step.id, "text")
    return ToDo(
        title=words.text("steps", step.id, "title"),
        text=words.filled(text, values) or words.rule(step.provision or "")
        if "{" in text
        else text,
        by=by,
        from_=from_,
        sources=_sources(step.sources, law),
    )


def _reachable(dates: Dates) -> tuple[Departure, ...]:
    return dates.feasible if len(dates.departures) > 1 else ()


def _calendar(window: Window, law: Law, on: date, words: InstrumentWords) -> Calendar:
    marks: dict[date, set[Mark]] = {}

    def mark(day: date | None, as_: Mark) -> None:
        if day:
            marks.setdefault(day, set()).add(as_)

    last = window.last or window.depart
    first = window.earliest or last - 14 * _DAY
    if (last - first).days <= _MOST_DAYS_SHOWN:
        mark(first if window.earliest else None, Mark.EARLIEST)
        for calendar in law.instrument.calendars:
            day = first
            while day <= window.depart:
                if law.calendars[calendar].is_working_day(day) is False:
                    mark(day, Mark.CLOSED)
                day += _DAY
    mark(window.safe_last, Mark.SAFE_LAST)
    mark(window.last, Mark.LAST)
    mark(window.depart, Mark.DEPART)
    if first <= on <= window.depart:
        mark(on, Mark.TODAY)
    return calendar_of(
        {day: frozenset(here) for day, here in marks.items()}, language=words.language
    )


# what it is worth


def _worth(result: BenefitResult, words: InstrumentWords) -> Worth:
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


def _otherwise(law: Law, facts: Mapping[str, Any], on: date) -> dict[str, Any]:
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
        "otherwise": tuple(_worth(one, words) for one in assessment.benefits),
    }


# what stays open, and what was said


def _asked_of_others(assessment: Assessment, words: InstrumentWords) -> tuple[str, ...]:
    names = [one.fact for one in assessment.missing if one.ask is not AskedOf.PERSON]
    return tuple(dict.fromkeys(words.fact(name, "label") or name for name in names))


def _presumptions(assessment: Assessment, words: InstrumentWords) -> tuple[Row, ...]:
    return tuple(
        Row(
            key=words.fact(name, "label") or name,
            value=words.maybe("presumptions", name) or name,
            change_url=_change(assessment.instrument, name)
            if assessment.edition.asked_of[name] is AskedOf.PERSON
            else "",
        )
        for name in assessment.presumed
    )


def _answers(
    facts: Mapping[str, Any], told: Told, law: Law, words: InstrumentWords
) -> tuple[Row, ...]:
    rows = []
    for fact in law.instrument.vocabulary:
        if fact.name in facts:
            value = _shown(fact.name, facts[fact.name], words)
        elif fact.name in told.skipped:
            value = _("I do not know")
        else:
            continue
        rows.append(
            Row(
                key=words.fact(fact.name, "label") or fact.name,
                value=value,
                change_url=_change(law.instrument.id, fact.name),
            )
        )
    return tuple(rows)


def _shown(name: str, value: Any, words: InstrumentWords) -> str:
    if VOCABULARY.get(name) and VOCABULARY[name].type.name == "COUNTRY":
        return country_name(str(value))
    return words.value(name, value)


def _change(instrument: str, fact: str) -> str:
    return reverse("public:question", args=[instrument, fact])


def _contact(contact: Contact, words: InstrumentWords) -> tuple[str, str, str, str]:
    return (
        words.text("contacts", contact.id, "title"),
        words.text("contacts", contact.id, "text"),
        contact.phone or "",
        contact.address or "",
    )
