"""The page of one move: what it means, on which day it was, and what is confirmed with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.apps.cases.actions import make_move
from sapar.apps.cases.brief import Brief, brief_of
from sapar.apps.cases.errors import (
    CaseChangedError,
    CaseError,
    ConfirmationMissingError,
    NoSuchMoveError,
)
from sapar.apps.cases.models import Case
from sapar.apps.cases.policy import may_make
from sapar.core.law import VOCABULARY
from sapar.core.law.moves import OpenMove
from sapar.instruments.answer import values_of
from sapar.instruments.words import InstrumentWords
from sapar.web.citizen.door import ActingRequest, own
from sapar.web.citizen.navigation import page
from sapar.web.citizen.plan.page import OWN
from sapar.web.citizen.sentences import sentence_of
from sapar.web.frame import fields
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import move_text, obstacle_text, reason_text, state_text, words_for
from sapar.web.frame.components import Choice, DateInput, ErrorLink, Radios
from sapar.web.frame.fields import UnreadableError

__all__ = ["move"]

_DAY = replace(VOCABULARY["departure.date"], name="day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What nobody has verified, or the texts disagree about: to be read and ticked."""

    provision: str
    title: str
    text: str
    is_ticked: bool


@own
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, case: Case, move: str) -> HttpResponse:
    """Write down that a step was taken."""
    acting = cast("ActingRequest", request)
    brief = brief_of(case, at=acting.at)
    found = next((one for one in brief.moves if one.move.id == move), None)
    if found is None and move in {one.id for one in brief.procedure.moves}:
        messages.info(request, sentence_of(NoSuchMoveError(move, state=case.state.name)))
        return redirect(address("citizen:plan", case.number))
    if found is None or found.move.override or not may_make(acting.actor, found.move, case, OWN):
        raise Http404(move)
    if request.method != "POST":
        return _page(request, brief, found, _today(brief))
    return _made(request, brief, found)


def _made(request: HttpRequest, brief: Brief, found: OpenMove) -> HttpResponse:
    """Write it, or show the page again with what was typed and what is wrong."""
    acting, form = cast("ActingRequest", request), request.POST.dict()
    day: date | None = None
    try:
        day = cast("date", fields.read(_DAY, form))
        make_move(
            brief.case.pk,
            found.move.id,
            actor=acting.actor,
            turn=_turn(form),
            day=day,
            reason=form.get("reason", ""),
            note=form.get("note", "")[:2000],
            confirms=request.POST.getlist("confirms"),
        )
    except UnreadableError as problem:
        return _page(request, brief, found, form, problem=problem)
    except (CaseChangedError, NoSuchMoveError) as error:
        messages.info(request, sentence_of(error))
        return redirect(address("citizen:plan", brief.case.number))
    except CaseError as error:
        return _page(
            request, brief, brief.move_on(found.move, day or brief.today), form, error=error
        )
    words = words_for(brief.case)
    messages.success(
        request,
        _("Written down: %(move)s.") % {"move": move_text(brief.case, found.move.id, words)},
    )
    return redirect(address("citizen:plan", brief.case.number))


def _page(
    request: HttpRequest,
    brief: Brief,
    found: OpenMove,
    form: Mapping[str, str],
    *,
    problem: UnreadableError | None = None,
    error: CaseError | None = None,
) -> HttpResponse:
    case, words = brief.case, words_for(brief.case)
    day, reasons = _day(form, words, problem, error), _reasons(found, form, words, error)
    errors = [
        ErrorLink(text=one.error, field_id=one.first_id)
        for one in (day, reasons)
        if one and one.error
    ]
    if error and not errors:
        target = "points" if isinstance(error, ConfirmationMissingError) else "main"
        errors = [ErrorLink(text=sentence_of(error), field_id=target)]
    context = page(
        request,
        case,
        title=move_text(case, found.move.id, words),
        to=state_text(case, found.move.target, words),
        is_final=found.move.target in brief.procedure.final,
        opens=[words.fact(name, "label") or name for name in found.move.clears],
        obstacles=[obstacle_text(one, brief, words) for one in found.obstacles],
        points=_points(brief, found, words, request.POST.getlist("confirms")),
        is_risky=found.is_risky,
        day=day,
        reasons=reasons,
        note=form.get("note", ""),
        turn=case.turn,
        errors=errors,
    )
    return render(request, "citizen/plan/move.html", context, status=422 if errors else 200)


def _today(brief: Brief) -> dict[str, str]:
    return fields.shown(_DAY, brief.today)


def _day(
    form: Mapping[str, str],
    words: InstrumentWords,
    problem: UnreadableError | None,
    error: CaseError | None,
) -> DateInput:
    wrong = problem.text if problem else ""
    if error and error.code == "case_day":
        wrong = sentence_of(error)
    (found,) = fields.question_of(_DAY, words, form, problem=problem).fields
    assert isinstance(found, DateInput)  # noqa: S101  the fact is a date
    return replace(
        found,
        question=_("On which day was it?"),
        hint=_("The day in the country where you are. It is today, unless you write another."),
        error=wrong,
        is_heading=False,
    )


def _reasons(
    found: OpenMove, form: Mapping[str, str], words: InstrumentWords, error: CaseError | None
) -> Radios | None:
    if not found.move.reasons:
        return None
    missing = error is not None and error.code == "case_reason_missing"
    return Radios(
        name="reason",
        question=_("Which reason were you given?"),
        error=sentence_of(error) if missing and error else "",
        is_heading=False,
        choices=tuple(
            Choice(value=code, text=reason_text(code, words), is_chosen=form.get("reason") == code)
            for code in found.move.reasons
        ),
    )


def _points(
    brief: Brief, found: OpenMove, words: InstrumentWords, ticked: list[str]
) -> list[Point]:
    points = []
    for name in found.rests_on:
        finding: Any = brief.assessment.finding(name)
        points.append(
            Point(
                provision=name,
                title=words.text("provisions", name, "title"),
                text=words.sentence(finding, values_of(finding, brief.assessment)),
                is_ticked=name in ticked,
            )
        )
    return points


def _turn(form: Mapping[str, str]) -> int:
    """The turn of the case on the page that was sent; none is as old as can be."""
    text = form.get("turn", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
