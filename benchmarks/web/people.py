"""The person the benchmark asks for, and the cookie in which the pages carry their answers."""

from __future__ import annotations

import json
import os
from typing import Any

from benchmarks.web.load import Target

PROGRAMME = "kr-voluntary-departure-2025"
NOON_IN_SEOUL = "2026-01-20T12:00+09:00"
FACTS: dict[str, Any] = {
    "person.nationality": "KZ",
    "person.born": "1990-02-01",
    "person.has_committed_offence": False,
    "person.under_departure_order": False,
    "person.detained": False,
    "stay.country": "KR",
    "stay.entered_on": "2020-01-01",
    "stay.entry": "regular",
    "stay.unlawful_since": "2021-01-01",
    "travel_document.kind": "passport",
    "travel_document.valid_until": "2027-01-01",
    "departure.date": "2026-02-10",
    "departure.ticket": True,
    "departure.port": "ICN",
    "declaration.form": True,
    "declaration.filed_on": "2026-02-02",
    "household.children": [],
}

EMPTY = Target(name="empty view", path="/api/empty")
FULL = Target(name="empty view, behind the pages' middleware", path="/empty")
JSON = Target(
    name="JSON assessment",
    path=f"/api/v1/instruments/{PROGRAMME}/assessment",
    method="POST",
    content_type="application/json",
    body=json.dumps({"facts": FACTS}).encode(),
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

    from sapar.web.public.interview.carried import NAME, Told, carry  # noqa: PLC0415

    response = HttpResponse()
    carry(response, Told(FACTS), secure=False)
    return f"{NAME}={response.cookies[NAME].value}"
