"""The posts of the demonstration and who works there, each with one password and one authenticator app.

Development only: everybody can read the password and the secret here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import make_password

from sapar.apps.accounts.actions import invite
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import Post, User
from sapar.apps.accounts.roles import Role

PASSWORD: Final = "the swallow knows the way"  # noqa: S105  for a demonstration, readable by all
SECRET: Final = "SAPARDEMONSTRATIONSAPARDEMONSTRA"  # noqa: S105  the same

_POSTS: Final = (
    ("kz-seoul", Post.Kind.EMBASSY, "KZ", "Embassy of Kazakhstan in Seoul"),
    ("kz-busan", Post.Kind.CONSULATE, "KZ", "Consulate General of Kazakhstan in Busan"),
    ("kr-seoul", Post.Kind.MIGRATION_OFFICE, "KR", "Seoul Immigration Office"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody invented who holds a role; ``post`` empty means the whole state."""

    name: str
    role: Role
    post: str = ""
    state: str = "KZ"
    language: str = "en"

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return f"{self.name.lower()}@example.org"


OFFICERS: Final = (
    Officer(name="Aigul", role=Role.CONSULAR_OFFICER, post="kz-seoul"),
    Officer(name="Bolat", role=Role.CONSULAR_OFFICER, post="kz-seoul", language="ru"),
    Officer(name="Dana", role=Role.CONSULAR_OFFICER, post="kz-busan", language="kk"),
    Officer(name="Saule", role=Role.SUPERVISOR, post="kz-seoul"),
    Officer(name="Marat", role=Role.HELPER, post="kz-seoul"),
    Officer(name="Timur", role=Role.AUDITOR),
    Officer(name="Zhanar", role=Role.DATA_PROTECTION_OFFICER),
    Officer(name="Erlan", role=Role.INSTRUMENT_EDITOR),
    Officer(name="Askar", role=Role.ADMINISTRATOR),
    Officer(name="Haneul", role=Role.MIGRATION_OFFICER, post="kr-seoul", state="KR", language="ko"),
)


def open_posts() -> dict[str, Post]:
    """The posts, by code."""
    return {code: _post(code, kind, state, name) for code, kind, state, name in _POSTS}


def _post(code: str, kind: Post.Kind, state: str, name: str) -> Post:
    return Post.objects.create(
        code=code,
        kind=kind,
        state=state,
        country="KR",
        time_zone="Asia/Seoul",
        names={"en": name},
    )


def take_up_duty(posts: dict[str, Post], *, at: datetime) -> dict[str, User]:
    """Everybody with their role, a password and an authenticator app; by first name."""
    return {one.name: _officer(one, posts, at=at) for one in OFFICERS}


@cache
def _hashed() -> str:
    """The password as it is kept; to hash it once is slow enough."""
    return make_password(PASSWORD)


def _officer(one: Officer, posts: dict[str, Post], *, at: datetime) -> User:
    user = invite(
        one.email,
        role=one.role,
        state=one.state,
        post=posts.get(one.post),
        name=one.name,
        language=one.language,
        actor=machine(at),
        at=at,
    )
    user.password = _hashed()
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    TOTP.activate(user, SECRET)
    return user


def code_now() -> str:
    """What the authenticator app of everybody here shows; by the real clock, as sign-in asks it."""
    return str(format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time())))))
