"""What was told of the person: changed after it was seen what would follow."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.apps.cases import actions
from sapar.apps.cases.brief import Brief, brief_of
from sapar.core.law import questions_of
from sapar.web.frame.casework import words_for
from sapar.web.officer.case.law import differences
from sapar.web.officer.case.views import acted, case_or_404, turn_of
from sapar.web.officer.door import at_desk, shown
from sapar.web.officer.facts_form import FactsRead, asked, errors_of, form_of, read
from sapar.web.officer.requests import DeskRequest
from sapar.web.officer.words import fact_text


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def facts(request: DeskRequest, number: str) -> HttpResponse:
    """The form; sent once it shows what would follow, and only “keep” writes it."""
    found = case_or_404(request, number)
    brief = brief_of(found, at=request.at)
    if request.method != "POST":
        actions.look(found, actor=request.actor)
        form = form_of(brief.law, _names(brief), brief.facts)
        return _asked(request, brief, form, FactsRead(changed={}, problems={}))
    told = read(brief.law, _names(brief), request.POST.dict(), brief.facts)
    if told.problems or request.POST.get("do") != "keep":
        return _asked(request, brief, request.POST.dict(), told)
    return acted(
        request,
        number,
        "facts",
        lambda case: actions.tell_facts(
            case.pk, told.changed, actor=request.actor, turn=turn_of(request)
        ),
        said=_("What you told is kept, and every date was counted anew."),
    )


def _asked(
    request: DeskRequest, brief: Brief, form: dict[str, str], told: FactsRead
) -> HttpResponse:
    words = words_for(brief.case)
    questions = asked(brief.law, _names(brief), words, form, told.problems)
    follows = bool(told.changed) and not told.problems
    context = {
        "number": brief.case.number,
        "turn": brief.case.turn,
        "questions": questions,
        "errors": errors_of(questions),
        "problem": bool(told.problems),
        "is_preview": request.method == "POST" and not told.problems,
        "follows": differences(brief, brief.with_facts(told.changed), words) if follows else (),
        "changes": [
            (
                words.fact(name, "label") or name,
                fact_text(name, brief.facts[name], words) if name in brief.facts else "",
                "" if value is None else fact_text(name, value, words),
            )
            for name, value in told.changed.items()
        ],
    }
    status = 422 if told.problems else 200
    return shown(request, "officer/case/facts.html", context, status=status)


def _names(brief: Brief) -> tuple[str, ...]:
    """What the instrument asks, and whatever else was told."""
    asks = questions_of(brief.law, on=brief.today, known_on=brief.case.known_on)
    return tuple(dict.fromkeys([*asks, *brief.facts]))
