"""My plan as values: the next date, the steps, what is missing, what can be done now and what cannot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.brief import Brief, library
from sapar.apps.cases.models import Case
from sapar.apps.cases.policy import Ties, may_hold, may_make
from sapar.apps.cases.progress import Progress, StepSeen, needs_of, steps_of
from sapar.apps.cases.queries import own_cases
from sapar.apps.cases.serving import served_by
from sapar.core.law import still_open
from sapar.core.law.moves import OpenMove
from sapar.instruments.forms import forms_of
from sapar.instruments.words import InstrumentWords
from sapar.web.citizen.plan.summaries import Summary, next_date, summaries_of
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import (
    DeadlineSaid,
    form_title,
    hold_text,
    move_text,
    need_text,
    obstacle_text,
    state_text,
    words_for,
)
from sapar.web.frame.components import Task
from sapar.web.frame.months import Calendar, Mark, calendar_of

__all__ = ["OWN", "PlanPage", "plan_page"]

OWN = Ties(is_own=True)
"""How the reader stands to every case that this door opens."""
_DEPARTURE = "departure.date"
_LOOKS = {Progress.DONE: "good", Progress.NOW: "sky", Progress.LATER: "quiet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSaid:
    """One step: what to do, by when, how far it is, and the page where it is sent or written down."""

    title: str
    text: str
    status: str
    look: str
    is_now: bool
    first: date | None
    last: date | None
    day: date | None
    url: str
    is_sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSaid:
    """A move that the person may write down: open, or with what stands against it."""

    text: str
    url: str
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSaid:
    """What can stop the plan: whether it does, and the page that sets or ends it."""

    title: str
    text: str
    url: str
    is_set: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """Everything that the page of a plan shows, in the reader's language."""

    title: str
    state: str
    is_closed: bool
    next: DeadlineSaid | None
    steps: tuple[StepSaid, ...]
    calendar: Calendar
    questions: tuple[Task, ...]
    papers: tuple[Task, ...]
    open: tuple[MoveSaid, ...]
    waiting: tuple[MoveSaid, ...]
    holds: tuple[HoldSaid, ...]
    family: tuple[Summary, ...]
    serving: tuple[Summary, ...]
    serves: tuple[Summary, ...]
    certificate: str
    other_day: str
    law_changed: bool
    forms: tuple[tuple[str, str], ...]
    contacts: tuple[tuple[str, str, str, str], ...]


def plan_page(brief: Brief, *, actor: Actor) -> PlanPage:
    """The plan of one case, as it stands at the brief's instant."""
    case, words = brief.case, words_for(brief.case)
    moves = [_move(one, brief, words) for one in brief.moves if _is_theirs(one, case, actor)]
    own = own_cases(actor)
    closed = brief.position.is_final
    return PlanPage(
        title=words.text("short"),
        state=state_text(case, brief.position.state, words),
        is_closed=closed,
        next=next_date(brief),
        steps=tuple(_step(one, brief, actor, words) for one in steps_of(brief)),
        calendar=_calendar(brief, words),
        questions=() if closed else _questions(brief, words),
        papers=() if closed else _papers(brief, words),
        open=tuple(one for one in moves if not one.obstacles),
        waiting=tuple(one for one in moves if one.obstacles),
        holds=() if closed else _holds(brief, actor, words),
        family=_summaries(own.filter(plan=case.plan).exclude(pk=case.pk), brief)
        if case.plan_id
        else (),
        serving=_summaries(own.filter(serves=case), brief),
        serves=_summaries(own.filter(pk=case.serves_id), brief) if case.serves_id else (),
        certificate=_certificate(brief, own),
        other_day=address("citizen:tell", case.number, _DEPARTURE)
        if any(_DEPARTURE in one.facts for one in brief.edition.clauses)
        else "",
        law_changed=not closed and brief.amended_edition is not None,
        forms=tuple(
            (form_title(case, name, words), address("citizen:print", case.number, name))
            for name in forms_of(library(), case.instrument)
        ),
        contacts=tuple(
            (
                words.text("contacts", one.id, "title"),
                words.text("contacts", one.id, "text"),
                one.phone or "",
                one.address or "",
            )
            for one in brief.law.instrument.contacts.values()
        ),
    )


def _summaries(cases: Any, brief: Brief) -> tuple[Summary, ...]:
    return tuple(summaries_of(cases, at=brief.at))


def _is_theirs(one: OpenMove, case: Case, actor: Actor) -> bool:
    return not one.move.override and may_make(actor, one.move, case, OWN)


def _move(one: OpenMove, brief: Brief, words: InstrumentWords) -> MoveSaid:
    return MoveSaid(
        text=move_text(brief.case, one.move.id, words),
        url=address("citizen:move", brief.case.number, one.move.id),
        obstacles=tuple(obstacle_text(each, brief, words) for each in one.obstacles),
    )


def _step(one: StepSeen, brief: Brief, actor: Actor, words: InstrumentWords) -> StepSaid:
    text = words.text("steps", one.step.id, "text")
    known: dict[str, Any] = {
        **{name: value for name, value in brief.assessment.facts.items() if value is not None},
        **{
            name: day
            for name, day in (("earliest", one.first), ("safe_last", one.last))
            if day is not None
        },
    }
    status = {
        Progress.DONE: _("Done"),
        Progress.NOW: _("Now"),
        Progress.LATER: _("Later"),
    }[one.progress]
    url, is_sent = _url(one, brief, actor) if one.progress is not Progress.DONE else ("", False)
    return StepSaid(
        title=words.text("steps", one.step.id, "title"),
        text=words.filled(text, known) or words.rule(one.step.provision or ""),
        status=status,
        look=_LOOKS[one.progress],
        is_now=one.progress is Progress.NOW,
        first=one.first if one.progress is not Progress.DONE else None,
        last=one.last if one.progress is not Progress.DONE else None,
        day=one.day if one.progress is not Progress.DONE else None,
        url=url,
        is_sent=is_sent,
    )


def _url(one: StepSeen, brief: Brief, actor: Actor) -> tuple[str, bool]:
    """The page of its paper, which is sent; or of its move, when that can be made now."""
    for need in needs_of(brief):
        if need.id == one.step.provision:
            return address("citizen:send", brief.case.number, need.id), True
    for move in brief.moves:
        belongs = move.move.id == one.step.id or (
            one.step.provision is not None and move.move.within == one.step.provision
        )
        if belongs and move.is_open and _is_theirs(move, brief.case, actor):
            return address("citizen:move", brief.case.number, move.move.id), False
    return "", False


def _calendar(brief: Brief, words: InstrumentWords) -> Calendar:
    marks: dict[date, set[Mark]] = {}

    def put(day: date | None, mark: Mark) -> None:
        if day is not None:
            marks.setdefault(day, set()).add(mark)

    for clause in brief.edition.acts:
        ends = brief.ends(clause.id)
        if ends is not None and ends.is_known and clause.done_on not in brief.facts:
            put(ends.first, Mark.EARLIEST)
            put(ends.safe_last, Mark.SAFE_LAST)
            put(ends.last if ends.last != ends.safe_last else None, Mark.LAST)
    leaves = brief.facts.get(_DEPARTURE)
    put(leaves if isinstance(leaves, date) else None, Mark.DEPART)
    if not marks or brief.position.is_final:
        return calendar_of({}, language=words.language)
    put(brief.today, Mark.TODAY)
    return calendar_of(
        {day: frozenset(here) for day, here in marks.items()}, language=words.language
    )


def _questions(brief: Brief, words: InstrumentWords) -> tuple[Task, ...]:
    return tuple(
        Task(
            text=words.fact(name, "label") or name,
            status=_("To answer"),
            look="warn",
            url=address("citizen:tell", brief.case.number, name),
        )
        for name in still_open(brief.assessment)
    )


def _papers(brief: Brief, words: InstrumentWords) -> tuple[Task, ...]:
    return tuple(
        Task(
            text=need_text(one.id, words),
            status=_("Sent") if one.is_given else _("Missing"),
            look="good" if one.is_given else "warn",
            url=address("citizen:send", brief.case.number, one.id),
        )
        for one in needs_of(brief)
        if one.is_due or one.is_given
    )


def _holds(brief: Brief, actor: Actor, words: InstrumentWords) -> tuple[HoldSaid, ...]:
    found = []
    for one in brief.procedure.holds:
        title, text = hold_text(brief.case, one.id, words)
        if may_hold(actor, one, brief.case, OWN) or one.id in brief.position.holds:
            found.append(
                HoldSaid(
                    title=title,
                    text=text,
                    url=address("citizen:hold", brief.case.number, one.id),
                    is_set=one.id in brief.position.holds,
                )
            )
    return tuple(found)


def _certificate(brief: Brief, own: Any) -> str:
    """Where a document to travel with can be asked for, when this plan lacks one and nothing is under way."""
    if brief.position.is_final or own.filter(serves=brief.case, closed_at=None).exists():
        return ""
    return address("citizen:certificate", brief.case.number) if served_by(brief) else ""
