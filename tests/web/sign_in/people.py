"""Who signs in, and the post office that takes their mail."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import time_machine
from aiosmtpd.smtp import SMTP, Envelope, Session
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client

from sapar.apps.accounts.actions import grant
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import User
from sapar.apps.accounts.roles import Role
from sapar.config.clock import now
from sapar.web.sign_in.limits import begin, mark

LANGUAGES = [code for code, _ in settings.LANGUAGES]
PASSWORD = "correct horse battery staple"
CODE = re.compile(r"\b\d{4}-\d{4}\b")


@dataclass
class PostOffice:
    """Every mail that arrived, the newest last."""

    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the newest mail."""
        body = self.mails[-1].get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    @property
    def code(self) -> str:
        """The code in the newest mail."""
        (found,) = CODE.findall(self.text)
        return str(found)

    @property
    def link(self) -> str:
        """The link in the newest mail."""
        return re.findall(r"http\S+", self.text)[0]


class Counter:
    """Where the post office takes mail in: the part that aiosmtpd looks at."""

    def __init__(self, office: PostOffice) -> None:
        self.mails = office.mails

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002  aiosmtpd's names
        mail = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        self.mails.append(mail)  # type: ignore[arg-type]
        return "250 Taken"


def make_officer(email: str = "aigul@example.org", *, password: str | None = PASSWORD) -> User:
    """Somebody with a role, without a second factor yet."""
    user = User.objects.create_user(email, password, name="Aigul")
    at = now()
    grant(user, role=Role.CONSULAR_OFFICER, state="KZ", actor=machine(at), at=at)
    verify(user)
    return user


def verify(user: User) -> None:
    """Say that the address was shown to be theirs."""
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


def sign_in_by_code(
    client: Client, post_office: PostOffice, email: str, language: str = "en"
) -> Any:
    """Ask for a code, take it from the mail, type it."""
    client.post(f"/{language}/sign-in/", {"email": email})
    return client.post(f"/{language}/sign-in/code/", {"code": post_office.code})


def sign_in_by_password(client: Client, email: str, password: str = PASSWORD) -> Any:
    """Type address and password."""
    return client.post("/en/sign-in/officers/", {"login": email, "password": password})


def signed_in_as(user: User, *, strongly: bool = True) -> Client:
    """A browser in which somebody has just signed in; with a second factor unless not ``strongly``.

    Django's ``force_login`` alone is not enough: a session without its marks counts as over.
    """
    client = Client()
    client.force_login(user)
    request = HttpRequest()
    request.at = now()  # type: ignore[attr-defined]  # the middleware's work
    request.session = client.session
    begin(request)
    if strongly:
        record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    response = HttpResponse()
    mark(request, response)
    client.cookies.update(response.cookies)
    return client


def code_of(secret: str, *, later: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(now().timestamp()) // 30 + later))


def with_app(user: User) -> str:
    """Give somebody an authenticator app; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def show_code(
    client: Client, secret: str, *, at: str = "second/", later: int = 0, follow: bool = False
) -> Any:
    """Type the code of the app, within the half minute in which it is shown."""
    with time_machine.travel(now(), tick=False):
        said = {"code": code_of(secret, later=later)}
        return client.post(f"/en/sign-in/{at}", said, follow=follow)
