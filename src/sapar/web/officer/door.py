"""Who comes in: whoever holds a role that reads cases. To everybody else there is nothing here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sapar.apps.cases.policy import may_enter_desk
from sapar.web.frame.addresses import address
from sapar.web.frame.components import NavigationLink
from sapar.web.officer.requests import DeskRequest
from sapar.web.officer.words import lists

P = ParamSpec("P")
View = Callable[Concatenate[DeskRequest, P], HttpResponseBase]

_TALKS_TO_US = {"connect-src": [SELF]}
"""Beside what every page may do: ask our own site for a part of the page (ADR 22)."""


def at_desk(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for those who hold a role that reads cases; nobody is led to sign in first."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        desk = cast("DeskRequest", request)
        if desk.actor.user is None:
            return redirect_to_login(request.get_full_path(), reverse("account_request_login_code"))
        if not may_enter_desk(desk.actor):
            raise Http404
        return view(desk, *args, **kwargs)

    return wrapped


def shown(
    request: DeskRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the desk; to htmx only what lies in its frame."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    said = {
        **context,
        "is_part": request.headers.get("HX-Request") == "true",
        "links": [
            NavigationLink(text=one.text, url=address(one.page), is_current=one.page == here)
            for one in lists()
        ],
        "keys": {one.page: one.key for one in lists()},
    }
    return cast("HttpResponse", _talking(render)(request, template, said, status=status))


_talking: Any = csp_update(_TALKS_TO_US)
