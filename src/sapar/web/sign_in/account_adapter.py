"""How allauth asks about accounts: our words, our letters, and when a session began."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sapar.apps.accounts.models import User
from sapar.apps.accounts.queries import actor_of
from sapar.apps.cases.policy import may_enter_desk
from sapar.web.frame.requests import TimedRequest
from sapar.web.sign_in.letters import letter_of, send
from sapar.web.sign_in.limits import begin
from sapar.web.sign_in.strength import needs_second_factor


class AccountAdapter(DefaultAccountAdapter):
    """What is ours of signing in."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The address or the password is not right."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _(
            "The code is not right. Look at the newest message, and type it again."
        ),
        "incorrect_password": _("The password is not right."),
        "invalid_password_reset": _("The link has expired or has been used."),
        "rate_limited": _("Too many attempts. Please wait a few minutes and try again."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes and try again."),
    }
    news: ClassVar[dict[str, Any]] = {
        "account/messages/password_changed.txt": _("Your password was changed."),
        "account/messages/password_set.txt": _("Your password was set."),
        "mfa/messages/totp_activated.txt": _("The authenticator app is set up."),
        "mfa/messages/totp_deactivated.txt": _("The authenticator app was removed."),
        "mfa/messages/webauthn_added.txt": _("The passkey was added."),
        "mfa/messages/webauthn_removed.txt": _("The passkey was removed."),
        "usersessions/messages/sessions_logged_out.txt": _("All other devices were signed out."),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002  allauth's signature
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Tell the news that we have words for; the rest is seen on the page."""
        text = message or self.news.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk for whoever reads cases, to their own plans for everybody else."""
        actor = actor_of(cast("User", request.user), at=cast("TimedRequest", request).at)
        if may_enter_desk(actor):
            return reverse("officer:today")
        return reverse("mfa_index" if actor.held else "citizen:home")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our letters in the language of the page, as text and as HTML."""
        send(letter_of(template_prefix, context), to=email, language=get_language() or "en")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """A new password only for those who may have one; others are told to sign in by a code."""
        if user.has_usable_password() or needs_second_factor(self.request, user):
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/unknown_account", email, context)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in: a new session number, and the time from which the session is counted."""
        super().login(request, user)
        begin(request)
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)
        if records:  # who has just signed in need not show it again at once
            records[-1]["reauthenticated"] = True
            request.session.modified = True

    def get_login_stages(self) -> list[str]:
        """The code, the address, the second factor."""
        return [
            "allauth.account.stages.LoginByCodeStage",
            "allauth.account.stages.EmailVerificationStage",
            "sapar.web.sign_in.second_factor_adapter.SecondFactorStage",
        ]
