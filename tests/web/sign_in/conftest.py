"""A post office that really takes mail, and the people who sign in."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller

if TYPE_CHECKING:  # models can be imported only when Django has started, later than this file
    from django.test import Client

    from sapar.apps.accounts.models import User

    from .people import PostOffice


@pytest.fixture(scope="session")
def _server() -> Iterator[tuple[Controller, PostOffice]]:
    from .people import Counter, PostOffice

    office = PostOffice()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(Counter(office), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller, office
    controller.stop()


@pytest.fixture
def post_office(_server: tuple[Controller, PostOffice], settings: Any) -> PostOffice:
    """An SMTP server on this machine, to which the site sends its mail."""
    controller, office = _server
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    office.mails.clear()
    return office


@pytest.fixture
def officer(db: None) -> User:
    """Aigul, a consular officer with a password."""
    from .people import make_officer

    return make_officer()


@pytest.fixture
def citizen(db: None) -> User:
    """Somebody without a role, who has signed in before."""
    from .people import User, verify

    user = User.objects.create_user("citizen@example.org")
    verify(user)
    return user


@pytest.fixture
def visitor() -> Client:
    """A browser that has visited nothing."""
    from django.test import Client

    return Client()
