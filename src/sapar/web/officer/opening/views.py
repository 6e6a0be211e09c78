"""Opening a case for somebody at the counter, or another one for a person who has a case already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from babel.core import Locale
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sapar.apps.accounts.models import Post
from sapar.apps.cases.actions import open_case
from sapar.apps.cases.brief import brief_of, library, local_day
from sapar.apps.cases.desk import posts_of
from sapar.apps.cases.errors import NotAllowedError
from sapar.apps.cases.models import Case
from sapar.apps.people.actions import register_person
from sapar.core.kernel import SaparError
from sapar.core.law import FactValue, Law, assess, questions_of
from sapar.core.law.countries import COUNTRIES
from sapar.web.frame.addresses import address
from sapar.web.frame.shelf import language, law_or_404, words_of
from sapar.web.officer.case.steps import Option
from sapar.web.officer.case.views import case_or_404
from sapar.web.officer.door import at_desk, shown
from sapar.web.officer.facts_form import FactsRead, asked, errors_of, form_of, read
from sapar.web.officer.mistakes import mistake
from sapar.web.officer.opening.person_form import FIELDS, TOLD_BY_PERSON, said_of
from sapar.web.officer.requests import DeskRequest
from sapar.web.officer.words import post_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is to be opened: under which procedure, and for whose case it is needed, if for one."""

    law: Law
    procedure: str
    serves: Case | None
    names: tuple[str, ...]
    before: dict[str, FactValue]
    posts: list[Post]


@require_safe
@at_desk
def opening(request: DeskRequest) -> HttpResponse:
    """Under which programme? ``for`` names the case of a person who is known already."""
    _officers_only(request)
    serves = request.GET.get("for", "")
    if serves:
        case_or_404(request, serves)
    offers = [
        (law.instrument.id, name, words_of(law.instrument.id))
        for law in map(library().law, library().ids)
        for name in law.instrument.procedures
    ]
    context = {
        "serves": serves,
        "offers": [
            (instrument, name, words.text("title"), words.text("procedures", name, "title"))
            for instrument, name, words in offers
        ],
    }
    return shown(request, "officer/opening/offers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def new_case(request: DeskRequest, instrument: str, procedure: str) -> HttpResponse:
    """Who it is and what they say; sent once it shows the answer, and “open” opens the case."""
    _officers_only(request)
    found = _opening(request, instrument, procedure)
    if request.method != "POST":
        form = form_of(found.law, found.names, found.before)
        return _asked(request, found, form, FactsRead(changed={}, problems={}))
    form = request.POST.dict()
    told = read(found.law, found.names, form, {})
    if told.problems or request.POST.get("do") != "open":
        return _asked(request, found, form, told)
    try:
        case = _opened(request, found, told)
    except NotAllowedError as error:
        raise PermissionDenied(str(error)) from None
    except SaparError as error:
        return _asked(request, found, form, told, problem=mistake(error))
    messages.success(request, _("The case is open."))
    return redirect(address("officer:case", case.number))


def _officers_only(request: DeskRequest) -> None:
    if not posts_of(request.actor):
        raise PermissionDenied


def _opening(request: DeskRequest, instrument: str, procedure: str) -> Opening:
    law = law_or_404(instrument)
    if procedure not in law.instrument.procedures:
        raise Http404(procedure)
    number = request.GET.get("for", "")
    serves = case_or_404(request, number) if number else None
    on = local_day(law, request.at)
    names = questions_of(law, on=on, known_on=on)
    known = brief_of(serves, at=request.at).facts if serves else {}
    return Opening(
        law=law,
        procedure=procedure,
        serves=serves,
        names=names if serves else tuple(one for one in names if one not in TOLD_BY_PERSON),
        before={name: value for name, value in known.items() if name in names},
        posts=posts_of(request.actor),
    )


def _opened(request: DeskRequest, found: Opening, told: FactsRead) -> Case:
    """The person and their case, or neither."""
    post = next((one for one in found.posts if one.code == request.POST.get("post")), None)
    if post is None:
        raise Http404("post")
    facts = {name: value for name, value in told.changed.items() if value is not None}
    with transaction.atomic():
        if found.serves is not None:
            person = found.serves.person_id
        else:
            said = said_of(request.POST.dict(), on=local_day(found.law, request.at))
            facts = {**said.facts, **facts}
            person = register_person(said.new, actor=request.actor, at=request.at).pk
        return open_case(
            person,
            instrument=found.law.instrument.id,
            procedure=found.procedure,
            post=post,
            facts=facts,
            actor=request.actor,
            serves=found.serves,
        )


def _asked(
    request: DeskRequest,
    found: Opening,
    form: dict[str, str],
    told: FactsRead,
    *,
    problem: str = "",
) -> HttpResponse:
    instrument = found.law.instrument.id
    words = words_of(instrument)
    questions = asked(found.law, found.names, words, form, told.problems)
    is_preview = request.method == "POST" and not told.problems and not problem
    context = {
        "title": words.text("title"),
        "instrument": instrument,
        "procedure": found.procedure,
        "serves": found.serves.number if found.serves else "",
        "said": {name: form.get(name, "") for name in FIELDS},
        "countries": _countries(form.get("nationality", "")),
        "posts": _posts(found, form.get("post", "")),
        "questions": questions,
        "errors": errors_of(questions),
        "problem": problem or bool(told.problems),
        "wrong_text": problem,
        "answer": _answer(request, found, told) if is_preview else None,
    }
    status = 422 if context["problem"] else 200
    return shown(request, "officer/opening/new.html", context, status=status)


def _answer(request: DeskRequest, found: Opening, told: FactsRead) -> tuple[str, str]:
    """What the instrument would say, before anything is written."""
    on = local_day(found.law, request.at)
    nationality = request.POST.get("nationality", "")
    facts: dict[str, Any] = {n: v for n, v in told.changed.items() if v is not None}
    if nationality in COUNTRIES:
        facts["person.nationality"] = nationality
    telling = assess(found.law, facts, on=on, known_on=on).telling
    shared = words_of(found.law.instrument.id).shared
    return shared.text("outcomes", telling, "title"), shared.text("outcomes", telling, "text")


def _countries(chosen: str) -> list[Option]:
    names = Locale.parse(language()).territories
    options = [
        Option(value=code, text=names.get(code, code), is_chosen=code == chosen)
        for code in COUNTRIES
    ]
    return sorted(options, key=lambda one: one.text)


def _posts(found: Opening, chosen: str) -> list[Option]:
    return [
        Option(
            value=one.code,
            text=post_text(one),
            is_chosen=one.code == chosen or len(found.posts) == 1,
        )
        for one in found.posts
    ]
