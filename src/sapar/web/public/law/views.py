"""The readable law: parse, read, render."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sapar.instruments.document import document_of
from sapar.web.frame.requests import TimedRequest
from sapar.web.frame.shelf import law_or_404, words_of
from sapar.web.public.offers import offers

from .diagram import diagram_of


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument there is."""
    found = offers(cast("TimedRequest", request))
    return render(request, "public/law/instruments.html", {"offers": found})


@require_safe
def instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """One instrument: its provisions with versions, readings and sources, its procedures as a diagram."""
    law = law_or_404(instrument)
    document = document_of(law, words_of(instrument))
    diagrams = [diagram_of(procedure) for procedure in document["procedures"]]
    return render(
        request, "public/law/instrument.html", {"document": document, "diagrams": diagrams}
    )
