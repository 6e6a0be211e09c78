"""What you told us, who comes along, and the case is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sapar.apps.cases.actions import open_family
from sapar.apps.cases.queries import post_for
from sapar.apps.people.actions import Joining, NameParts, NewPerson, join_household, register_person
from sapar.apps.people.facts import facts_of
from sapar.apps.people.models import Member, Person
from sapar.apps.people.policy import ADULT, is_minor
from sapar.apps.people.queries import household_of, own_person, persons_of
from sapar.core.identity import Born, Precision
from sapar.core.law import FactValue, Law
from sapar.web.citizen.beginning import draft as drafts
from sapar.web.citizen.beginning.fields import birth_question, names_of, read_birth
from sapar.web.citizen.beginning.offer import offered_law, over_since, post_name, procedure_of
from sapar.web.citizen.beginning.registering import next_step
from sapar.web.citizen.door import ActingRequest, signed_in
from sapar.web.citizen.navigation import page
from sapar.web.citizen.people import name_of
from sapar.web.citizen.plan.rows import answers_rows
from sapar.web.frame import carried
from sapar.web.frame.addresses import address
from sapar.web.frame.carried import told_by
from sapar.web.frame.components import Choice, Radios
from sapar.web.frame.fields import UnreadableError
from sapar.web.frame.shelf import country_name, today_at, words_of

_SHARED = ("stay.country", "departure.date", "departure.port")
"""What a child has in common with the parent; everything else is asked of each."""


@signed_in
@require_safe
def begin(request: HttpRequest, instrument: str) -> HttpResponse:
    """On to the page that is next: who you are, or what you told us."""
    law, acting = offered_law(instrument), cast("ActingRequest", request)
    if (ended := over_since(law, on=today_at(law, acting))) is not None:
        return _told(
            request, "over", instrument, title=words_of(instrument).text("title"), day=ended
        )
    if own_person(acting.actor) is None:
        draft = drafts.drafted(request, of=acting.actor.user or 0)
        return redirect(address(f"citizen:{next_step(draft)}", instrument))
    return redirect(address("citizen:check", instrument))


@signed_in
@require_safe
def check(request: HttpRequest, instrument: str) -> HttpResponse:
    """Everything that goes into the plan, each with a way to change it."""
    law, person = offered_law(instrument), own_person(cast("ActingRequest", request).actor)
    if person is None:
        return redirect(address("citizen:begin", instrument))
    facts = _facts(law, request, person)
    if not told_by(request).checked(law.instrument.vocabulary):
        return _told(request, "nothing", instrument)
    rows = answers_rows(
        facts, law, words_of(instrument), lambda name: address("public:question", instrument, name)
    )
    return _told(request, "check", instrument, rows=rows)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def children(request: HttpRequest, instrument: str) -> HttpResponse:
    """Which children leave with you?"""
    offered_law(instrument)
    acting = cast("ActingRequest", request)
    person = own_person(acting.actor)
    if person is None:
        return redirect(address("citizen:begin", instrument))
    minors = _minors(acting, person)
    draft = drafts.drafted(request, of=acting.actor.user or 0)
    if request.method == "POST":
        chosen = tuple(one for one in request.POST.getlist("children") if _uuid(one) in minors)
        response = redirect(address("citizen:confirm", instrument))
        drafts.keep(response, replace(draft, children=chosen), secure=request.is_secure())
        return response
    question = Radios(
        name="children",
        question=_("Which of them leave with you?"),
        is_heading=False,
        allows_many=True,
        choices=tuple(
            Choice(value=str(key), text=name_of(one), is_chosen=True) for key, one in minors.items()
        ),
    )
    return _told(request, "children", instrument, field=question, has_children=bool(minors))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_child(request: HttpRequest, instrument: str) -> HttpResponse:
    """A child of yours: its name and the day it was born."""
    offered_law(instrument)
    acting, parts = cast("ActingRequest", request), ("family", "given", "patronymic")
    person = own_person(acting.actor)
    if person is None:
        return redirect(address("citizen:begin", instrument))
    form: Mapping[str, str] = request.POST.dict()
    names, problem = names_of(form, *parts, required=request.method == "POST"), None
    if request.method == "POST":
        try:
            born = read_birth(form, today=acting.at.date())
            if not is_minor(born, on=acting.at.date()):
                raise UnreadableError(_too_old(), wrong=frozenset({"year"}), name="person.born")
            if not names.errors:
                _register_child(person, names.values, born, acting)
                return redirect(address("citizen:children", instrument))
        except UnreadableError as error:
            problem = error
    question = birth_question(words_of(instrument), form, problem)
    field = replace(
        question.fields[0],
        is_heading=False,
        question=_("When was the child born?"),
        hint=_("It stands in the birth certificate."),
    )
    errors = (*names.errors, *question.errors)
    return _told(request, "add_child", instrument, inputs=names.inputs, field=field, errors=errors)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, instrument: str) -> HttpResponse:
    """What happens now, and the button; after it the plan is there and the answers leave the browser."""
    law, acting = offered_law(instrument), cast("ActingRequest", request)
    person = own_person(acting.actor)
    if person is None or not told_by(request).checked(law.instrument.vocabulary):
        return redirect(address("citizen:begin", instrument))
    if over_since(law, on=today_at(law, acting)) is not None:
        return redirect(address("citizen:begin", instrument))
    post = post_for(state=person.nationality, country=law.instrument.country)
    if post is None:
        return _told(
            request,
            "no_post",
            instrument,
            state=country_name(person.nationality),
            country=country_name(law.instrument.country),
        )
    family = _family(request, acting, person)
    if request.method != "POST":
        return _told(
            request,
            "confirm",
            instrument,
            title=words_of(instrument).text("title"),
            names=[name_of(one) for one in family],
            post=post_name(post),
        )
    cases = open_family(
        {one.pk: _facts_of(one, law, request, person) for one in family},
        instrument=instrument,
        procedure=procedure_of(law).id,
        post=post,
        actor=acting.actor,
    )
    messages.success(request, _("Your plan is open. We have kept what you told us."))
    one = address("citizen:plan", cases[0].number)
    response = redirect(one if len(cases) == 1 else address("citizen:home"))
    carried.forget(response)
    drafts.forget(response)
    return response


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _told(request: HttpRequest, template: str, instrument: str, **more: Any) -> HttpResponse:
    context = page(request, instrument=instrument, **more)
    status = 422 if more.get("errors") else 200
    return render(request, f"citizen/beginning/{template}.html", context, status=status)


def _minors(request: ActingRequest, person: Person) -> dict[UUID, Person]:
    return {one.pk: one for one in persons_of(request.actor) if one.pk != person.pk}


def _family(request: HttpRequest, acting: ActingRequest, person: Person) -> list[Person]:
    """The person, and the children they chose who are still theirs to choose."""
    chosen = drafts.drafted(request, of=acting.actor.user or 0).children
    minors = _minors(acting, person)
    return [person, *(minors[key] for key in map(_uuid, chosen) if key in minors)]


def _facts(law: Law, request: HttpRequest, person: Person) -> dict[str, FactValue]:
    """What was told goes before what the register holds, but for who the person is."""
    vocabulary = law.instrument.vocabulary
    held = {name: value for name, value in facts_of(person).items() if name in vocabulary}
    told = told_by(request).checked(vocabulary)
    who = {name: value for name, value in held.items() if name.startswith("person.")}
    done = {move_fact for move in procedure_of(law).moves for move_fact in move.clears}
    return {name: value for name, value in {**held, **told, **who}.items() if name not in done}


def _facts_of(one: Person, law: Law, request: HttpRequest, parent: Person) -> dict[str, FactValue]:
    facts = _facts(law, request, parent)
    if one.pk == parent.pk:
        return facts
    shared = {name: facts[name] for name in _SHARED if name in facts}
    held = {
        name: value
        for name, value in facts_of(one).items()
        if name in law.instrument.vocabulary and name != "household.children"
    }
    return {**held, **shared}


def _register_child(
    person: Person, names: Mapping[str, str], born: date, request: ActingRequest
) -> None:
    """Into the household of the parent, which is formed with the first child."""
    with transaction.atomic():
        own = next((one for one in household_of(person) if one.person_id == person.pk), None)
        own = own or join_household(
            person.pk, household=None, role=Member.Role.HEAD, actor=request.actor, at=request.at
        )
        register_person(
            NewPerson(
                names=(NameParts(kind="native", **names),),
                nationality=person.nationality,
                born=Born(day=born, precision=Precision.DAY),
                joins=Joining(household=own.household_id, role=Member.Role.CHILD),
            ),
            actor=request.actor,
            at=request.at,
        )


def _too_old() -> str:
    return _(
        "Whoever is %(years)s or older makes a plan of their own, with their own e-mail address."
    ) % {"years": ADULT}
