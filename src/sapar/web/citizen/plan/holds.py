"""What stops a plan: the page that sets it or ends it, with what the law says of it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.apps.cases import actions
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.errors import AlreadyDoneError, CaseChangedError
from sapar.apps.cases.models import Case
from sapar.apps.cases.policy import may_hold
from sapar.web.citizen.door import ActingRequest, own
from sapar.web.citizen.navigation import page
from sapar.web.citizen.plan.page import OWN
from sapar.web.citizen.sentences import sentence_of
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import hold_text, move_text, words_for
from sapar.web.frame.components import Source
from sapar.web.frame.dates import plaindate

__all__ = ["hold"]

_LONGEST = 2000


@own
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, case: Case, hold: str) -> HttpResponse:
    """Say that something stops the plan, or that it no longer does."""
    acting = cast("ActingRequest", request)
    brief, words = brief_of(case, at=acting.at), words_for(case)
    declared = next((one for one in brief.procedure.holds if one.id == hold), None)
    may = declared is not None and may_hold(acting.actor, declared, case, OWN)
    if declared is None or not may or case.closed_at is not None:
        raise Http404(hold)
    is_set = hold in brief.position.holds
    title, text = hold_text(case, hold, words)
    if request.method != "POST":
        sources = brief.law.instrument.sources
        context = page(
            request,
            case,
            title=title,
            text=text,
            is_set=is_set,
            stops=[move_text(case, one, words) for one in declared.stops],
            sources=[
                Source(
                    publisher=sources[one].publisher,
                    published=plaindate(sources[one].published, words.language),
                    url=sources[one].address or "",
                    language=sources[one].language,
                )
                for one in declared.sources
            ],
            turn=case.turn,
        )
        return render(request, "citizen/plan/hold.html", context)
    change = actions.release if request.POST.get("do") == "release" else actions.hold
    try:
        change(case.pk, hold, actor=acting.actor, note=request.POST.get("note", "")[:_LONGEST])
        messages.success(request, _("Written down: %(move)s.") % {"move": title})
    except (AlreadyDoneError, CaseChangedError) as error:
        messages.info(request, sentence_of(error))
    return redirect(address("citizen:plan", case.number))
