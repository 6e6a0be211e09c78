"""A document to travel with is got in a case of its own, which stands inside the plan that waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.apps.cases.actions import open_case
from sapar.apps.cases.brief import Brief, brief_of, library
from sapar.apps.cases.errors import AlreadyDoneError
from sapar.apps.cases.models import Case
from sapar.apps.cases.queries import own_cases
from sapar.apps.cases.serving import Serving, served_by
from sapar.core.law import Fact, FactValue
from sapar.instruments.words import InstrumentWords
from sapar.web.citizen.door import ActingRequest, own
from sapar.web.citizen.navigation import page
from sapar.web.citizen.sentences import sentence_of
from sapar.web.frame import fields
from sapar.web.frame.addresses import address
from sapar.web.frame.fields import Question, UnreadableError
from sapar.web.frame.shelf import language

__all__ = ["certificate"]


@own
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, case: Case) -> HttpResponse:
    """What the document is, what has become of the passport, and the button that opens the case."""
    acting = cast("ActingRequest", request)
    brief = brief_of(case, at=acting.at)
    serving = served_by(brief)
    if serving is None or case.closed_at is not None:
        messages.info(
            request, _("No document is missing in this plan, or none can be asked for here.")
        )
        return redirect(address("citizen:plan", case.number))
    asked = _question(serving)
    form, problem = request.POST.dict(), None
    if request.method == "POST":
        try:
            state = fields.read(asked, form) if asked else None
            return _opened(request, brief, serving, {asked.name: state} if asked else {})
        except UnreadableError as error:
            problem = error
    words = library().words(serving.law.instrument.id, language())
    context = page(
        request,
        case,
        title=words.text("title"),
        steps=[
            (words.text("steps", one.id, "title"), words.text("steps", one.id, "text"))
            for one in serving.law.instrument.steps
        ],
        question=_asked(asked, words, form, problem) if asked else None,
        read_more=address("public:instrument", serving.law.instrument.id),
        errors=(),
    )
    status = 422 if problem else 200
    return render(request, "citizen/plan/certificate.html", context, status=status)


def _question(serving: Serving) -> Fact | None:
    """The fact that chooses the way: the one code that the conditions of the applicant's moves name."""
    own = {
        one.name for one in serving.law.instrument.vocabulary if one.name.startswith("passport.")
    }
    return next((serving.law.instrument.vocabulary[name] for name in sorted(own)), None)


def _asked(
    fact: Fact, words: InstrumentWords, form: Mapping[str, str], problem: UnreadableError | None
) -> Question:
    """The question as a part of the page, which has its own heading."""
    question = fields.question_of(fact, words, form, problem=problem)
    return replace(
        question, fields=tuple(replace(one, is_heading=False) for one in question.fields)
    )


def _opened(
    request: HttpRequest, brief: Brief, serving: Serving, told: dict[str, Any]
) -> HttpResponse:
    acting, case = cast("ActingRequest", request), brief.case
    vocabulary = serving.law.instrument.vocabulary
    facts: dict[str, FactValue] = {
        name: value
        for name, value in brief.facts.items()
        if name in vocabulary and name.startswith(("person.", "stay."))
    }
    facts.update(told)
    try:
        made = open_case(
            case.person_id,
            instrument=serving.law.instrument.id,
            procedure=serving.procedure.id,
            post=case.post,
            facts=facts,
            actor=acting.actor,
            plan=case.plan,
            serves=case,
        )
    except AlreadyDoneError as error:
        messages.info(request, sentence_of(error))
        there = own_cases(acting.actor).filter(
            person=case.person_id, instrument=serving.law.instrument.id, closed_at=None
        )
        found = there.first()
        return redirect(address("citizen:plan", (found or case).number))
    messages.success(
        request, _("The application for your document is open. It is part of your plan.")
    )
    return redirect(address("citizen:plan", made.number))
