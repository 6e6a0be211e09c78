"""Who you are: one question on each page, and nothing is kept before you have confirmed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.apps.people.actions import (
    NameParts,
    NewDocument,
    NewPerson,
    add_document,
    register_person,
)
from sapar.apps.people.errors import AlreadyKnownError, PeopleError
from sapar.apps.people.queries import own_person
from sapar.apps.people.states import state_of_zone
from sapar.core.identity import Born, Precision, Zone, ZoneError, read_zone
from sapar.core.law import VOCABULARY
from sapar.web.citizen.beginning.draft import Draft, drafted, forget, keep
from sapar.web.citizen.beginning.fields import BORN, birth_question, names_of, read_birth
from sapar.web.citizen.beginning.offer import offered_law
from sapar.web.citizen.door import ActingRequest, signed_in
from sapar.web.citizen.navigation import page
from sapar.web.citizen.sentences import sentence_of
from sapar.web.frame import fields
from sapar.web.frame.addresses import address
from sapar.web.frame.carried import told_by
from sapar.web.frame.components import ErrorLink, Row
from sapar.web.frame.dates import plaindate
from sapar.web.frame.fields import UnreadableError
from sapar.web.frame.shelf import country_name, language, words_of

NATIONALITY = VOCABULARY["person.nationality"]
_NAMES = ("family", "given", "patronymic")
View = Callable[[HttpRequest, str, Draft], HttpResponse]
Page = Callable[..., HttpResponseBase]


def next_step(draft: Draft) -> str:
    """The first page whose question is open; the last one shows all of it."""
    if not (draft.family or draft.given):
        return "name"
    if not draft.passport_asked:
        return "passport"
    if not draft.born:
        return "born"
    return "you" if draft.nationality else "citizenship"


def _draft(request: HttpRequest) -> Draft:
    """What was typed so far; day of birth and citizenship may have been answered in the interview."""
    user = cast("ActingRequest", request).actor.user or 0
    draft, told = drafted(request, of=user), told_by(request).facts
    return replace(
        draft,
        born=draft.born or str(told.get(BORN.name, "")),
        nationality=draft.nationality or str(told.get(NATIONALITY.name, "")),
    )


def _on(request: HttpRequest, instrument: str, draft: Draft) -> HttpResponse:
    response = redirect(address(f"citizen:{next_step(draft)}", instrument))
    keep(response, draft, secure=request.is_secure())
    return response


def _step(view: View) -> Page:
    """A page of the registration: for a law that keeps cases, and for whoever is not registered yet."""

    @signed_in
    @require_http_methods(["GET", "HEAD", "POST"])
    def guarded(request: HttpRequest, instrument: str) -> HttpResponse:
        offered_law(instrument)
        if own_person(cast("ActingRequest", request).actor) is not None:
            return redirect(address("citizen:begin", instrument))
        return view(request, instrument, _draft(request))

    return guarded


def _page(request: HttpRequest, template: str, instrument: str, **more: Any) -> HttpResponse:
    wrong = more.get("errors")
    context = page(request, instrument=instrument, **more)
    return render(
        request, f"citizen/beginning/{template}.html", context, status=422 if wrong else 200
    )


@_step
def name(request: HttpRequest, instrument: str, draft: Draft) -> HttpResponse:
    """What is your name?"""
    if request.method != "POST":
        typed = {part: getattr(draft, part) for part in _NAMES}
        inputs = names_of(typed, *_NAMES, required=False).inputs
        return _page(request, "name", instrument, inputs=inputs)
    names = names_of(request.POST.dict(), *_NAMES)
    if names.errors:
        return _page(request, "name", instrument, inputs=names.inputs, errors=names.errors)
    return _on(request, instrument, _named(draft, names.values))


@_step
def passport(request: HttpRequest, instrument: str, draft: Draft) -> HttpResponse:
    """The two lines at the foot of the passport, or the name as it stands there, or neither."""
    parts = ("surname", "given_names")
    if request.method != "POST":
        typed = {part: getattr(draft, part) for part in parts}
        inputs = names_of(typed, *parts, required=False).inputs
        return _page(request, "passport", instrument, inputs=inputs, mrz=draft.mrz)
    if "skip" in request.POST:
        return _on(
            request,
            instrument,
            replace(draft, passport_asked=True, mrz="", surname="", given_names=""),
        )
    form = request.POST.dict()
    names, mrz = names_of(form, *parts, required=False), form.get("mrz", "")[:400]
    try:
        zone = _zone(mrz, cast("ActingRequest", request))
    except ZoneError as error:
        problem = ErrorLink(text=sentence_of(error), field_id="mrz")
        return _page(
            request,
            "passport",
            instrument,
            inputs=names.inputs,
            mrz=mrz,
            mrz_error=problem.text,
            errors=(problem, *names.errors),
        )
    if names.errors:
        return _page(
            request, "passport", instrument, inputs=names.inputs, mrz=mrz, errors=names.errors
        )
    read = _from_zone(draft, zone) if zone else draft
    typed = {key: value for key, value in names.values.items() if value}
    return _on(request, instrument, replace(read, passport_asked=True, mrz=mrz.strip(), **typed))


@_step
def born(request: HttpRequest, instrument: str, draft: Draft) -> HttpResponse:
    """When were you born?"""
    words, form, problem = words_of(instrument), _shown_day(draft.born), None
    if request.method == "POST":
        form = request.POST.dict()
        try:
            day = read_birth(form, today=cast("ActingRequest", request).at.date())
            return _on(request, instrument, replace(draft, born=day.isoformat()))
        except UnreadableError as error:
            problem = error
    question = birth_question(words, form, problem)
    return _page(request, "question", instrument, question=question, errors=question.errors)


@_step
def citizenship(request: HttpRequest, instrument: str, draft: Draft) -> HttpResponse:
    """Of which country are you a citizen?"""
    words, form, problem = words_of(instrument), {NATIONALITY.name: draft.nationality}, None
    if request.method == "POST":
        form = request.POST.dict()
        try:
            code = str(fields.read(NATIONALITY, form))
            return _on(request, instrument, replace(draft, nationality=code))
        except UnreadableError as error:
            problem = error
    question = fields.question_of(NATIONALITY, words, form, problem=problem)
    return _page(request, "question", instrument, question=question, errors=question.errors)


@_step
def you(request: HttpRequest, instrument: str, draft: Draft) -> HttpResponse:
    """All of it, to be confirmed; then you are registered."""
    if next_step(draft) != "you":
        return _on(request, instrument, draft)
    acting, errors = cast("ActingRequest", request), []
    zone = _zone(draft.mrz, acting)
    if request.method == "POST":
        try:
            _register(draft, acting)
        except AlreadyKnownError:
            pass  # pressed twice: the first press has registered them
        except PeopleError as error:
            errors.append(ErrorLink(text=sentence_of(error), field_id="main"))
        if not errors:
            response = redirect(address("citizen:begin", instrument))
            forget(response)
            return response
    rows = _rows(draft, zone, instrument)
    return _page(request, "you", instrument, rows=rows, zone=zone, errors=errors)


def _named(draft: Draft, values: Mapping[str, str]) -> Draft:
    return replace(
        draft,
        family=values["family"],
        given=values["given"],
        patronymic=values["patronymic"],
    )


def _register(draft: Draft, request: ActingRequest) -> None:
    native = NameParts(
        kind="native", family=draft.family, given=draft.given, patronymic=draft.patronymic
    )
    latin = NameParts(kind="document", family=draft.surname, given=draft.given_names)
    person = register_person(
        NewPerson(
            names=(native, latin) if draft.surname or draft.given_names else (native,),
            nationality=draft.nationality,
            born=Born(day=date.fromisoformat(draft.born), precision=Precision.DAY),
            user=request.actor.user,
        ),
        actor=request.actor,
        at=request.at,
    )
    if draft.mrz:
        passport_read = NewDocument(kind="passport", mrz=draft.mrz)
        add_document(person.pk, passport_read, actor=request.actor, at=request.at)


def _zone(mrz: str, request: ActingRequest) -> Zone | None:
    return read_zone(mrz, on=request.at.date()) if mrz.strip() else None


def _from_zone(draft: Draft, zone: Zone) -> Draft:
    """What the passport says goes before what was told in the interview: the person sees it and can change it."""
    nationality = state_of_zone(zone.nationality)
    return replace(
        draft,
        surname=zone.surname,
        given_names=zone.given_names,
        born=zone.born.isoformat() if zone.born else draft.born,
        nationality=nationality or draft.nationality,
    )


def _shown_day(born: str) -> dict[str, str]:
    return fields.shown(BORN, date.fromisoformat(born)) if born else {}


def _rows(draft: Draft, zone: Zone | None, instrument: str) -> list[Row]:
    native = " ".join(filter(None, (draft.family, draft.given, draft.patronymic)))
    latin = " ".join(filter(None, (draft.surname, draft.given_names)))
    born_on = plaindate(date.fromisoformat(draft.born), language())
    found = [
        (_("Your name"), native, "name"),
        (_("Your name in the passport"), latin or _("Not told"), "passport"),
        (_("Your date of birth"), born_on, "born"),
        (_("Your citizenship"), country_name(draft.nationality), "citizenship"),
    ]
    if zone is not None:
        ends = plaindate(zone.expires, language()) if zone.expires else _("It cannot be read")
        found[2:2] = [
            (_("Number of the passport"), zone.number, "passport"),
            (_("The passport is valid until"), ends, "passport"),
        ]
    return [
        Row(key=key, value=value, change_url=address(f"citizen:{step}", instrument))
        for key, value, step in found
    ]
