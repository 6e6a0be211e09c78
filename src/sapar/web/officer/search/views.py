"""Finding a case: by its number, by a document, by a name in any script; with a purpose, which is told.

What is looked for never stands in an address: the form is posted.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases import desk
from sapar.apps.cases.policy import may_name
from sapar.apps.cases.reach import persons_reached
from sapar.apps.people.errors import DocumentNumberError
from sapar.apps.people.queries import people_named, people_with_document
from sapar.web.officer.case.steps import Option
from sapar.web.officer.door import at_desk, shown
from sapar.web.officer.lists.rows import CaseRow, case_row
from sapar.web.officer.requests import DeskRequest
from sapar.web.officer.words import purposes

_LONGEST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def search(request: DeskRequest) -> HttpResponse:
    """The form, and what was found."""
    text = request.POST.get("text", "").replace("\0", "").strip()[:_LONGEST]
    purpose = request.POST.get("purpose", "")
    rows: list[CaseRow] = []
    if request.method == "POST" and text:
        if purpose not in dict(purposes()):
            raise Http404(purpose)
        rows = _found(request, text, purpose)
    context = {
        "text": text,
        "rows": rows,
        "has_asked": bool(text),
        "purposes": [
            Option(value=code, text=said, is_chosen=code == purpose) for code, said in purposes()
        ],
    }
    return shown(request, "officer/search.html", context)


def _found(request: DeskRequest, text: str, purpose: str) -> list[CaseRow]:
    actor = request.actor
    persons = _persons(actor, text, purpose) if may_name(actor) else set()
    cases = desk.cases_found(actor, number=text, persons=persons)
    found = desk.page_of_cases(actor, cases, page=1, which=f"search-{purpose}")
    return [case_row(line, at=request.at) for line in found.rows]


def _persons(actor: Actor, text: str, purpose: str) -> set[UUID]:
    """Whom the text names, among those to whom a case of the actor leads; each of them is told."""
    among = persons_reached(actor)
    found = people_named(actor, text, among=among, purpose=purpose)
    if any(sign.isdigit() for sign in text):
        try:
            found += people_with_document(actor, text, among=among, purpose=purpose)
        except DocumentNumberError:  # then it is no number, and names were looked for already
            return {name.person_id for name in found}
    return {name.person_id for name in found}
