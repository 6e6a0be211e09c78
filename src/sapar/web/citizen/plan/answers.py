"""What I told: all of it, and each answer to be changed, with all that follows shown before it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sapar.apps.cases.actions import tell_and_undo
from sapar.apps.cases.brief import Brief, brief_of
from sapar.apps.cases.errors import AlreadyDoneError, CaseError
from sapar.apps.cases.models import Case
from sapar.core.law import Fact, FactValue
from sapar.web.citizen.door import ActingRequest, own
from sapar.web.citizen.navigation import page
from sapar.web.citizen.plan.preview import preview_of
from sapar.web.citizen.plan.rows import answers_rows, may_tell
from sapar.web.citizen.sentences import sentence_of
from sapar.web.frame import fields
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import words_for
from sapar.web.frame.fields import UnreadableError

__all__ = ["answers", "tell"]


@own
@require_safe
def answers(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything that the plan rests on."""
    brief = brief_of(case, at=cast("ActingRequest", request).at)
    rows = answers_rows(
        brief.facts,
        brief.law,
        words_for(case),
        lambda name: "" if case.closed_at else address("citizen:tell", case.number, name),
    )
    return render(request, "citizen/plan/answers.html", page(request, case, rows=rows))


@own
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, case: Case, fact: str) -> HttpResponse:
    """Ask for the answer; show what would follow; write it once that is confirmed."""
    brief = brief_of(case, at=cast("ActingRequest", request).at)
    vocabulary = brief.law.instrument.vocabulary
    if fact not in vocabulary or not may_tell(vocabulary[fact]) or case.closed_at is not None:
        raise Http404(fact)
    asked, form = vocabulary[fact], request.POST.dict()
    if request.method != "POST":
        return _asked(request, brief, asked, fields.shown(asked, brief.facts.get(fact)))
    if "more" in form or "again" in form:
        return _asked(request, brief, asked, form)
    try:
        value = None if "skip" in form else fields.read(asked, form)
    except UnreadableError as problem:
        return _asked(request, brief, asked, form, problem)
    if "confirm" in form:
        return _written(request, brief, asked, value, form)
    return _previewed(request, brief, asked, value, form)


def _asked(
    request: HttpRequest,
    brief: Brief,
    fact: Fact,
    form: Mapping[str, str],
    problem: UnreadableError | None = None,
) -> HttpResponse:
    question = fields.question_of(fact, words_for(brief.case), form, problem=problem)
    context = page(request, brief.case, question=question)
    return render(request, "citizen/plan/question.html", context, status=422 if problem else 200)


def _previewed(
    request: HttpRequest,
    brief: Brief,
    fact: Fact,
    value: FactValue | None,
    form: Mapping[str, str],
) -> HttpResponse:
    """What would change; the answer goes along in the form, for nothing is written yet."""
    if brief.facts.get(fact.name) == value:
        messages.info(request, _("This is what you told us before. Nothing has changed."))
        return redirect(address("citizen:plan", brief.case.number))
    carried = {
        name: text for name, text in form.items() if name not in {"csrfmiddlewaretoken", "turn"}
    }
    context = page(
        request,
        brief.case,
        preview=preview_of(brief, fact, value),
        carried=carried,
        turn=brief.case.turn,
    )
    return render(request, "citizen/plan/preview.html", context)


def _written(
    request: HttpRequest,
    brief: Brief,
    fact: Fact,
    value: FactValue | None,
    form: Mapping[str, str],
) -> HttpResponse:
    acting, turn = cast("ActingRequest", request), form.get("turn", "")
    try:
        tell_and_undo(
            brief.case.pk,
            {fact.name: value},
            actor=acting.actor,
            turn=int(turn) if turn.isdecimal() and len(turn) < 10 else -1,
        )
    except AlreadyDoneError as error:
        messages.info(request, sentence_of(error))
    except CaseError as error:
        messages.info(request, sentence_of(error))
        again = {key: text for key, text in form.items() if key not in {"confirm", "turn"}}
        return _previewed(request, brief, fact, value, again)
    else:
        messages.success(request, _("Your answer is changed, and the dates are counted anew."))
    return redirect(address("citizen:plan", brief.case.number))
