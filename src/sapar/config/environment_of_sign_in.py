"""The environment variables of signing in: mail, a state's own sign-on, how long a session lasts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from sapar.config.setting_error import SettingError

_PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_KEYS: Final = {"id", "name", "issuer", "client_id", "client_secret"}
_CHOICES: Final = {"vouches_for_second_factor", "links_by_verified_email"}
_ID: Final = re.compile(r"[a-z][a-z0-9-]{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The server that takes our mail; without a host mail is written to the terminal."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOn:
    """A state's own sign-on: an OpenID Connect provider."""

    id: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    vouches_for_second_factor: bool
    links_by_verified_email: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLimits:
    """How long a session lasts: without a request, and altogether."""

    idle: timedelta
    longest: timedelta


def read_mail(variables: Mapping[str, str], *, production: bool) -> Mail:
    """SAPAR_MAIL_URL and SAPAR_MAIL_FROM. In production there is always a server, else nobody signs in."""
    text = variables.get("SAPAR_MAIL_URL") or ("smtp://localhost:25" if production else "")
    sender = variables.get("SAPAR_MAIL_FROM") or "Sapar <sapar@localhost>"
    if not text:
        return Mail(host="", port=0, user="", password="", starttls=False, tls=False, sender=sender)
    try:
        url = urlsplit(text)
        port = url.port or _PORTS[url.scheme]
    except (ValueError, LookupError):
        url, port = urlsplit(""), 0
    if not url.hostname:
        raise SettingError(
            "SAPAR_MAIL_URL cannot be understood; write smtp://host, smtp+starttls://user:password@host "
            "or smtps://user:password@host."
        )
    return Mail(
        host=url.hostname,
        port=port,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        starttls=url.scheme == "smtp+starttls",
        tls=url.scheme == "smtps",
        sender=sender,
    )


def read_sign_ons(variables: Mapping[str, str], *, production: bool) -> tuple[SignOn, ...]:
    """SAPAR_OIDC_PROVIDERS: a JSON list of objects, one for each provider."""
    try:
        given = json.loads(variables.get("SAPAR_OIDC_PROVIDERS") or "[]")
    except ValueError:
        given = None
    if not isinstance(given, list):
        raise SettingError("SAPAR_OIDC_PROVIDERS must be a list in JSON: [{…}].")
    providers = tuple(_sign_on(one, production=production) for one in given)
    if len({one.id for one in providers}) != len(providers):
        raise SettingError("SAPAR_OIDC_PROVIDERS has two providers with the same id.")
    return providers


def _sign_on(given: Any, *, production: bool) -> SignOn:
    if not isinstance(given, dict) or not _KEYS <= set(given) <= _KEYS | _CHOICES:
        raise SettingError(
            f"Each of SAPAR_OIDC_PROVIDERS needs {', '.join(sorted(_KEYS))}, and may have "
            f"{', '.join(sorted(_CHOICES))}."
        )
    if not all(isinstance(given[key], str) and given[key] for key in _KEYS):
        raise SettingError(f"In SAPAR_OIDC_PROVIDERS {', '.join(sorted(_KEYS))} are texts.")
    if not _ID.fullmatch(given["id"]):
        raise SettingError(
            f"“{given['id']}” in SAPAR_OIDC_PROVIDERS cannot be an id; use small letters, digits, hyphens."
        )
    if not all(isinstance(given.get(key, False), bool) for key in _CHOICES):
        raise SettingError(
            f"In SAPAR_OIDC_PROVIDERS {' and '.join(sorted(_CHOICES))} are true or false."
        )
    if production and urlsplit(given["issuer"]).scheme != "https":
        raise SettingError(
            f"The issuer of “{given['id']}” in SAPAR_OIDC_PROVIDERS must begin with https://."
        )
    return SignOn(**{**dict.fromkeys(_CHOICES, False), **given})


def read_limits(
    variables: Mapping[str, str], who: str, *, idle_minutes: int, hours: int
) -> SessionLimits:
    """SAPAR_<who>_IDLE_MINUTES and SAPAR_<who>_SESSION_HOURS."""
    return SessionLimits(
        idle=timedelta(minutes=_number(variables, f"SAPAR_{who}_IDLE_MINUTES", idle_minutes)),
        longest=timedelta(hours=_number(variables, f"SAPAR_{who}_SESSION_HOURS", hours)),
    )


def _number(variables: Mapping[str, str], name: str, default: int) -> int:
    text = variables.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise SettingError(f"{name} is “{text}”; it must be a whole number from 1 to 10000.")
    return int(text)
