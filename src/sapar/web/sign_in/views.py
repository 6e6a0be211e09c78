"""The pages behind the door: how one signs in, second factors, passwords, devices."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows import logout
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.views import PasswordChangeView, PasswordSetView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.conf import settings
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sapar.web.sign_in.limits import age_of
from sapar.web.sign_in.strength import (
    is_last_second_factor,
    is_strong,
    needs_second_factor,
)

View = Callable[..., HttpResponse]


def freshly(view: View) -> View:
    """Only for somebody who has signed in minutes ago, if they have nothing to show again but a new code."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not get_reauthentication_flows(user):
            age = age_of(request)
            if age is None or age.total_seconds() >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
                logout.logout(request)
                messages.info(
                    request, _("Before you change how you sign in, please sign in again.")
                )
                return HttpResponseRedirect(reverse("account_request_login_code"))
        return view(request, *args, **kwargs)

    return wrapped


def for_roles(view: View) -> View:
    """Only for those who hold a role: citizens have no password and no authenticator app."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not needs_second_factor(request, request.user):
            return HttpResponseRedirect(reverse("mfa_index"))
        return view(request, *args, **kwargs)

    return wrapped


class Overview(IndexView):
    """How one signs in, and what can be added; to a second factor first, where one is needed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is set up, and whether the page stands in the way to everything else."""
        user = self.request.user
        holds_role = needs_second_factor(self.request, user)
        return {
            **super().get_context_data(**kwargs),
            "holds_role": holds_role,
            "is_needed": holds_role and not is_strong(self.request, user),
        }


class AddApp(ActivateTOTPView):
    """Set up an authenticator app."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The code that showed the app is used up, and counts as shown."""
        response: HttpResponse = super().form_valid(form)
        made = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        TOTP(made)._mark_code_used(form.cleaned_data["code"])
        _has_shown(self.request, made)
        return response


class AddPasskey(AddWebAuthnView):
    """Add a passkey that lets in alone."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked for: a key that stays on the device and knows its owner."""
        asked = passkeys.begin_registration(self.request.user, True)
        return {**super(AddWebAuthnView, self).get_context_data(**kwargs), **_options(asked)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Making it is showing it."""
        response: HttpResponse = super().form_valid(form)
        made = Authenticator.objects.filter(
            user=self.request.user, type=Authenticator.Type.WEBAUTHN
        ).latest("pk")
        _has_shown(self.request, made)
        return response


class RemovePasskey(RemoveWebAuthnView):
    """Take a passkey away, unless it is the last second factor of somebody with a role."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, or say why not."""
        if is_last_second_factor(self.object) and needs_second_factor(
            self.request, self.request.user
        ):
            messages.error(
                self.request,
                _("This is your only second factor. Set up another one before you remove it."),
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponse = super().form_valid(form)
        return response


class PasskeySignIn(LoginWebAuthnView):
    """Sign in with a passkey and nothing else."""

    template_name = "sign_in/passkey.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page with the button; what the browser must sign is made for this visit."""
        del request, args, kwargs
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is asked for: any passkey of this site."""
        return {**super().get_context_data(**kwargs), **_options(passkeys.begin_authentication())}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it did not work, with a new try."""
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response


class SecondFactor(AuthenticateView):
    """Ask for the second factor on the way in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The code field, and the passkey's options."""
        context = super().get_context_data(**kwargs)
        types = Authenticator.objects.filter(user=self.stage.login.user).values_list(
            "type", flat=True
        )
        return {**context, **_options(context["js_data"]["request_options"]), "types": set(types)}


class PasskeyAgain(ReauthenticateWebAuthnView):
    """Show the passkey again before something sensitive."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The passkey's options, and the other ways."""
        asked = passkeys.begin_authentication(self.request.user)
        return {
            **super(ReauthenticateWebAuthnView, self).get_context_data(**kwargs),
            **_options(asked),
        }

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that it did not work, with a new try."""
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response


def to_overview(request: HttpRequest, **kwargs: Any) -> HttpResponse:  # noqa: ARG001  a view's signature
    """An address that allauth leads to, and that we need no page for."""
    return HttpResponseRedirect(reverse("mfa_index"))


def to_entrance(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a view's signature
    """There is no page to sign up: signing in with a new address does it."""
    return HttpResponseRedirect(reverse("account_request_login_code"))


def _has_shown(request: HttpRequest, made: Authenticator) -> None:
    record_authentication(
        request, request.user, "mfa", id=made.pk, type=made.type, reauthenticated=True
    )


def _options(asked: dict[str, Any]) -> dict[str, str]:
    return {"options": json.dumps(asked, cls=DjangoJSONEncoder)}


overview = Overview.as_view()
add_app = freshly(for_roles(AddApp.as_view()))
add_passkey = freshly(AddPasskey.as_view())
remove_passkey = RemovePasskey.as_view()
sign_in_with_passkey = PasskeySignIn.as_view()
second_factor = SecondFactor.as_view()
passkey_again = PasskeyAgain.as_view()
set_password = freshly(for_roles(PasswordSetView.as_view()))
change_password = for_roles(PasswordChangeView.as_view())
