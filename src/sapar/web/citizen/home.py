"""All my plans: those of a family stand together, each with where it is and its next date."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sapar.apps.cases.queries import own_cases
from sapar.web.citizen.door import ActingRequest, signed_in
from sapar.web.citizen.navigation import page
from sapar.web.citizen.plan.summaries import summaries_of

__all__ = ["home"]


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The plans that are open, then those that are closed."""
    acting = cast("ActingRequest", request)
    found = summaries_of(own_cases(acting.actor), at=acting.at)
    context = page(
        request,
        open=[one for one in found if not one.is_closed],
        closed=[one for one in found if one.is_closed],
    )
    return render(request, "citizen/home.html", context)
