"""Signing in by a mailed code, the same for an address that is known and for one that is not.

allauth would answer an unknown address with another letter and another way. Here everybody gets a code;
an account is made when the code comes back, so nothing is kept of an address that nobody confirmed.
"""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.account.models import EmailAddress, Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sapar.apps.accounts.actions import open_account
from sapar.apps.accounts.models import User


class MailedCode(LoginCodeVerificationProcess):
    """One code on its way: to whom, how often it was tried, whether it is still valid."""

    @classmethod
    def begin(cls, request: HttpRequest, *, user: User | None, email: str) -> None:
        """Send a code to the address, and remember in the session what it was."""
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email), initiated_by_user=True)
        process = cls(stage=stage)
        process.send()
        process.persist()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:  # noqa: ARG002  allauth's
        """Send the code to every address alike."""
        code = self.generate_code()
        get_adapter().send_mail("account/email/login_code", email, {"code": code})

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code came back: the address is shown, the account is there, sign in."""
        email = self.state["email"]
        if self.user is None:
            self._user = open_account(
                email,
                language=get_language() or "en",
                at=self.request.at,
            )
        EmailAddress.objects.get_or_create(
            user=self.user, email=email, defaults={"primary": True, "verified": True}
        )
        response: HttpResponse = super().finish(redirect_url)
        return response


class RequestCode(RequestLoginCodeView):
    """Ask for an address and send a code there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin anew for whoever comes back to this page with a code under way."""
        stage = get_pending_stage(request)
        if stage and stage.key == LoginByCodeStage.key:
            clear_login(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Send it; the page that follows is the same for every address."""
        try:
            MailedCode.begin(self.request, user=form._user, email=form.cleaned_data["email"])
        except (SMTPException, OSError):  # the mail server is down, or refuses
            form.add_error(
                "email", _("We could not send the mail. Please try again in a few minutes.")
            )
            response: HttpResponse = self.form_invalid(form)
            return response
        return HttpResponseRedirect(self.get_success_url())


class ConfirmCode(ConfirmLoginCodeView):
    """Take the code from the mail, or say why it cannot be taken."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the code that this browser asked for."""
        if request.user.is_authenticated:
            return HttpResponseRedirect(get_adapter().get_login_redirect_url(request))
        self.stage = LoginStageController.enter(request, LoginByCodeStage.key)
        self._process = self.stage and MailedCode(stage=self.stage).abort_if_invalid()
        if not self._process:
            messages.error(
                request, _("This code has expired or has been used. Ask for a new one here.")
            )
            return HttpResponseRedirect(reverse("account_request_login_code"))
        return self.handled(request, *args, **kwargs)

    def handled(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or take the code."""
        handler = self.get if request.method in ("GET", "HEAD") else self.post
        if request.method not in ("GET", "HEAD", "POST"):
            handler = self.http_method_not_allowed
        response: HttpResponse = handler(request, *args, **kwargs)
        return response


request_code = RequestCode.as_view()
confirm_code = ConfirmCode.as_view()
