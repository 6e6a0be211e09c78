"""The only place that reads the clock; everything below takes the time as an argument."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def now() -> datetime:
    """The present instant in UTC, or the one that SAPAR_NOW holds still during development."""
    held: datetime | None = settings.SAPAR_NOW
    return (held or datetime.now(UTC)).astimezone(UTC)


class ClockMiddleware:
    """Gives each request its instant `at`, and `clock_is_held` when that is not the real one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.at = now()  # type: ignore[attr-defined]  # the doors name the type: web/frame/requests.py
        request.clock_is_held = settings.SAPAR_NOW is not None  # type: ignore[attr-defined]
        return self.get_response(request)
