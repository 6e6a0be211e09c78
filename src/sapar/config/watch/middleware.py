"""Answers who asks whether the site lives, and writes a line for every other request."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from ipaddress import ip_address
from time import perf_counter
from typing import Final
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from sapar.config.clock import now
from sapar.config.watch import health, metrics

_HOME: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_OF_A_PROXY: Final = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)
_log = structlog.get_logger("sapar.request")


class WatchMiddleware:
    """The outermost: it answers a probe without a session, a host name or HTTPS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = _ANSWERS.get(request.path_info)
        if answer is not None and request.method in ("GET", "HEAD"):
            response = answer(request)
            response.headers["Cache-Control"] = "no-store"
            return response
        return self._told(request)

    def _told(self, request: HttpRequest) -> HttpResponse:
        """Let the site answer, then write: which view, which user, how it ended, how long it took."""
        name = uuid4().hex
        structlog.contextvars.bind_contextvars(request=name)
        began = perf_counter()
        try:
            response = self.get_response(request)
            seconds = perf_counter() - began
            view = _view_of(request)
            metrics.count(view, response.status_code, seconds)
            _log.info(
                "answered",
                view=view,
                method=request.method,
                status=response.status_code,
                milliseconds=round(seconds * 1000, 1),
                user=_user_of(request),
            )
        finally:
            structlog.contextvars.unbind_contextvars("request")
        response.headers["X-Request-ID"] = name
        return response


def _live(_request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "live"})


def _ready(request: HttpRequest) -> HttpResponse:
    """503 when something stands in the way; what it is, only the operator is told."""
    found = health.faults()
    said: dict[str, object] = {"status": "not ready" if found else "ready"}
    if _may_look(request):
        said["faults"] = found
        if "database" not in found and "migrations" not in found:
            said["oldest_job_seconds"] = health.oldest_job(at=now())
    return JsonResponse(said, status=503 if found else 200)


def _metrics(request: HttpRequest) -> HttpResponse:
    if not _may_look(request):
        return HttpResponse(status=404)
    return HttpResponse(metrics.figures(at=now()), content_type=metrics.TYPE)


_ANSWERS: Final[dict[str, Callable[[HttpRequest], HttpResponse]]] = {
    "/health/live": _live,
    "/health/ready": _ready,
    "/metrics": _metrics,
}


def _may_look(request: HttpRequest) -> bool:
    """Whoever has the token; without one whoever is on this machine and came through no proxy."""
    token: str = settings.SAPAR_METRICS_TOKEN
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if token:
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
    direct = host in _HOME and not any(name in request.META for name in _OF_A_PROXY)
    return direct and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _view_of(request: HttpRequest) -> str:
    """The view's name: never the path, in which a case's number may stand."""
    match = request.resolver_match
    return (match.view_name or match._func_path) if match else "none"


def _user_of(request: HttpRequest) -> int | None:
    """The user's number, if somebody asked who it is; asking would cost a page its lightness."""
    user = request.__dict__.get("_cached_user")
    return user.pk if user is not None and user.is_authenticated else None
