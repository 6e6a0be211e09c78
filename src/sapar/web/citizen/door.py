"""What every page of the citizen's door stands behind: somebody has signed in, and comes to their own only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.models import Case
from sapar.apps.cases.queries import own_case
from sapar.web.frame.addresses import address
from sapar.web.frame.requests import TimedRequest

__all__ = ["ActingRequest", "own", "signed_in"]

View = Callable[..., HttpResponseBase]


class ActingRequest(TimedRequest):
    """A request that knows who acts."""

    actor: Actor


def signed_in(view: View) -> View:
    """Lead whoever has not signed in to the door, and back to this page afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if cast("ActingRequest", request).actor.user is None:
            if request.method == "POST":
                messages.info(
                    request,
                    _(
                        "You are no longer signed in, so what you sent was not kept. Sign in, and you "
                        "come back to the page. Please type it again there."
                    ),
                )
            back = urlencode({"next": request.get_full_path()})
            return redirect(f"{address('account_request_login_code')}?{back}")
        return view(request, *args, **kwargs)

    return guarded


def own(view: View) -> View:
    """Give the view one of the person's own cases by its number; for any other there is no such page."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            case = own_case(cast("ActingRequest", request).actor, number)
        except Case.DoesNotExist:
            raise Http404(number) from None
        return view(request, case, *args, **kwargs)

    return guarded
