"""The only place that reads environment variables; docs/reference/settings.md explains each."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

_CHECKOUT: Final = Path(__file__).resolve().parents[3]
_ROOT: Final = _CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd()
_DEVELOPMENT_KEY: Final = "for-development-only-everybody-can-read-this-key-in-the-repository"
_HOME_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
_YES_AND_NO: Final = {"": False, "0": False, "no": False, "1": True, "yes": True}

NAMES: Final = (
    "SAPAR_ENV",
    "SAPAR_SECRET_KEY",
    "SAPAR_ALLOWED_HOSTS",
    "SAPAR_TRUSTED_PROXY",
    "SAPAR_DATA",
    "SAPAR_INSTRUMENTS",
    "SAPAR_DEBUG",
    "SAPAR_NOW",
    "DATABASE_URL",
    "SAPAR_JOBS",
    "SAPAR_SPARK_MASTER",
)


class SettingError(Exception):
    """An environment variable is missing or cannot be understood; the message names the mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the operator decided, checked."""

    production: bool
    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    trusted_proxy: bool
    data: Path
    instruments: Path
    database_url: str
    jobs: str
    now: datetime | None


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read and check every variable. Without SAPAR_ENV it is production: the safe side."""
    production = _is_production(variables)
    data = Path(variables.get("SAPAR_DATA") or _ROOT / "var").resolve()
    database_url = variables.get("DATABASE_URL") or f"sqlite:///{data / 'sapar.sqlite3'}"
    return Environment(
        production=production,
        debug=_debug(variables, production=production),
        secret_key=_secret_key(variables, production=production),
        allowed_hosts=_allowed_hosts(variables, production=production),
        trusted_proxy=_yes(variables, "SAPAR_TRUSTED_PROXY"),
        data=data,
        instruments=instruments_folder(variables),
        database_url=database_url,
        jobs=_jobs(variables, database_url=database_url),
        now=_now(variables, production=production),
    )


def instruments_folder(variables: Mapping[str, str]) -> Path:
    """The folder of instruments: SAPAR_INSTRUMENTS, or the one of this checkout."""
    return Path(variables.get("SAPAR_INSTRUMENTS") or _ROOT / "instruments").resolve()


def _is_production(variables: Mapping[str, str]) -> bool:
    name = variables.get("SAPAR_ENV") or "production"
    if name not in ("production", "development"):
        raise SettingError(f"SAPAR_ENV is “{name}”; it must be production or development.")
    return name == "production"


def _yes(variables: Mapping[str, str], name: str) -> bool:
    value = variables.get(name, "").strip().lower()
    if value not in _YES_AND_NO:
        raise SettingError(f"{name} is “{value}”; it must be 1 or 0.")
    return _YES_AND_NO[value]


def _debug(variables: Mapping[str, str], *, production: bool) -> bool:
    debug = _yes(variables, "SAPAR_DEBUG")
    if debug and production:
        raise SettingError(
            "SAPAR_DEBUG shows the site's insides: it works only with SAPAR_ENV=development."
        )
    return debug


def _secret_key(variables: Mapping[str, str], *, production: bool) -> str:
    key = variables.get("SAPAR_SECRET_KEY", "")
    if not production:
        return key or _DEVELOPMENT_KEY
    if len(key) < 50 or key == _DEVELOPMENT_KEY:
        raise SettingError(
            "Set SAPAR_SECRET_KEY to 50 or more random characters of your own, for example from "
            "`openssl rand -base64 48`, or SAPAR_ENV=development to try Sapar on your own computer."
        )
    return key


def _allowed_hosts(variables: Mapping[str, str], *, production: bool) -> tuple[str, ...]:
    hosts = tuple(
        host.strip() for host in variables.get("SAPAR_ALLOWED_HOSTS", "").split(",") if host.strip()
    )
    if production and (not hosts or "*" in hosts):
        raise SettingError(
            "Set SAPAR_ALLOWED_HOSTS to the site's own names, for example sapar.example.org."
        )
    return hosts or _HOME_HOSTS


def _jobs(variables: Mapping[str, str], *, database_url: str) -> str:
    name = variables.get("SAPAR_JOBS") or "database"
    if name not in ("database", "procrastinate"):
        raise SettingError(f"SAPAR_JOBS is “{name}”; it must be database or procrastinate.")
    if name == "procrastinate" and database_url.startswith("sqlite"):
        raise SettingError(
            "SAPAR_JOBS=procrastinate needs PostgreSQL: set DATABASE_URL, or leave SAPAR_JOBS out."
        )
    return name


def _now(variables: Mapping[str, str], *, production: bool) -> datetime | None:
    text = variables.get("SAPAR_NOW", "")
    if not text:
        return None
    if production:
        raise SettingError("SAPAR_NOW stops the clock: it works only with SAPAR_ENV=development.")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise SettingError(
            f"SAPAR_NOW is “{text}”; write an instant with its offset, like 2026-01-20T09:00+09:00."
        )
    return instant
