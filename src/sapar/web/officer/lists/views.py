"""The lists of the desk: which cases, in which order; a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases import desk
from sapar.apps.cases.models import Case
from sapar.web.officer.door import at_desk, shown
from sapar.web.officer.lists.rows import case_row, proposal_row, referral_row
from sapar.web.officer.requests import DeskRequest

_FURTHEST = 2_000


@require_safe
@at_desk
def today(request: DeskRequest) -> HttpResponse:
    """The open cases by deadline, the nearest first."""
    return _cases(
        request,
        desk.due_cases,
        which="today",
        title=_("By deadline"),
        lead=_("Open cases with a deadline, the nearest first."),
        empty=_("No open case has a deadline."),
    )


@require_safe
@at_desk
def mine(request: DeskRequest) -> HttpResponse:
    """The cases that were given to me."""
    return _cases(
        request,
        desk.my_cases,
        which="mine",
        title=_("My cases"),
        lead=_("Open cases that you took or were given."),
        empty=_("You have no open case. Take one from the list of all cases."),
    )


@require_safe
@at_desk
def post(request: DeskRequest) -> HttpResponse:
    """Every open case of the posts, those without a deadline last."""
    return _cases(
        request,
        desk.cases_of_the_posts,
        which="post",
        title=_("All cases"),
        lead=_("Every open case that you may see; those without a deadline stand at the end."),
        empty=_("There is no open case."),
    )


@require_safe
@at_desk
def news(request: DeskRequest) -> HttpResponse:
    """Cases in which somebody wrote to us."""
    return _cases(
        request,
        desk.cases_with_news,
        which="news",
        title=_("Messages"),
        lead=_("Cases with a message that nobody has read yet, the longest waiting first."),
        empty=_("Every message has been read."),
    )


@require_safe
@at_desk
def proposals(request: DeskRequest) -> HttpResponse:
    """Moves of colleagues that wait for a second officer."""
    rows = [proposal_row(one) for one in desk.proposals_to_decide(request.actor)[: desk.PAGE]]
    desk.tell_look(request.actor, which="proposals", rows=len(rows))
    return shown(request, "officer/lists/proposals.html", {"rows": rows})


@require_safe
@at_desk
def referrals(request: DeskRequest) -> HttpResponse:
    """What other posts ask of us."""
    rows = [referral_row(one) for one in desk.referrals_to_answer(request.actor)[: desk.PAGE]]
    desk.tell_look(request.actor, which="referrals", rows=len(rows))
    return shown(request, "officer/lists/referrals.html", {"rows": rows})


@require_safe
@at_desk
def help_page(request: DeskRequest) -> HttpResponse:
    """The keys, and what each list is for."""
    return shown(request, "officer/help.html", {})


def _cases(
    request: DeskRequest,
    of: Callable[[Actor], QuerySet[Case]],
    *,
    which: str,
    **said: Any,
) -> HttpResponse:
    found = desk.page_of_cases(request.actor, of(request.actor), page=_page(request), which=which)
    rows = [case_row(line, at=request.at) for line in found.rows]
    context = {**said, "rows": rows, "page": found.page, "has_more": found.has_more}
    return shown(request, "officer/lists/cases.html", context)


def _page(request: DeskRequest) -> int:
    """The page asked for; Django's 404 for what is none."""
    said = request.GET.get("page", "1")
    if not said.isdecimal() or not 1 <= int(said[:5]) <= _FURTHEST:
        raise Http404(said)
    return int(said[:5])
