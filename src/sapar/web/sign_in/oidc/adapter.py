"""Whose account it is that comes from a state's sign-on."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.emailkit import valid_email_or_none
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from sapar.apps.accounts.models import User


class StateAdapter(DefaultSocialAccountAdapter):
    """An account is known by the provider and its number there, never by an address alone."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """A new account needs an address to write to."""
        del request
        user = sociallogin.user
        if not sociallogin.is_existing and not valid_email_or_none(user.email):
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("socialaccount_login_error")))

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """What we take over: the address, the name, and the language of the page."""
        user: User = super().populate_user(request, sociallogin, data)
        user.email = user.email.strip().lower()
        user.name = str(data.get("name") or "")[:200]
        user.language = get_language() or "en"
        return user

    def get_requests_session(self) -> Any:
        """Talk to the provider directly, without following it elsewhere."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session
