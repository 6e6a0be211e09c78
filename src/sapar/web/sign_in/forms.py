"""The forms of allauth with our words: what they ask stays theirs, what they say is ours."""

from __future__ import annotations

from copy import copy
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext as _


class OurWords:
    """Replaces the messages of every field by ours: Django and allauth do not know all our languages."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            said = _said_of(name, field)
            field.error_messages = dict.fromkeys((*field.error_messages, "required"), said)
            field.validators = [_saying(said, validator) for validator in field.validators]
            field.widget.attrs.pop("placeholder", None)


def _saying(said: str, validator: Any) -> Any:
    """A copy of a validator that says that; the original is shared by every form of Django."""
    if not hasattr(validator, "message"):
        return validator
    ours = copy(validator)
    ours.message = said
    return ours


def _said_of(name: str, field: forms.Field) -> str:
    if isinstance(field, forms.EmailField):
        return _("Write your e-mail address, as name@example.org.")
    if isinstance(field.widget, forms.PasswordInput):
        return _("Write your password.")
    if name == "credential":
        return _("The passkey was not recognised. Please try again.")
    if name == "name":
        return _("Write a name for the passkey.")
    return _("Write the code.")


class AddressForm(OurWords, account.RequestLoginCodeForm):
    """Where the code is sent."""


class CodeForm(OurWords, account.ConfirmLoginCodeForm):
    """The code from the mail."""


class AddressCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    """The code that shows whose address it is."""


class PasswordForm(OurWords, account.LoginForm):
    """Address and password."""


class PasswordAgainForm(OurWords, account.ReauthenticateForm):
    """The password, before something sensitive."""


class ForgottenForm(OurWords, account.ResetPasswordForm):
    """Where the link for a new password is sent."""


class SetPasswordForm(OurWords, account.SetPasswordForm):
    """A first password. It is asked once: whoever mistypes it asks for a new one."""

    password2 = None


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    """Another password."""

    password2 = None


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    """A new password after the old one was forgotten."""

    password2 = None


class SecondFactorForm(OurWords, second_factor.AuthenticateForm):
    """A code of the app, or a recovery code."""


class SecondFactorAgainForm(OurWords, second_factor.ReauthenticateForm):
    """The same, before something sensitive."""


class AppForm(OurWords, totp.ActivateTOTPForm):
    """The first code of the app."""


class PasskeyForm(OurWords, webauthn.AddWebAuthnForm):
    """A passkey. It always lets in alone, so it must know its owner: by finger, face or number."""

    passwordless = None

    def clean(self) -> dict[str, Any]:
        """Ask for what allauth asks of passkeys that let in alone."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class PasskeyNameForm(OurWords, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""
