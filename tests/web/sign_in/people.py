"""Who signs in, and the post office that takes their mail."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client

from sapar.apps.accounts.actions import grant
from sapar.apps.accounts.actor import machine
from sapar.apps.accounts.models import User
from sapar.apps.accounts.roles import Role
from sapar.config.clock import now

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
