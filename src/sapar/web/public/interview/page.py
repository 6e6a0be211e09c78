"""The answer page as values: the outcome, what to do by when, why, what it is worth, what stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from sapar.core.law import (
    Assessment,
    Dates,
    Facts,
    Law,
    Outcome,
    Verdict,
    assess,
    dates_of,
)
from sapar.core.law.assessment import ChannelResult
from sapar.core.law.expression import compiled
from sapar.core.law.instrument import Contact, Step
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.carried import Told
from sapar.web.frame.components import Row
from sapar.web.frame.dates import plaindate
from sapar.web.frame.requests import TimedRequest
from sapar.web.frame.shelf import country_name, today_at, words_of
from sapar.web.public.interview.by_when import (
    ByWhen,
    State,
    by_when,
    dates_in_sentences,
    days_of,
    is_day_of_departure,
)
from sapar.web.public.interview.other_days import DEPARTURE, OtherDays, other_days
from sapar.web.public.interview.reasons import Reason, note_of, reason_of
from sapar.web.public.interview.rows import answers_of, asked_of_others, presumptions_of
from sapar.web.public.interview.worth import Worth, otherwise_of, worth_of

_LOOKS = {
    Outcome.ELIGIBLE: "good",
    Outcome.ELIGIBLE_IF: "good",
    Outcome.INCOMPLETE: "quiet",
    Outcome.NEEDS_REVIEW: "warn",
    Outcome.NOT_ELIGIBLE: "bad",
}
_SIGNS = {"good": "safe-last", "bad": "no"}
_PLACE_OF_FEES = "KR"  # where filing is free, and agents who charge are to be reported
_KINDS_WITH_FEES = {"mandate"}  # a consulate charges its own fee, wherever it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer in one sentence: its title and text, and how it looks."""

    title: str
    text: str
    look: str

    @property
    def sign(self) -> str:
        """The sign beside it, of marks.svg."""
        return _SIGNS.get(self.look, "ask")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """One step: what to do, from when and by when, or on which day."""

    title: str
    text: str
    first: date | None
    by: date | None
    day: date | None


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
    country: str
    country_text: str
    time_zone: str
    title: str
    outcome: str
    answer: Answer
    provisional: bool
    announced: bool
    is_over: bool
    can_go_on: bool
    takes_plans: bool
    against: tuple[Reason, ...]
    unsettled: tuple[Reason, ...]
    open: tuple[Reason, ...]
    for_: tuple[Reason, ...]
    steps: tuple[ToDo, ...]
    ways: tuple[Way, ...]
    when: ByWhen | None
    departures: OtherDays
    benefits: tuple[Worth, ...]
    otherwise: str
    otherwise_title: str
    otherwise_worth: tuple[Worth, ...]
    asked_of_others: tuple[str, ...]
    presumptions: tuple[Row, ...]
    answers: tuple[Row, ...]
    contacts: tuple[tuple[str, str, str, str], ...]
    warning: str
    notes: tuple[Markup, ...]
    on: date


def answer_page(law: Law, told: Told, request: TimedRequest) -> AnswerPage:
    """The answer for what the person told us, on the day of the request in the place.

    1 assess  2 count the days, and look for other days where these do not do  3 say all of it.
    """
    on = today_at(law, request)
    facts = told.checked(law.instrument.vocabulary)
    words = words_of(law.instrument.id)
    assessment = assess(law, facts, on=on, known_on=on)
    reasons = [
        (finding.verdict, reason_of(finding, assessment, words)) for finding in assessment.findings
    ]
    against = _those(reasons, Verdict.NOT_MET)
    over = _end_if_over(assessment)
    dates = dates_of(law, facts, on=on, known_on=on, assessed=assessment)
    when = by_when(dates, assessment, law, words)
    departures = _other_days(law, facts, assessment, against, when) if over is None else OtherDays()
    mendable = _is_mendable(against, dates, when, departures) and over is None
    goes_on = assessment.announced and over is None
    can_go_on = goes_on and (assessment.outcome is not Outcome.NOT_ELIGIBLE or mendable)
    return AnswerPage(
        instrument=law.instrument.id,
        country=law.instrument.country,
        country_text=country_name(law.instrument.country),
        time_zone=law.instrument.time_zone,
        title=words.text("title"),
        outcome=assessment.outcome.value,
        answer=_answer(assessment, words, over=over, mendable=mendable),
        provisional=assessment.provisional,
        announced=assessment.announced,
        is_over=over is not None,
        can_go_on=can_go_on,
        takes_plans=can_go_on and law.instrument.begun_by_applicant is not None,
        against=against if goes_on else (),
        unsettled=_those(reasons, Verdict.DISPUTED) if goes_on else (),
        open=_those(reasons, Verdict.UNKNOWN) if can_go_on else (),
        for_=_those(reasons, Verdict.MET) if goes_on else (),
        steps=_steps(law, when, assessment, words) if can_go_on else (),
        ways=tuple(_way(one, law, words) for one in assessment.channels) if can_go_on else (),
        when=when if goes_on else None,
        departures=departures,
        benefits=_benefits(assessment, words) if can_go_on else (),
        **otherwise_of(law, facts, on),
        asked_of_others=asked_of_others(assessment, words) if can_go_on else (),
        presumptions=presumptions_of(assessment, law, words) if goes_on else (),
        answers=answers_of(facts, told, law, words),
        contacts=tuple(_contact(one, words) for one in law.instrument.contacts.values()),
        warning=_warning(law),
        notes=tuple(
            note_of(words, note.id, note.sources)
            for note in law.instrument.notes.values()
            if min(law.instrument.sources[name].published for name in note.sources) <= on
        ),
        on=on,
    )


# the answer in one sentence


def _answer(
    assessment: Assessment, words: InstrumentWords, *, over: date | None, mendable: bool
) -> Answer:
    outcome = assessment.outcome
    look = _LOOKS[outcome] if assessment.announced else "quiet"
    title = words.shared.text("outcomes", assessment.telling, "title")
    text = words.shared.text("outcomes", assessment.telling, "text")
    if over is not None:
        look, title = "bad", _("This programme is over")
        text = _("It ended on %(day)s. It can no longer be used.") % {
            "day": plaindate(over, words.language)
        }
    elif mendable:
        look, title = "warn", _("Not with this plan, but you can change it")
        text = _("What speaks against it is in your hands. Read below what to change.")
    return Answer(title=title, text=text, look=look)


def _end_if_over(assessment: Assessment) -> date | None:
    """The last day of the period when it has passed."""
    period = assessment.edition.period(DEPARTURE)
    return period.last if period and period.last and period.last < assessment.on else None


def _is_mendable(
    against: tuple[Reason, ...], dates: Dates, when: ByWhen | None, departures: OtherDays
) -> bool:
    """Whether all that speaks against the person is in their hands, and time is left for it."""
    in_their_hands = bool(against) and all(reason.remedy for reason in against)
    knows_no_days = dates.act is None and not dates.departures
    has_time = knows_no_days or bool(departures) or bool(when and when.is_stay)
    return in_their_hands and has_time


def _other_days(
    law: Law,
    facts: Facts,
    assessment: Assessment,
    against: tuple[Reason, ...],
    when: ByWhen | None,
) -> OtherDays:
    """The days the person can choose from: where none is chosen, or the chosen one will not do."""
    hopeless = any(not reason.remedy for reason in against)
    does = when is not None and when.state not in {State.PASSED, State.RISKY} and not against
    if hopeless or does or not assessment.announced:
        return OtherDays()
    return other_days(law, facts, assessment, frozenset(reason.id for reason in against))


def _those(reasons: list[tuple[Verdict, Reason]], verdict: Verdict) -> tuple[Reason, ...]:
    return tuple(reason for found, reason in reasons if found is verdict)


# what to do


def _steps(
    law: Law, when: ByWhen | None, assessment: Assessment, words: InstrumentWords
) -> tuple[ToDo, ...]:
    return tuple(
        _step(step, when, assessment, words)
        for step in law.instrument.steps
        if _is_for_them(step, assessment)
    )


def _is_for_them(step: Step, assessment: Assessment) -> bool:
    """Whether the step may concern the person: its condition does not surely fail."""
    if step.when is None:
        return True
    return compiled(step.when, assessment.edition.calendars)(assessment.facts)[0] is not False


def _step(step: Step, when: ByWhen | None, assessment: Assessment, words: InstrumentWords) -> ToDo:
    first, by = days_of(step, when, assessment)
    text = words.text("steps", step.id, "text")
    if "{" in text:
        values: dict[str, Any] = {k: v for k, v in assessment.facts.items() if v is not None}
        text = words.filled(text, values | dates_in_sentences(when)) or words.rule(
            step.provision or ""
        )
    leaves = when is not None and is_day_of_departure(step, when, assessment)
    return ToDo(
        title=words.text("steps", step.id, "title"),
        text=text,
        first=first,
        by=by,
        day=when.window.depart if when and leaves and when.has_days_to_come else None,
    )


def _way(result: ChannelResult, law: Law, words: InstrumentWords) -> Way:
    return Way(
        title=words.text("channels", result.channel, "title"),
        text=words.text("channels", result.channel, "text"),
        address=law.instrument.channels[result.channel].address or "",
        open=result.open,
    )


def _benefits(assessment: Assessment, words: InstrumentWords) -> tuple[Worth, ...]:
    """What the person gets or may get; what they surely do not get is left out."""
    return tuple(worth_of(one, words) for one in assessment.benefits if one.holds is not False)


def _warning(law: Law) -> str:
    """What to beware of, where we know that nothing is to be paid."""
    if law.instrument.country != _PLACE_OF_FEES or law.instrument.kind in _KINDS_WITH_FEES:
        return ""
    if law.instrument.channels:
        return _(
            "Filing is free. Nobody can sell you a guarantee that you may come back: "
            "report agents who ask for money."
        )
    return _(
        "Nobody can sell you more days or a promise of entry: report agents who ask for money."
    )


def _contact(contact: Contact, words: InstrumentWords) -> tuple[str, str, str, str]:
    return (
        words.text("contacts", contact.id, "title"),
        words.text("contacts", contact.id, "text"),
        contact.phone or "",
        contact.address or "",
    )
