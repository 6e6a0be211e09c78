"""Papers to print: the forms of the instrument, filled with what is known of the person."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sapar.apps.cases.brief import Brief, brief_of, library
from sapar.apps.cases.models import Case
from sapar.apps.people.models import Person
from sapar.apps.people.queries import documents_of
from sapar.instruments.forms import forms_of, pdf_of, values_from
from sapar.web.citizen.door import ActingRequest, own
from sapar.web.citizen.people import name_of, names_in
from sapar.web.frame.addresses import address
from sapar.web.frame.shelf import language

__all__ = ["paper"]


@own
@require_safe
def paper(request: HttpRequest, case: Case, form: str) -> HttpResponse:
    """One form as a PDF, in the reader's language where the form is."""
    if form not in forms_of(library(), case.instrument):
        raise Http404(form)
    brief = brief_of(case, at=cast("ActingRequest", request).at)
    values = {
        **values_from(brief.law, brief.facts, on=brief.today, known_on=case.known_on),
        **_values(brief),
    }
    pdf = pdf_of(library(), case.instrument, form, values, language=language(), at=brief.at)
    name = f"{case.number}-{form}.pdf"
    headers = {"Content-Disposition": content_disposition_header(True, name) or "attachment"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _values(brief: Brief) -> dict[str, Any]:
    """Who the person is, as the register has it; what is not known stays an empty line."""
    case, person = brief.case, brief.case.person
    latin = names_in(person).get("document")
    values: dict[str, Any] = {
        "person.name_native": name_of(person),
        "person.surname": latin.family if latin else None,
        "person.given_names": latin.given if latin else None,
        "person.nationality": person.nationality or None,
        "person.born": person.born.isoformat() if _is_a_day(person) and person.born else None,
        "person.sex": person.sex or None,
        "contact.email": person.user.email if person.user else None,
        "case.number": case.number,
        "page.address": settings.SAPAR_ADDRESS + address("public:instrument", case.instrument),
    }
    passport = next((one for one in documents_of(person) if one.kind == "passport"), None)
    if passport is not None:
        values["travel_document.number"] = passport.number or None
    return {name: value for name, value in values.items() if value is not None}


def _is_a_day(person: Person) -> bool:
    return person.born_precision == Person.Precision.DAY
