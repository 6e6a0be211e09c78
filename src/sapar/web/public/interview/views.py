"""The pages of the interview: parse, ask the engine, render."""

from __future__ import annotations

from contextlib import suppress
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sapar.core.law import Law, assess, questions_of, still_open
from sapar.web.frame import carried, fields
from sapar.web.frame.addresses import address
from sapar.web.frame.carried import Told, TooMuchToCarryError, told_by
from sapar.web.frame.fields import Form, UnreadableError
from sapar.web.frame.requests import TimedRequest
from sapar.web.frame.shelf import country_name, law_or_404, today_at, words_of
from sapar.web.public.offers import countries, offers

from .calendar_file import calendar_file
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
        "code": country,
        "open": [one for one in found if not one.is_over and one.is_announced],
        "over": [one for one in found if one.is_over],
    }
    return render(request, "public/interview/need.html", context)


@require_safe
def begin(request: HttpRequest, instrument: str) -> HttpResponse:
    """Go to the first question that matters; `?from=KR` is the country chosen on the way here."""
    law, told = law_or_404(instrument), told_by(request)
    told = told.begun_in(law.instrument.country, chosen=request.GET.get("from"))
    response = redirect(_next(law, told, cast("TimedRequest", request)))
    if told.facts:
        with suppress(TooMuchToCarryError):  # then the country is asked
            carried.carry(response, told, secure=request.is_secure())
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, instrument: str, fact: str) -> HttpResponse:
    """One question; an answer leads to the next that still matters."""
    law = law_or_404(instrument)
    if fact not in law.instrument.vocabulary:
        raise Http404(fact)
    if request.method != "POST":
        return _asked(request, law, fact, _given(law, told_by(request), fact))
    if "more" in request.POST:
        return _asked(request, law, fact, request.POST.dict())
    return _taken(request, law, fact)


def _asked(
    request: HttpRequest, law: Law, fact: str, form: Form, problem: UnreadableError | None = None
) -> HttpResponse:
    """The page of one question, with what the person gave so far and what is wrong with it."""
    words = words_of(law.instrument.id)
    context = {
        "question": fields.question_of(
            law.instrument.vocabulary[fact], words, form, problem=problem
        ),
        "title": words.text("short"),
        "back_url": _back(law, told_by(request), fact, cast("TimedRequest", request)),
    }
    return render(
        request, "public/interview/question.html", context, status=422 if problem else 200
    )


def _taken(request: HttpRequest, law: Law, fact: str) -> HttpResponse:
    """On to the next question with the answer; or the same question again, with what is wrong."""
    form = request.POST.dict()
    try:
        told = _with(told_by(request), law, fact, form)
        response = redirect(_next(law, told, cast("TimedRequest", request), after=fact))
        carried.carry(response, told, secure=request.is_secure())
    except UnreadableError as problem:
        return _asked(request, law, fact, form, problem)
    except TooMuchToCarryError:
        too_much = UnreadableError(_("This is more than your browser can keep. Write less."))
        return _asked(request, law, fact, form, too_much)
    return response


def _with(told: Told, law: Law, fact: str, form: Form) -> Told:
    if "skip" in form:
        return told.without(fact)
    return told.with_answer(fact, fields.read(law.instrument.vocabulary[fact], form))


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
    if page.when is None or not page.when.has_days_to_come:
        raise Http404(instrument)
    file = calendar_file(page, at=cast("TimedRequest", request).at)
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
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
        return address("public:question", law.instrument.id, waiting[0])
    return address("public:answer", law.instrument.id)


def _back(law: Law, told: Told, fact: str, request: TimedRequest) -> str:
    """The address of the question before this one, in the order in which they are asked."""
    on = today_at(law, request)
    order = questions_of(law, on=on, known_on=on)
    earlier = order[: order.index(fact)] if fact in order else order
    answered = [
        name
        for name in earlier
        if (name in told.facts or name in told.skipped) and name != "stay.country"
    ]
    if answered:
        return address("public:question", law.instrument.id, answered[-1])
    return address("public:need", law.instrument.country)
