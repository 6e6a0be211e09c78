"""How allauth asks about second factors: sealed, named in our words, and kept by those who need one."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sapar.apps.accounts.models import User
from sapar.web.sign_in.sealing import seal, unseal
from sapar.web.sign_in.strength import is_last_second_factor, needs_second_factor


class SecondFactorAdapter(DefaultMFAAdapter):
    """What is ours of second factors."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "The code is not right, or it has been used. Wait for the next one and type that."
        ),
        "cannot_delete_authenticator": _(
            "This is your only second factor. Set up another one before you remove it."
        ),
        "cannot_generate_recovery_codes": _("Set up a second factor first."),
        "unverified_email": _("Show first that the e-mail address is yours: sign in by a code."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever holds a role keeps one second factor."""
        return not is_last_second_factor(authenticator) or not needs_second_factor(
            context.request, authenticator.user
        )

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  allauth's name
        """The name that a new passkey gets."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor of those who hold a role; a citizen signs in without."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        return (
            user is not None
            and needs_second_factor(request, user)
            and bool(super()._should_handle(request))
        )
