"""The letters of this door: subject, paragraphs, a code or a link; as text and as HTML, in five languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from sapar.apps.accounts.models import User


class NoLetterError(Exception):
    """We have no words for a letter that should be sent: a mistake of ours, found by a test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. A code stands alone, large; a link stands on a line of its own."""

    subject: str
    paragraphs: tuple[str, ...]
    code: str = ""
    link: str = ""
    close: tuple[str, ...] = ()

    def as_text(self) -> str:
        """The letter as plain text."""
        middle = [one for one in (self.code, self.link) if one]
        return "\n\n".join([*self.paragraphs, *middle, *self.close, "Sapar"]) + "\n"

    def as_html(self, language: str) -> str:
        """The letter as HTML, with nothing to load from anywhere."""
        return render_to_string("sign_in/letter.html", {"letter": self, "language": language})


def letter_of(name: str, context: Mapping[str, Any]) -> Letter:
    """The letter that allauth calls by that name. Raises NoLetterError."""
    write = _LETTERS.get(name.rpartition("/email/")[2])
    if write is None:
        raise NoLetterError(name)
    return write(context)


def invitation(link: str, *, by: str) -> Letter:
    """To somebody who was given a role."""
    return Letter(
        subject=_("You are invited to Sapar"),
        paragraphs=(
            _("%(who)s has given you a role in Sapar.") % {"who": by},
            _(
                "Open this address and type the e-mail address to which this letter came. You get a "
                "code, and then set up a second factor: a passkey or an authenticator app."
            ),
        ),
        link=link,
    )


def send(letter: Letter, *, to: str, language: str) -> None:
    """Send it, as text and as HTML."""
    mail = EmailMultiAlternatives(letter.subject, letter.as_text(), to=[to])
    mail.attach_alternative(letter.as_html(language), "text/html")
    mail.send()


def invite_by_mail(user: User, *, site: str, by: str) -> None:
    """Tell somebody in their language that they were given a role; ``site`` is as https://example.org."""
    with override(user.language):
        letter = invitation(site + reverse("account_request_login_code"), by=by)
        send(letter, to=user.email, language=user.language)


def _login_code(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Your code for signing in: %(code)s") % {"code": context["code"]},
        paragraphs=(_("Type this code on the page where you asked for it:"),),
        code=context["code"],
        close=(
            _("It is valid for 15 minutes, and once."),
            _(
                "Nobody from an embassy or an office will ever ask you for this code. If you did not "
                "ask for it, you need not do anything."
            ),
        ),
    )


def _address_code(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Show that this address is yours: %(code)s") % {"code": context["code"]},
        paragraphs=(
            _(
                "Somebody wants to use this e-mail address with Sapar. If it is you, type this code:"
            ),
        ),
        code=context["code"],
        close=(
            _("It is valid for 15 minutes, and once."),
            _("If it is not you, you need not do anything."),
        ),
    )


def _new_password(context: Mapping[str, Any]) -> Letter:
    return Letter(
        subject=_("Choose a new password"),
        paragraphs=(
            _(
                "Somebody asked for a new password for your account. If it was you, open this address:"
            ),
        ),
        link=context["password_reset_url"],
        close=(
            _("You will still need your second factor to sign in."),
            _("If it was not you, you need not do anything: your password stays as it is."),
        ),
    )


def _no_password(context: Mapping[str, Any]) -> Letter:  # noqa: ARG001  all letters are called alike
    return Letter(
        subject=_("No password is needed"),
        paragraphs=(
            _("Somebody asked for a new password for this address. There is no password to it."),
            _("If it was you: ask for a code on the sign-in page, and type it there."),
            _("If it was not you, you need not do anything."),
        ),
    )


def _address_is_known(context: Mapping[str, Any]) -> Letter:  # noqa: ARG001  all letters are called alike
    return Letter(
        subject=_("This address has an account"),
        paragraphs=(
            _(
                "Somebody came from a state's own sign-on with this e-mail address. It belongs to an "
                "account of Sapar, and the two were not joined."
            ),
            _("If it was you: sign in to Sapar with this address and a code."),
            _("If it was not you, you need not do anything."),
        ),
    )


def _news(subject: Callable[[], str]) -> Callable[[Mapping[str, Any]], Letter]:
    """A letter that tells of a change to the account."""

    def write(context: Mapping[str, Any]) -> Letter:  # noqa: ARG001  all letters are called alike
        return Letter(
            subject=subject(),
            paragraphs=(
                subject() + ".",
                _(
                    "If it was not you, sign in now, sign out all other devices, and tell your "
                    "administrator."
                ),
            ),
        )

    return write


_LETTERS: Final[Mapping[str, Callable[[Mapping[str, Any]], Letter]]] = {
    "login_code": _login_code,
    "email_confirmation": _address_code,
    "email_confirmation_signup": _address_code,
    "password_reset_key": _new_password,
    "unknown_account": _no_password,
    "account_already_exists": _address_is_known,
    "password_reset": _news(lambda: _("Your password was changed")),
    "password_changed": _news(lambda: _("Your password was changed")),
    "password_set": _news(lambda: _("A password was set for your account")),
    "totp_activated": _news(lambda: _("An authenticator app was set up for your account")),
    "totp_deactivated": _news(lambda: _("The authenticator app was removed from your account")),
    "webauthn_added": _news(lambda: _("A passkey was added to your account")),
    "webauthn_removed": _news(lambda: _("A passkey was removed from your account")),
    "recovery_codes_generated": _news(lambda: _("New recovery codes were made for your account")),
    "account_connected": _news(lambda: _("A state's own sign-on was joined to your account")),
}
