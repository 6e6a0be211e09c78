"""The thread of one case: read, and answered with a text and a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages as news
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.apps.cases.actions import mark_read, write
from sapar.apps.cases.errors import CaseError
from sapar.apps.cases.models import Case
from sapar.apps.cases.queries import messages_of
from sapar.apps.documents.actions import receive
from sapar.apps.documents.errors import FileError, TooLargeError
from sapar.apps.documents.models import File
from sapar.web.citizen.beginning.offer import post_name
from sapar.web.citizen.door import ActingRequest, own
from sapar.web.citizen.navigation import page
from sapar.web.citizen.papers.views import chosen_file
from sapar.web.citizen.sentences import sentence_of
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import message_said, words_for
from sapar.web.frame.components import ErrorLink
from sapar.web.frame.uploads import takes_files

__all__ = ["messages"]

ATTACHMENT = "attachment"
"""The kind of a file that goes with a message and proves nothing by itself."""


def _too_large(request: HttpRequest, number: str) -> HttpResponseBase:
    return _refused(request, number)


@own
def _refused(request: HttpRequest, case: Case) -> HttpResponse:
    """The form was too large to be read, its text with it: the page says so."""
    text = sentence_of(TooLargeError(limit=settings.SAPAR_UPLOAD_LIMIT))
    lost = _(
        "Your text could not be read either. If it is gone, go back: your browser may still have it."
    )
    return _page(request, case, error=f"{text} {lost}", field="file", status=413)


@takes_files(_too_large)
@own
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest, case: Case) -> HttpResponse:
    """What the post and I wrote, and a new message."""
    acting = cast("ActingRequest", request)
    if request.method == "GET" and case.messages.filter(to_person=True, read_at=None).exists():
        response = _page(request, case)  # drawn first: what is new is still marked
        mark_read(case.pk, actor=acting.actor)
        return response
    if request.method != "POST":
        return _page(request, case)
    try:
        write(
            case.pk, request.POST.get("text", ""), actor=acting.actor, files=_files(request, case)
        )
    except FileError as error:
        return _page(request, case, error=sentence_of(error), field="file")
    except CaseError as error:
        return _page(request, case, error=sentence_of(error), field="text")
    news.success(request, _("Your message is sent."))
    return redirect(address("citizen:messages", case.number))


def _files(request: HttpRequest, case: Case) -> Sequence[UUID]:
    """The file that goes along, taken in; none where none was chosen."""
    if not request.FILES:
        return ()
    acting = cast("ActingRequest", request)
    taken = receive(
        chosen_file(request),
        person=case.person_id,
        kind=ATTACHMENT,
        actor=acting.actor,
        at=acting.at,
        sees=lambda person: person == case.person_id,
    )
    return (taken.pk,) if taken.state != File.State.REFUSED else ()


def _page(
    request: HttpRequest, case: Case, *, error: str = "", field: str = "", status: int = 422
) -> HttpResponse:
    words = words_for(case)
    said = [message_said(one, case, words) for one in messages_of(case)]
    context = page(
        request,
        case,
        messages=list(reversed(said)),
        post=post_name(case.post),
        text=request.POST.get("text", "") if error and status != 413 else "",
        text_error=error if field == "text" else "",
        file_error=error if field == "file" else "",
        errors=[ErrorLink(text=error, field_id=field)] if error else [],
        megabytes=settings.SAPAR_UPLOAD_LIMIT // 1_000_000,
    )
    return render(
        request, "citizen/messages/messages.html", context, status=status if error else 200
    )
