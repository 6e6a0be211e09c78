"""The page of a case, and each thing that is done on it: parse, act, show what followed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.apps.accounts.actions import declare_kinship
from sapar.apps.accounts.models import Post, User
from sapar.apps.cases import actions
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.desk import other_posts
from sapar.apps.cases.errors import CaseChangedError, CaseError, NotAllowedError
from sapar.apps.cases.models import Case, Proposal, Referral
from sapar.apps.cases.policy import may_read_notes
from sapar.apps.cases.queries import case_for, ties_of
from sapar.core.kernel import SaparError
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import words_for
from sapar.web.officer.case.page import case_page, colleagues_of, language_of, templates_in
from sapar.web.officer.case.timeline import timeline_of
from sapar.web.officer.case.typed import Typed
from sapar.web.officer.door import at_desk, shown
from sapar.web.officer.mistakes import mistake
from sapar.web.officer.requests import DeskRequest

Act = Callable[[Case], Any]


def case_or_404(request: DeskRequest, number: str) -> Case:
    """The case, or Django's 404 for what the reader may not see."""
    if "\0" in number:  # PostgreSQL refuses to look for it
        raise Http404("number")
    try:
        return case_for(request.actor, number)
    except Case.DoesNotExist:
        raise Http404(number) from None


@require_safe
@at_desk
def case(request: DeskRequest, number: str) -> HttpResponse:
    """The page; the look is told."""
    found = case_or_404(request, number)
    actions.look(found, actor=request.actor)
    return _page(request, found, Typed())


@require_safe
@at_desk
def history(request: DeskRequest, number: str) -> HttpResponse:
    """The whole journal of the case, with every look."""
    found = case_or_404(request, number)
    actions.look(found, actor=request.actor, part="history")
    brief, words = brief_of(found, at=request.at), words_for(found)
    opens = may_read_notes(request.actor, found, ties_of(request.actor, found))
    context = {
        "number": number,
        "zone": brief.law.instrument.time_zone,
        "timeline": timeline_of(brief, words, opens_notes=opens, looks=True),
    }
    return shown(request, "officer/case/history.html", context)


@require_POST
@at_desk
def move(request: DeskRequest, number: str, name: str) -> HttpResponse:
    """Make or record a step, or propose it."""

    def act(found: Case) -> None:
        made = actions.make_move(
            found.pk,
            name,
            actor=request.actor,
            turn=turn_of(request),
            day=_day(request),
            reason=request.POST.get("reason", ""),
            note=request.POST.get("note", ""),
            confirms=request.POST.getlist("confirms"),
        )
        proposed = isinstance(made, Proposal)
        messages.success(
            request,
            _("The step is proposed. It takes effect when a second officer agrees.")
            if proposed
            else _("The step is written down."),
        )

    return acted(request, number, f"move-{name}", act)


@require_POST
@at_desk
def hold(request: DeskRequest, number: str, name: str) -> HttpResponse:
    """Set a hold, or end it."""

    def act(found: Case) -> None:
        change = actions.hold if request.POST.get("do") == "set" else actions.release
        change(
            found.pk,
            name,
            actor=request.actor,
            note=request.POST.get("note", ""),
            turn=turn_of(request),
        )

    return acted(request, number, f"hold-{name}", act, said=_("The hold is written down."))


@require_POST
@at_desk
def message(request: DeskRequest, number: str) -> HttpResponse:
    """Write to the person: a ready sentence in their language, own words, or both."""

    def act(found: Case) -> None:
        ready = {one.value: one.text for one in templates_in(language_of(found))}
        first = ready.get(request.POST.get("template", ""), "")
        text = "\n\n".join(filter(None, (first, request.POST.get("text", "").strip())))
        actions.write(found.pk, text, actor=request.actor)

    return acted(request, number, "message", act, said=_("The message is sent."))


@require_POST
@at_desk
def read(request: DeskRequest, number: str) -> HttpResponse:
    """Say that the messages were read."""
    return acted(
        request,
        number,
        "read",
        lambda found: actions.mark_read(found.pk, actor=request.actor),
        said=_("The messages are marked as read."),
    )


@require_POST
@at_desk
def officer(request: DeskRequest, number: str) -> HttpResponse:
    """Take the case, give it to a colleague, or give it back."""
    to = request.POST.get("to", "")
    colleagues = colleagues_of(case_or_404(request, number), at=request.at)
    chosen = {"me": request.actor.user, "nobody": None} | {
        one.value: int(one.value) for one in colleagues
    }
    if to not in chosen:
        raise Http404(to)
    return acted(
        request,
        number,
        "officer",
        lambda found: actions.assign(
            found.pk, to=chosen[to], actor=request.actor, turn=turn_of(request)
        ),
        said=_("It is written down whose case it is."),
    )


@require_POST
@at_desk
def refer(request: DeskRequest, number: str) -> HttpResponse:
    """Ask another post for help, or to take the case over."""

    def act(found: Case) -> None:
        posts = {post.code: post for post in other_posts(found.post)}
        to: Post | None = posts.get(request.POST.get("to", ""))
        kind = request.POST.get("kind", "")
        if to is None or kind not in Referral.Kind.values:
            raise Http404(kind)
        actions.refer(
            found.pk,
            to=to,
            kind=Referral.Kind(kind),
            question=request.POST.get("question", ""),
            actor=request.actor,
            turn=turn_of(request),
        )

    return acted(request, number, "refer", act, said=_("The other post was asked."))


@require_POST
@at_desk
def answer(request: DeskRequest, number: str, referral: int) -> HttpResponse:
    """Answer what another post asked."""
    found = case_or_404(request, number)
    said = request.POST.get("answer", "")
    if said not in Referral.Answer.values or not found.referrals.filter(pk=referral).exists():
        raise Http404(said)
    return acted(
        request,
        number,
        f"referral-{referral}",
        lambda _found: actions.answer_referral(
            referral,
            answer=Referral.Answer(said),
            reply=request.POST.get("reply", ""),
            actor=request.actor,
        ),
        said=_("The answer is sent."),
    )


@require_POST
@at_desk
def proposal(request: DeskRequest, number: str, proposal: int) -> HttpResponse:
    """Countersign what a colleague proposed, or turn it down."""
    if not case_or_404(request, number).proposals.filter(pk=proposal).exists():
        raise Http404(number)

    def act(_found: Case) -> None:
        if request.POST.get("do") == "countersign":
            actions.countersign(proposal, actor=request.actor, turn=turn_of(request))
        else:
            note = request.POST.get("note", "")
            actions.turn_down(proposal, actor=request.actor, note=note, turn=turn_of(request))

    return acted(request, number, "proposal", act, said=_("Your decision is written down."))


@require_POST
@at_desk
def law(request: DeskRequest, number: str) -> HttpResponse:
    """Judge the case by the law as known today."""
    return acted(
        request,
        number,
        "law",
        lambda found: actions.adopt_amendment(found.pk, actor=request.actor, turn=turn_of(request)),
        said=_("The changed law is adopted. Every date was counted anew, and the person is told."),
    )


@require_POST
@at_desk
def kinship(request: DeskRequest, number: str) -> HttpResponse:
    """Say that the person is a relative: the case is closed to the reader from now on."""
    found = case_or_404(request, number)
    declare_kinship(
        cast("User", request.user), person=found.person_id, actor=request.actor, at=request.at
    )
    messages.success(request, _("Thank you. Cases of this person are closed to you from now on."))
    return redirect(address("officer:today"))


def acted(
    request: DeskRequest, number: str, form: str, act: Act, *, said: str = ""
) -> HttpResponse:
    """Do it, and show the case; or show what was typed with what is wrong.

    What the actor may not do is Django's 403; a case that left the reader's sight leads to the list.
    """
    found = case_or_404(request, number)
    try:
        act(found)
    except NotAllowedError as error:
        raise PermissionDenied(str(error)) from None
    except (KeyError, Case.DoesNotExist):
        raise Http404(form) from None
    except SaparError as error:
        return _refused(request, number, form, error)
    if said:
        messages.success(request, said)
    return redirect(_after(request, number))


def _refused(request: DeskRequest, number: str, form: str, error: SaparError) -> HttpResponse:
    """The page with what was typed; when somebody was faster, with what they did."""
    is_late = isinstance(error, CaseChangedError)
    typed = Typed(
        form=form,
        said=request.POST.dict(),
        many={name: tuple(request.POST.getlist(name)) for name in request.POST},
        problem=mistake(error),
        seen=_number(request.POST.get("entry", "")) if is_late else None,
    )
    found = case_or_404(request, number)
    actions.look(found, actor=request.actor)
    return _page(request, found, typed, status=409 if is_late else 422)


def _page(request: DeskRequest, found: Case, typed: Typed, *, status: int = 200) -> HttpResponse:
    page = case_page(found, request.actor, at=request.at, typed=typed)
    context = {"case": page, "problem": typed.problem}
    return shown(request, "officer/case/case.html", context, status=status)


def _after(request: DeskRequest, number: str) -> str:
    try:
        case_for(request.actor, number)
    except Case.DoesNotExist:
        return address("officer:today")
    return address("officer:case", number)


def turn_of(request: DeskRequest) -> int:
    """The turn that the reader saw; every form that changes a case carries it."""
    said = request.POST.get("turn", "")
    if not said.isdecimal() or len(said) > 9:
        raise Http404("turn")
    return int(said)


def _number(text: str) -> int:
    """A whole number; 0 for what is none, which no row has."""
    return int(text) if text.isdecimal() and len(text) <= 18 else 0


class DayFormError(CaseError):
    """What was typed is no day."""

    code = "desk_day"


def _day(request: DeskRequest) -> date | None:
    """The day of the act, today when it was left out."""
    said = request.POST.get("day", "").strip()
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise DayFormError("This is no day.", mend="Write it like 2026-02-28.") from None
