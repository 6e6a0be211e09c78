"""My data: the pages of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sapar.apps.accounts.roles import Role
from sapar.apps.cases.actions import write
from sapar.apps.cases.looks import Look, looks_told
from sapar.apps.cases.queries import own_cases
from sapar.apps.people.models import Person
from sapar.apps.people.queries import persons_of
from sapar.web.citizen.beginning.offer import post_name
from sapar.web.citizen.data.bundle import bundle_of
from sapar.web.citizen.door import ActingRequest, signed_in
from sapar.web.citizen.navigation import page
from sapar.web.citizen.people import name_of
from sapar.web.frame.addresses import address

__all__ = ["data", "download", "erase", "looks"]

View = Callable[[HttpRequest, Person], HttpResponseBase]
Page = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookSaid:
    """One look in words."""

    at: datetime
    role: str
    post: str
    what: str


def _ones_own(view: View) -> Page:
    """Give the view a person whom the reader is, or cares for; for any other there is no such page."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, person: UUID) -> HttpResponseBase:
        actor = cast("ActingRequest", request).actor
        found = persons_of(actor).filter(pk=person).first()
        if found is None:
            raise Http404(str(person))
        return view(request, found)

    return guarded


@signed_in
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What can be done with what is held about me, and about each of my children."""
    people = [
        (
            name_of(one),
            address("citizen:looks", one.pk),
            address("citizen:download", one.pk),
            address("citizen:erase", one.pk),
        )
        for one in persons_of(cast("ActingRequest", request).actor)
    ]
    return render(request, "citizen/data/data.html", page(request, people=people))


@_ones_own
@require_safe
def looks(request: HttpRequest, person: Person) -> HttpResponse:
    """Who has looked: when, as what, of which post."""
    told = [_said(one) for one in looks_told(cast("ActingRequest", request).actor, person)]
    context = page(request, looks=told, name=name_of(person))
    return render(request, "citizen/data/looks.html", context)


@_ones_own
@require_POST
def download(request: HttpRequest, person: Person) -> HttpResponseBase:
    """All of it, as one file."""
    acting = cast("ActingRequest", request)
    pieces = bundle_of(person, actor=acting.actor, at=acting.at)
    headers = {"Content-Disposition": f'attachment; filename="sapar-{acting.at:%Y-%m-%d}.zip"'}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)


@_ones_own
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask for one's data to be erased: a message, for a person decides about it."""
    acting = cast("ActingRequest", request)
    case = own_cases(acting.actor).filter(person=person).first()
    if request.method == "POST" and case is not None:
        write(case.pk, request_text(person), actor=acting.actor)
        messages.success(request, _("Your message is sent."))
        return redirect(address("citizen:messages", case.number))
    context = page(
        request,
        name=name_of(person),
        text=request_text(person),
        post=post_name(case.post) if case else "",
    )
    return render(request, "citizen/data/erase.html", context)


def request_text(person: Person) -> str:
    """What the message says, in the language of the person."""
    return _(
        "I ask for the data of %(name)s to be erased. Please pass this on to the data-protection officer, "
        "and tell me what is decided."
    ) % {"name": name_of(person)}


def _said(one: Look) -> LookSaid:
    return LookSaid(
        at=one.at,
        role=_roles().get(one.role, one.role),
        post=post_name(one.post) if one.post else "",
        what=_whats().get(one.what, _("Your data")),
    )


def _roles() -> dict[str, str]:
    return {
        Role.CITIZEN.value: _("A member of your family"),
        Role.HELPER.value: _("A helper"),
        Role.CONSULAR_OFFICER.value: _("A consular officer"),
        Role.MIGRATION_OFFICER.value: _("A migration officer"),
        Role.SUPERVISOR.value: _("A supervisor"),
        Role.AUDITOR.value: _("An auditor"),
        Role.DATA_PROTECTION_OFFICER.value: _("A data-protection officer"),
        Role.INSTRUMENT_EDITOR.value: _("An editor of the law"),
        Role.ADMINISTRATOR.value: _("An administrator"),
        "machine": _("The machine"),
    }


def _whats() -> dict[str, str]:
    return {
        "case.looked": _("Your case"),
        "person.looked-at": _("Your personal details"),
        "person.found": _("Your name, in a search"),
        "person.exported": _("All of your data, taken along"),
        "file.opened": _("One of your files"),
    }
