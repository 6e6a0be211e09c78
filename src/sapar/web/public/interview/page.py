"""The answer page as values: the outcome, what to do by when, why, what it is worth, what stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString

from sapar.core.law import (
    Assessment,
    Dates,
    Departure,
    Law,
    Outcome,
    Verdict,
    Window,
    assess,
    dates_of,
)
from sapar.core.law.assessment import ChannelResult
from sapar.core.law.instrument import Contact, Step
from sapar.instruments.words import InstrumentWords
from sapar.web.public.components import Row, Source
from sapar.web.public.interview.carried import Told
from sapar.web.public.interview.reasons import Reason, note_of, reason_of, sources_of
from sapar.web.public.interview.rows import answers_of, asked_of_others, presumptions_of
from sapar.web.public.interview.worth import Worth, otherwise_of, worth_of
from sapar.web.public.months import Calendar, Mark, calendar_of
from sapar.web.public.requests import TimedRequest
from sapar.web.public.shelf import today_at, words_of

_LOOKS = {
    Outcome.ELIGIBLE: "good",
    Outcome.ELIGIBLE_IF: "good",
    Outcome.INCOMPLETE: "quiet",
    Outcome.NEEDS_REVIEW: "warn",
    Outcome.NOT_ELIGIBLE: "bad",
}
_DAY = timedelta(days=1)
_MOST_DAYS_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One step: what to do, when at the latest, and where it comes from."""

    title: str
    text: str
    by: date | None
    from_: date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to act, such as an office or a web site; `open` None while it is not settled."""

    title: str
    text: str
    address: str
    open: bool | None


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
    ways: tuple[Way, ...]
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
    notes: tuple[SafeString, ...]
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
        (finding.verdict, reason_of(finding, assessment, words)) for finding in assessment.findings
    ]
    window = dates.departures[0].window if len(dates.departures) == 1 and dates.act else None
    outcome = assessment.outcome
    return AnswerPage(
        instrument=law.instrument.id,
        time_zone=law.instrument.time_zone,
        title=words.text("title"),
        outcome=outcome.value,
        look=_LOOKS[outcome],
        outcome_title=words.shared.outcome(outcome.value, "title", announced=assessment.announced),
        outcome_text=words.shared.outcome(outcome.value, "text", announced=assessment.announced),
        provisional=assessment.provisional,
        against=_those(reasons, Verdict.NOT_MET),
        unsettled=_those(reasons, Verdict.DISPUTED),
        open=_those(reasons, Verdict.UNKNOWN),
        for_=_those(reasons, Verdict.MET),
        aside=_those(reasons, Verdict.NOT_APPLICABLE),
        steps=tuple(_step(step, law, window, assessment, words) for step in law.instrument.steps),
        ways=tuple(_way(one, law, words) for one in assessment.channels),
        window=window,
        calendar=_calendar(window, law, on, words) if window and window.last else None,
        departures=_reachable(dates),
        benefits=tuple(worth_of(one, words) for one in assessment.benefits),
        **otherwise_of(law, facts, on),
        asked_of_others=asked_of_others(assessment, words),
        presumptions=presumptions_of(assessment, words),
        answers=answers_of(facts, told, law, words),
        contacts=tuple(_contact(one, words) for one in law.instrument.contacts.values()),
        notes=tuple(
            note_of(words.text("notes", note.id), sources_of(note.sources, law))
            for note in law.instrument.notes.values()
            if min(law.instrument.sources[name].published for name in note.sources) <= on
        ),
        on=on,
    )


def _those(reasons: list[tuple[Verdict, Reason]], verdict: Verdict) -> tuple[Reason, ...]:
    return tuple(reason for found, reason in reasons if found is verdict)


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
        sources=sources_of(step.sources, law),
    )


def _way(result: ChannelResult, law: Law, words: InstrumentWords) -> Way:
    return Way(
        title=words.text("channels", result.channel, "title"),
        text=words.text("channels", result.channel, "text"),
        address=law.instrument.channels[result.channel].address or "",
        open=result.open,
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


def _contact(contact: Contact, words: InstrumentWords) -> tuple[str, str, str, str]:
    return (
        words.text("contacts", contact.id, "title"),
        words.text("contacts", contact.id, "text"),
        contact.phone or "",
        contact.address or "",
    )
