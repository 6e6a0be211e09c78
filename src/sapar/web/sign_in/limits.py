"""How long a session lasts: without a request, and altogether.

When it began is in the session. When the last request came is in a signed cookie of its own: so a
request only reads the database.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from sapar.apps.accounts.models import User
from sapar.web.sign_in.strength import held

_BEGUN: Final = "sapar_begun"
_SALT: Final = "sapar.web.sign_in.limits"
_STEP: Final = timedelta(minutes=1)


def begin(request: HttpRequest) -> None:
    """Count the session from now, and the last request, too."""
    request.session[_BEGUN] = _at(request).isoformat()
    request.__dict__["_sapar_seen"] = _at(request)


def age_of(request: HttpRequest) -> timedelta | None:
    """How long ago somebody signed in here; None if nobody did."""
    begun = request.session.get(_BEGUN)
    return _at(request) - datetime.fromisoformat(begun) if begun else None


def is_over(request: HttpRequest, user: User) -> bool:
    """Whether the session is too old, or nothing was asked for too long. Without its marks it is over."""
    limits = (
        settings.SAPAR_OFFICER_SESSION if held(request, user) else settings.SAPAR_CITIZEN_SESSION
    )
    age, seen = age_of(request), _last_seen(request)
    if age is None or seen is None:
        return True
    request.__dict__["_sapar_seen"] = seen
    return bool(age >= limits.longest or _at(request) - seen >= limits.idle)


def mark(request: HttpRequest, response: HttpResponse) -> None:
    """Remember in the browser that it was here: once a minute, and when the session has a new number."""
    now, session = _at(request), _session(request)
    seen = request.__dict__.get("_sapar_seen")
    if seen and request.__dict__.get("_sapar_cookie_of") == session and now - seen < _STEP:
        return
    response.set_cookie(
        _name(),
        signing.dumps([session, now.isoformat()], salt=_SALT),
        httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Lax",
    )


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Take the mark away from a browser that has one."""
    if _name() in request.COOKIES:
        response.delete_cookie(_name(), samesite="Lax")


def _last_seen(request: HttpRequest) -> datetime | None:
    try:
        session, seen = signing.loads(request.COOKIES.get(_name(), ""), salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    if session != _session(request):
        return None
    request.__dict__["_sapar_cookie_of"] = session
    return datetime.fromisoformat(seen)


def _session(request: HttpRequest) -> str:
    """The session's number, hashed: the cookie must not give away what signs in."""
    return salted_hmac(_SALT, request.session.session_key or "", algorithm="sha256").hexdigest()


def _name() -> str:
    return "__Host-seen" if settings.SESSION_COOKIE_SECURE else "sapar-seen"


def _at(request: HttpRequest) -> datetime:
    at: datetime = request.at  # type: ignore[attr-defined]
    return at
