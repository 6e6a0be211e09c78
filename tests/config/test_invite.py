"""The first administrator of a state is invited from the command line, by a real letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sapar.config.clock import now
from sapar.config.invite import main

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

pytestmark = pytest.mark.django_db


def test_the_first_administrator_gets_a_role_and_a_letter_in_their_language(
    mailoutbox: list[EmailMessage], settings: Any
) -> None:
    from sapar.apps.accounts.models import User
    from sapar.apps.accounts.queries import actor_of
    from sapar.apps.accounts.roles import Role

    settings.ALLOWED_HOSTS = ["sapar.example.org"]
    asked = ["administrator", "KZ", "Askar@example.org", "--language", "kk", "--name", "Askar"]
    assert main(asked) == 0
    (mail,) = mailoutbox
    assert mail.to == ["askar@example.org"]
    assert "https://sapar.example.org/kk/sign-in/" in mail.body
    assert "рөл берді" in mail.body
    assert actor_of(User.objects.get(), at=now()).holds(Role.ADMINISTRATOR)


def test_what_is_kept_apart_is_refused_with_its_reason(
    mailoutbox: list[EmailMessage], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["administrator", "KZ", "askar@example.org"]) == 0
    assert main(["auditor", "KZ", "askar@example.org"]) == 1
    assert "Nobody is auditor and administrator" in capsys.readouterr().err
    assert main(["helper", "KZ", "askar@example.org", "--post", "nowhere"]) == 1
    assert len(mailoutbox) == 1
