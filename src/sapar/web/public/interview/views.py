"""The pages of the interview: parse, ask the engine, render."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sapar.core.law import Law, assess, questions_of, still_open
from sapar.web.public.requests import TimedRequest
from sapar.web.public.shelf import countries, country_name, law_or_404, offers, today_at, words_of

from . import carried, fields
from .calendar_file import calendar_file
from .carried import Told, told_by
from .page import answer_page


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """In which country are you?"""
    choices = sorted((country_name(code), code) for code in countries())
    return render(request, "public/interview/start.html", {"countries": choices})


@require_safe
def need(request: HttpRequest, country: str) -> HttpResponse:
    """What do you need there? Every instrument of the country, the open ones first."""
    found = offers(cast("TimedRequest", request), country)
    if not found:
        raise Http404(country)
    context = {
        "country": country_name(country),
        "open": [one for one in found if not one.is_over],
        "over": [one for one in found if one.is_over],
    }
    return render(request, "public/interview/need.html", context)


@require_safe
def begin(request: HttpRequest, instrument: str) -> HttpResponse:
    """Go to the first question that matters."""
    law = law_or_404(instrument)
    return redirect(_next(law, told_by(request), cast("TimedRequest", request)))


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, instrument: str, fact: str) -> HttpResponse:
    """One question; an answer leads to the next that still matters."""
    law = law_or_404(instrument)
    asked = law.instrument.vocabulary.get(fact)
    if asked is None:
        raise Http404(fact)
    words, told = words_of(instrument), told_by(request)
    form = request.POST.dict() if request.method == "POST" else _given(law, told, fact)
    problem = None
    if request.method == "POST":
        try:
            told = (
                told.without(fact)
                if "skip" in form
                else told.with_answer(fact, fields.read(asked, form))
            )
        except fields.UnreadableError as unreadable:
            problem = unreadable
        else:
            response = redirect(_next(law, told, cast("TimedRequest", request), after=fact))
            carried.carry(response, told, secure=request.is_secure())
            return response
    context = {
        "question": fields.question_of(asked, words, form, problem=problem),
        "title": words.text("short"),
        "instrument": instrument,
        "back": _back(law, told, fact, cast("TimedRequest", request)),
    }
    return render(
        request, "public/interview/question.html", context, status=422 if problem else 200
    )


@require_safe
def answer(request: HttpRequest, instrument: str) -> HttpResponse:
    """Whether it is open to you, why, what to do by when, and on which sources."""
    law = law_or_404(instrument)
    page = answer_page(law, told_by(request), cast("TimedRequest", request))
    return render(
        request, "public/interview/answer.html", {"page": page, "prints": "print" in request.GET}
    )


@require_safe
def calendar(request: HttpRequest, instrument: str) -> HttpResponse:
    """The person's dates as a calendar file with reminders, in the time of the place."""
    law = law_or_404(instrument)
    page = answer_page(law, told_by(request), cast("TimedRequest", request))
    if page.window is None:
        raise Http404(instrument)
    response = HttpResponse(calendar_file(page), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{instrument}.ics"'
    return response


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Delete the answers from this browser."""
    response = render(request, "public/interview/forgotten.html")
    carried.forget(response)
    return response


def _given(law: Law, told: Told, fact: str) -> dict[str, str]:
    facts = told.checked(law.instrument.vocabulary)
    return fields.shown(law.instrument.vocabulary[fact], facts.get(fact))


def _open_questions(law: Law, told: Told, request: TimedRequest) -> tuple[str, ...]:
    on = today_at(law, request)
    assessment = assess(law, told.checked(law.instrument.vocabulary), on=on, known_on=on)
    return tuple(name for name in still_open(assessment) if name not in told.skipped)


def _next(law: Law, told: Told, request: TimedRequest, after: str | None = None) -> str:
    """The address of the next question that matters, or of the answer."""
    waiting = [name for name in _open_questions(law, told, request) if name != after]
    if waiting:
        return reverse("public:question", args=[law.instrument.id, waiting[0]])
    return reverse("public:answer", args=[law.instrument.id])


def _back(law: Law, told: Told, fact: str, request: TimedRequest) -> str:
    """The address of the question before this one, in the order in which they are asked."""
    on = today_at(law, request)
    order = questions_of(law, on=on, known_on=on)
    earlier = order[: order.index(fact)] if fact in order else order
    answered = [name for name in earlier if name in told.facts or name in told.skipped]
    if answered:
        return reverse("public:question", args=[law.instrument.id, answered[-1]])
    return reverse("public:need", args=[law.instrument.country])
