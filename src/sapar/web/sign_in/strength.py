"""Whether somebody who has signed in has shown enough: two factors, where a role is held."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from django.http import HttpRequest

from sapar.apps.accounts.actor import Held
from sapar.apps.accounts.models import User
from sapar.apps.accounts.queries import held_by

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needs_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether the user holds a role now; a citizen's passkey is a comfort, not a duty."""
    return bool(held(request, user))


def held(request: HttpRequest, user: User) -> tuple[Held, ...]:
    """The roles in force, asked of the database once in a request."""
    known: dict[int, tuple[Held, ...]] = request.__dict__.setdefault("_sapar_held", {})
    if user.pk not in known:
        known[user.pk] = held_by(user.pk, at=request.at) if user.is_active else ()  # type: ignore[attr-defined]
    return known[user.pk]


def is_strong(request: HttpRequest, user: User) -> bool:
    """Whether a second factor was shown in this session, or a provider that we trust vouches for it.

    A passkey is two factors by itself: the device, and the finger or number that unlocks it.
    """
    return any(
        record.get("method") == "mfa" or _is_vouched_for(request, record)
        for record in get_authentication_records(request, user)
    )


def _is_vouched_for(request: HttpRequest, record: dict[str, Any]) -> bool:
    if record.get("method") != "socialaccount":
        return False
    try:
        app = get_adapter(request).get_app(request, provider=record.get("provider"))
    except SocialApp.DoesNotExist:  # the operator has taken it away meanwhile
        return False
    return app.settings.get("vouches_for_second_factor") is True


def second_factors_of(user: User) -> frozenset[str]:
    """The kinds of second factor that are set up; recovery codes alone are none."""
    found = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)
    return frozenset(found.values_list("type", flat=True))


def is_last_second_factor(authenticator: Authenticator) -> bool:
    """Whether nothing but recovery codes would be left without it."""
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=SECOND_FACTORS)
    return authenticator.type in SECOND_FACTORS and not others.exclude(pk=authenticator.pk).exists()
