"""What a password must be: long, not a common one, not the address. Said in our own words."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sapar.apps.accounts.models import User

LEAST: Final = 12
ADVISED: Final = 15


def advice() -> str:
    """What somebody is told before they choose one."""
    return _(
        "At least %(least)s characters, better %(advised)s or more. Four or five words that have "
        "nothing to do with each other are easy to remember."
    ) % {"least": LEAST, "advised": ADVISED}


class LongEnough:
    """At least twelve characters; nothing else is asked of them."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002  Django's signature
        """Raises ValidationError."""
        if len(password) < LEAST:
            raise ValidationError(
                _("The password is too short: use at least %(least)s characters.")
                % {"least": LEAST}
            )

    def get_help_text(self) -> str:
        """The same, before."""
        return advice()


class NotCommon(CommonPasswordValidator):
    """Not one of the twenty thousand that are tried first."""

    def get_error_message(self) -> str:
        """What is wrong."""
        return _("Many people use this password, so it is tried first. Choose another one.")

    def get_help_text(self) -> str:
        """Nothing that helps to choose one."""
        return ""


class NotTheAddress:
    """Not made of the user's own address or name."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        if user is None:
            return
        said = password.casefold()
        own = (user.email, user.email.partition("@")[0], user.name)
        rest = min((len(said.replace(one.casefold(), "")) for one in own if one), default=LEAST)
        if rest < LEAST // 2:
            raise ValidationError(
                _("The password is too much like your address or your name. Choose another one.")
            )

    def get_help_text(self) -> str:
        """Nothing that helps to choose one."""
        return ""
