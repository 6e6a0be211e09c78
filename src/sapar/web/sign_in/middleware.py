"""Gives each request its `actor`, ends sessions in time, and lets nobody in with half of what is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from allauth.account.internal import flows
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from sapar.apps.accounts.actor import Actor, nobody
from sapar.web.sign_in.limits import forget, is_over, mark
from sapar.web.sign_in.strength import held, is_strong, second_factors_of

_ANYBODYS: Final = "public"
_WAYS: Final = {True: "mfa_reauthenticate", False: "mfa_reauthenticate_webauthn"}
_WITH_A_SECOND_FACTOR: Final = frozenset({"account_logout", *_WAYS.values()})
"""What somebody with a role reaches who has a second factor and has not shown it: to show it, and out."""

_TO_A_SECOND_FACTOR: Final = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
    }
)
"""What somebody with a role reaches who has no second factor yet: the way to one, and out."""


class SignedInMiddleware:
    """For every page but those of the public door, which know nobody and stay free of cookies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]  # requests.py
        response = self.get_response(request)
        if is_anybodys(request):
            return response
        if request.user.is_authenticated:
            mark(request, response)
        else:
            forget(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """End what is over, and lead to the second factor whoever needs one."""
        del view, args, kwargs
        if is_anybodys(request) or not request.user.is_authenticated:
            return None
        if is_over(request, request.user):
            return _signed_out(request)
        return _led_to_a_second_factor(request)


def is_anybodys(request: HttpRequest) -> bool:
    """Whether the page is of the public door, or of none: it knows nobody."""
    match = request.resolver_match
    return match is None or _ANYBODYS in match.app_names


def _actor(request: HttpRequest) -> Actor:
    at = request.at  # type: ignore[attr-defined]
    user = request.user
    if not user.is_authenticated or is_over(request, user):
        return nobody(at)
    roles = held(request, user) if is_strong(request, user) else ()
    return Actor(user=user.pk, at=at, held=roles)


def _signed_out(request: HttpRequest) -> HttpResponse:
    flows.logout.logout(request)
    messages.info(
        request,
        _("You were signed out because nothing happened for a while. Please sign in again."),
    )
    if request.method == "POST":
        messages.info(
            request,
            _(
                "You are no longer signed in, so what you sent was not kept. Sign in, and you "
                "come back to the page. Please type it again there."
            ),
        )
    back = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('account_request_login_code')}?{back}")


def _led_to_a_second_factor(request: HttpRequest) -> HttpResponse | None:
    user = request.user
    name = request.resolver_match.url_name if request.resolver_match else None
    if not user.is_authenticated or not held(request, user) or is_strong(request, user):
        return None
    factors = second_factors_of(user)
    if not factors:
        return None if name in _TO_A_SECOND_FACTOR else HttpResponseRedirect(reverse("mfa_index"))
    if name in _WITH_A_SECOND_FACTOR:
        return None
    # It was set up as a citizen, before the role was granted in this very session.
    way = _WAYS[Authenticator.Type.TOTP in factors]
    return HttpResponseRedirect(f"{reverse(way)}?{urlencode({'next': reverse('mfa_index')})}")
