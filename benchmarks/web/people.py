"""The person the benchmark asks for, and the cookie in which the pages carry their answers."""

from __future__ import annotations

import json
import os

from benchmarks.web.load import Target
from tests.api.people import AIGUL, PROGRAMME

NOON_IN_SEOUL = "2026-01-20T12:00+09:00"

EMPTY = Target(name="empty view", path="/api/empty")
FULL = Target(name="empty view, behind the pages' middleware", path="/empty")
JSON = Target(
    name="JSON assessment",
    path=f"/api/v1/instruments/{PROGRAMME}/assessment",
    method="POST",
    content_type="application/json",
    body=json.dumps({"facts": AIGUL}).encode(),
)


def page(path: str) -> Target:
    """The HTML answer page of the same person."""
    return Target(name="HTML answer page", path=path, cookie=_cookie())


def _cookie() -> str:
    os.environ["SAPAR_ENV"] = "development"
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.web.settings"
    import django  # noqa: PLC0415  it reads its settings when it starts

    django.setup()
    from django.http import HttpResponse  # noqa: PLC0415

    from sapar.web.frame.carried import NAME, Told, carry  # noqa: PLC0415

    response = HttpResponse()
    carry(response, Told(AIGUL), secure=False)
    return f"{NAME}={response.cookies[NAME].value}"
