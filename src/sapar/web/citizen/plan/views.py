"""The page of one plan."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.models import Case
from sapar.web.citizen.door import ActingRequest, own
from sapar.web.citizen.navigation import page
from sapar.web.citizen.plan.page import plan_page

__all__ = ["plan"]


@own
@require_safe
def plan(request: HttpRequest, case: Case) -> HttpResponse:
    """Where I stand, what to do by when, and what is still missing."""
    acting = cast("ActingRequest", request)
    shown = plan_page(brief_of(case, at=acting.at), actor=acting.actor)
    return render(request, "citizen/plan/plan.html", page(request, case, plan=shown))
