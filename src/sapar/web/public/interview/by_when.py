"""By when to act: the window of one departure as the page says it, and its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _

from sapar.core.law import Assessment, Dates, Law, Window
from sapar.core.law.instrument import Step
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.months import Calendar, Mark, calendar_of

_DAY = timedelta(days=1)
_MOST_DAYS_SHOWN = 40


class State(Enum):
    """What is to be said of the window on the day of the request."""

    DONE = "done"  # the person told us that they have acted
    ONE = "one"  # every reading ends on the same day
    TWO = "two"  # the readings end on different days
    UNSURE = "unsure"  # one reading cannot be counted: nobody knows a safe day
    RISKY = "risky"  # the safe day has passed, the last day has not
    PASSED = "passed"
    UNCOUNTED = "uncounted"  # no calendar reaches that far


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWhen:
    """The one window of the person: what must be done, by when, and how sure that is."""

    state: State
    provision: str
    act: str
    is_stay: bool
    window: Window
    done_on: date | None
    document_ends: date | None
    calendar: Calendar | None

    @property
    def has_days_to_come(self) -> bool:
        """Whether there is anything to put into a calendar."""
        return self.state in {State.ONE, State.TWO, State.UNSURE, State.RISKY, State.DONE}

    @property
    def act_by(self) -> date | None:
        """The last day to act that we may name without a warning."""
        return {State.ONE: self.window.last, State.TWO: self.window.safe_last}.get(self.state)


def by_when(
    dates: Dates, assessment: Assessment, law: Law, words: InstrumentWords
) -> ByWhen | None:
    """The window of the person's own departure or stay; None while there are many, or no act."""
    if len(dates.departures) != 1 or dates.act is None:
        return None
    window, on = dates.departures[0].window, assessment.on
    is_stay = dates.act == "leave"
    clause = assessment.edition.clause(dates.provision or "")
    done = assessment.facts.get(clause.done_on) if clause and clause.done_on else None
    done_on = done if isinstance(done, date) and done <= on else None
    state = State.DONE if done_on else _state(window, on)
    document = assessment.facts.get("travel_document.valid_until")
    until = window.safe_last or window.last
    ends_early = is_stay and until and isinstance(document, date) and document < until
    return ByWhen(
        state=state,
        provision=dates.provision or "",
        act=words.shared.text("acts", dates.act),
        is_stay=is_stay,
        window=window,
        done_on=done_on,
        document_ends=document if ends_early else None,
        calendar=_calendar(window, law, on, words, is_stay=is_stay) if window.last else None,
    )


def _state(window: Window, on: date) -> State:
    if window.last is None:
        return State.UNCOUNTED
    if not window.open:
        return State.PASSED
    if window.safe_last is None:
        return State.UNSURE
    if window.safe_last < on:
        return State.RISKY
    return State.ONE if window.safe_last == window.last else State.TWO


def days_of(
    step: Step, when: ByWhen | None, assessment: Assessment
) -> tuple[date | None, date | None]:
    """The first and the last day of a step; only one of them where a day is to be kept or met."""
    clause = assessment.edition.clause(step.provision) if step.provision else None
    if when is None or clause is None:
        return None, None
    if clause.readings[0].reading.allowance:
        return None, when.act_by if step.provision == when.provision else None
    if clause.done_on and when.act_by:
        first = when.window.earliest
        return (first if first and first > assessment.on else None), when.act_by
    return None, None


def is_day_of_departure(step: Step, when: ByWhen | None, assessment: Assessment) -> bool:
    """Whether a step is the departure itself, on its one day."""
    clause = assessment.edition.clause(step.provision) if step.provision else None
    return bool(when and not when.is_stay and clause and clause.readings[0].reading.period)


def dates_in_sentences(when: ByWhen | None) -> dict[str, Any]:
    """The days that the sentences of an instrument may name."""
    if when is None:
        return {}
    window = when.window
    found = {"earliest": window.earliest, "safe_last": window.safe_last, "last": window.last}
    return {name: day for name, day in found.items() if day}


def _calendar(
    window: Window, law: Law, on: date, words: InstrumentWords, *, is_stay: bool
) -> Calendar:
    marks: dict[date, set[Mark]] = {}

    def mark(day: date | None, as_: Mark) -> None:
        if day:
            marks.setdefault(day, set()).add(as_)

    last = window.last or window.depart
    first = window.earliest or last - 14 * _DAY
    mark(window.safe_last, Mark.SAFE_LAST)
    if window.last != window.safe_last:
        mark(window.last, Mark.LAST)
    if (last - first).days <= _MOST_DAYS_SHOWN:
        mark(first if window.earliest else None, Mark.EARLIEST)
        if not is_stay:
            _mark_closed_days(marks, law, first, window.depart)
    if not is_stay:
        mark(window.depart, Mark.DEPART)
    if first <= on <= window.depart:
        mark(on, Mark.TODAY)
    texts = _texts_of_stay() if is_stay else _texts_of_act()
    if window.last == window.safe_last and not is_stay:
        texts[Mark.SAFE_LAST] = _("Last day to act")
    return calendar_of(
        {day: frozenset(here) for day, here in marks.items()},
        language=words.language,
        texts=texts,
    )


def _mark_closed_days(marks: dict[date, set[Mark]], law: Law, first: date, last: date) -> None:
    for calendar in law.instrument.calendars:
        for number in range((last - first).days + 1):
            day = first + number * _DAY
            if law.calendars[calendar].is_working_day(day) is False:
                marks.setdefault(day, set()).add(Mark.CLOSED)


def _texts_of_act() -> dict[Mark, str]:
    return {
        Mark.EARLIEST: _("First possible day to act"),
        Mark.SAFE_LAST: _("Last safe day to act"),
        Mark.LAST: _("Last day by one way of counting"),
    }


def _texts_of_stay() -> dict[Mark, str]:
    return {
        Mark.EARLIEST: _("Day of entry"),
        Mark.SAFE_LAST: _("Last safe day of your stay"),
        Mark.LAST: _("Last day by one way of counting"),
    }
