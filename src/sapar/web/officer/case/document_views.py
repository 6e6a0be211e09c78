"""The documents of a case: looked at, accepted or refused, seen as originals; and papers printed from it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapar.apps.cases import actions
from sapar.apps.cases.actions.evidence import EVIDENCE_FAULTS
from sapar.apps.cases.brief import brief_of, library
from sapar.apps.cases.models import Case, Evidence
from sapar.apps.cases.reach import reachable_by, seen_by
from sapar.apps.documents.actions import open_file
from sapar.apps.documents.errors import FileError
from sapar.apps.documents.headers import headers_of
from sapar.apps.documents.queries import file_for
from sapar.apps.keys.errors import ErasedError
from sapar.apps.people.errors import NoSuchPersonError
from sapar.apps.people.models import PersonName
from sapar.apps.people.queries import documents_of, names_of, person_for
from sapar.instruments.forms import forms_of, pdf_of, values_from
from sapar.web.frame.casework import words_for
from sapar.web.frame.shelf import language
from sapar.web.officer.case.evidence import evidence_shown, kinds_needed
from sapar.web.officer.case.typed import Typed
from sapar.web.officer.case.views import acted, case_or_404, turn_of
from sapar.web.officer.door import at_desk, shown
from sapar.web.officer.requests import DeskRequest

Values = dict[str, str | None]


@require_safe
@at_desk
def documents(request: DeskRequest, number: str) -> HttpResponse:
    """The documents side by side."""
    found = case_or_404(request, number)
    actions.look(found, actor=request.actor, part="file")
    brief, words = brief_of(found, at=request.at), words_for(found)
    context = {
        "number": number,
        "zone": brief.law.instrument.time_zone,
        "evidence": evidence_shown(brief, request.actor, words, Typed()),
    }
    return shown(request, "officer/case/documents.html", context)


@require_safe
@at_desk
def file(request: DeskRequest, number: str, file: UUID) -> StreamingHttpResponse:
    """One file of the person, in a sandbox; the look is told in the case and of the person."""
    found = case_or_404(request, number)
    sees = seen_by(request.actor)
    try:
        row = file_for(request.actor, file, sees=sees)
        if row.person != found.person_id:
            raise Http404(str(file))
        pieces = open_file(request.actor, file, at=request.at, sees=sees)
        headers = headers_of(row)
    except (FileError, ErasedError):
        raise Http404(str(file)) from None
    actions.look(found, actor=request.actor, part="file")
    return StreamingHttpResponse(pieces, headers=headers)


@require_POST
@at_desk
def original(request: DeskRequest, number: str) -> HttpResponse:
    """Say that the original was seen."""

    def act(found: Case) -> None:
        brief, kind = brief_of(found, at=request.at), request.POST.get("kind", "")
        if kind not in {one.value for one in kinds_needed(brief, words_for(found), Typed())}:
            raise Http404(kind)
        actions.give_evidence(found.pk, kind, file=None, actor=request.actor, turn=turn_of(request))

    said = _("It is written down that you saw the original.")
    return acted(request, number, "original", act, said=said)


@require_POST
@at_desk
def verdict(request: DeskRequest, number: str, evidence: int) -> HttpResponse:
    """Accept a document, or refuse it with what is wrong with it."""
    case = case_or_404(request, number)
    why = request.POST.get("why", "")
    accepts = request.POST.get("do") == "accept"
    if not _is_of(case, evidence) or (not accepts and why not in EVIDENCE_FAULTS):
        raise Http404(why)

    def act(_found: Case) -> None:
        if accepts:
            actions.accept_evidence(evidence, actor=request.actor, turn=turn_of(request))
        else:
            actions.refuse_evidence(evidence, why=why, actor=request.actor, turn=turn_of(request))

    said = (
        _("The document is accepted.")
        if accepts
        else _("The document is refused, and the person is told.")
    )
    return acted(request, number, f"evidence-{evidence}", act, said=said)


@require_safe
@at_desk
def paper(request: DeskRequest, number: str, form: str) -> HttpResponse:
    """A paper of the instrument, filled with what the case knows; to be saved."""
    found = case_or_404(request, number)
    if form not in forms_of(library(), found.instrument):
        raise Http404(form)
    brief = brief_of(found, at=request.at)
    facts = values_from(brief.law, brief.facts, on=brief.today, known_on=found.known_on)
    values = {**facts, "case.number": found.number, **_of_person(request, found)}
    printed = pdf_of(library(), found.instrument, form, values, language=language(), at=request.at)
    actions.look(found, actor=request.actor, part="paper")
    name = content_disposition_header(as_attachment=True, filename=f"{form}-{number}.pdf")
    return HttpResponse(
        printed,
        content_type="application/pdf",
        headers={
            "Content-Disposition": name or "attachment",
            "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
            "Cache-Control": "private, no-store",
        },
    )


def _is_of(case: Case, evidence: int) -> bool:
    return Evidence.objects.filter(pk=evidence, case=case).exists()


def _of_person(request: DeskRequest, case: Case) -> Values:
    """Names, birth and document, as far as the reader may know them."""
    try:
        person = person_for(request.actor, case.person_id, reachable=reachable_by(request.actor))
        papers = documents_of(person)
    except (NoSuchPersonError, ErasedError):
        return {}
    names = {one.kind: one for one in names_of(person)}
    own = names.get(PersonName.Kind.NATIVE)
    latin = names.get(PersonName.Kind.DOCUMENT) or names.get(PersonName.Kind.ROMANISED)
    values: Values = {}
    if own:
        parts = (own.family, own.given, own.patronymic)
        values["person.name_native"] = " ".join(filter(None, parts))
    if latin:
        values |= {"person.surname": latin.family, "person.given_names": latin.given}
    if person.born and person.born_precision == "day":
        values["person.born"] = person.born.isoformat()
    if person.sex:
        values["person.sex"] = person.sex
    if person.nationality:
        values["person.nationality"] = person.nationality
    if papers:
        values["travel_document.number"] = papers[-1].number
    return values
