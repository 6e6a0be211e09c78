"""Papers are sent from a phone, listed with their state, and opened again."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sapar.apps.cases.actions import give_evidence
from sapar.apps.cases.brief import Brief, brief_of
from sapar.apps.cases.models import Case
from sapar.apps.cases.progress import Need, needs_of
from sapar.apps.documents.actions import Upload, open_file, receive
from sapar.apps.documents.errors import (
    EmptyFileError,
    FileError,
    NoSuchFileError,
    NotOpenError,
    TooLargeError,
)
from sapar.apps.documents.headers import headers_of
from sapar.apps.documents.models import File
from sapar.apps.documents.queries import file_for
from sapar.web.citizen.door import ActingRequest, own
from sapar.web.citizen.navigation import page
from sapar.web.citizen.papers.lists import papers_of
from sapar.web.citizen.sentences import sentence_of
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import need_text, words_for
from sapar.web.frame.components import Choice, ErrorLink, Radios
from sapar.web.frame.uploads import takes_files

__all__ = ["chosen_file", "file", "papers", "send"]


@own
@require_safe
def papers(request: HttpRequest, case: Case) -> HttpResponse:
    """What is needed, and what became of what was sent."""
    acting = cast("ActingRequest", request)
    brief = brief_of(case, at=acting.at)
    found = papers_of(brief, words_for(case), actor=acting.actor, sees=_sees(case))
    return render(request, "citizen/papers/papers.html", page(request, case, papers=found))


@own
@require_safe
def file(request: HttpRequest, case: Case, file: UUID) -> HttpResponseBase:
    """One file of the person, to be saved."""
    acting = cast("ActingRequest", request)
    try:
        row = file_for(acting.actor, file, sees=_sees(case))
        pieces = open_file(acting.actor, file, at=acting.at, sees=_sees(case))
    except (NoSuchFileError, NotOpenError):
        raise Http404(str(file)) from None
    return StreamingHttpResponse(pieces, headers=headers_of(row))


def _too_large(request: HttpRequest, number: str, need: str) -> HttpResponseBase:
    """The page again, for a form that nobody has read."""
    error = TooLargeError(limit=settings.SAPAR_UPLOAD_LIMIT)
    return _refused(request, number, need, error)


@own
def _refused(request: HttpRequest, case: Case, need: str, error: FileError) -> HttpResponse:
    brief = brief_of(case, at=cast("ActingRequest", request).at)
    return _page(request, brief, _need(brief, need), error=error, kind="", status=413)


@takes_files(_too_large)
@own
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, case: Case, need: str) -> HttpResponse:
    """Send one paper: a photo taken now, or a file."""
    acting = cast("ActingRequest", request)
    brief = brief_of(case, at=acting.at)
    wanted = _need(brief, need)
    if request.method != "POST" or case.closed_at is not None:
        return _page(request, brief, wanted)
    kind = request.POST.get("kind", "") if len(wanted.kinds) > 1 else wanted.kinds[0]
    if kind not in wanted.kinds:
        return _page(request, brief, wanted, kind_error=_("Choose what it is."))
    try:
        taken = receive(
            chosen_file(request),
            person=case.person_id,
            kind=kind,
            actor=acting.actor,
            at=acting.at,
            sees=_sees(case),
        )
    except FileError as error:
        return _page(request, brief, wanted, error=error, kind=kind)
    if taken.state == File.State.REFUSED:
        return _page(request, brief, wanted, kind=kind, harmful=True)
    give_evidence(case.pk, kind, file=taken.pk, actor=acting.actor)
    text = need_text(kind, words_for(case))
    messages.success(request, _("We have received it: %(document)s.") % {"document": text})
    return redirect(address("citizen:papers", case.number))


def chosen_file(request: HttpRequest) -> Upload:
    """The photo, or else the file. Raises EmptyFileError where nothing was chosen."""
    for name in ("photo", "file"):
        found = request.FILES.get(name)
        if isinstance(found, UploadedFile):
            return cast("Upload", found)
    raise EmptyFileError


def _sees(case: Case) -> Any:
    """Only the files of the person of this case, which the reader has just been let into."""
    return lambda person: person == case.person_id


def _need(brief: Brief, name: str) -> Need:
    for one in needs_of(brief):
        if one.id == name:
            return one
    raise Http404(name)


def _page(
    request: HttpRequest,
    brief: Brief,
    need: Need,
    *,
    error: FileError | None = None,
    kind: str = "",
    kind_error: str = "",
    harmful: bool = False,
    status: int = 422,
) -> HttpResponse:
    case, words = brief.case, words_for(brief.case)
    wrong = sentence_of(error) if error else ""
    if harmful:
        wrong = _("A virus was found in this file. We did not keep it. Send another one.")
    kinds = Radios(
        name="kind",
        question=_("What is it?"),
        error=kind_error,
        is_heading=False,
        choices=tuple(
            Choice(value=one, text=need_text(one, words), is_chosen=one == kind)
            for one in need.kinds
        ),
    )
    errors = [
        ErrorLink(text=text, field_id=where)
        for text, where in ((kind_error, "kind-1"), (wrong, "photo"))
        if text
    ]
    context = page(
        request,
        case,
        title=need_text(need.id, words),
        kinds=kinds if len(need.kinds) > 1 else None,
        wrong=wrong,
        errors=errors,
        megabytes=settings.SAPAR_UPLOAD_LIMIT // 1_000_000,
        is_closed=case.closed_at is not None,
    )
    return render(request, "citizen/papers/send.html", context, status=status if errors else 200)
