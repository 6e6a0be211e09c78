"""What the API's tests share: a clock that stands still, and one way to ask."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

NOON_IN_SEOUL = datetime.fromisoformat("2026-01-20T12:00+09:00")
Ask = Callable[..., HttpResponse]


@pytest.fixture(autouse=True, scope="session")
def static_folder() -> None:
    """WhiteNoise warns when the folder of static files is not there."""
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def clock(settings: Settings) -> None:
    """It is noon in Seoul on 20 January 2026."""
    settings.SAPAR_NOW = NOON_IN_SEOUL


@pytest.fixture
def ask(client: Client) -> Ask:
    """Post a body to an address below /api/v1/instruments/: a value, or bytes as they are."""

    def post(path: str, body: Any, **more: Any) -> HttpResponse:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        more = {"content_type": "application/json", **more}
        return client.post(f"/api/v1/instruments/{path}", sent, **more)

    return post
