"""The only place that reads environment variables; docs/reference/settings.md explains each."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sapar.config.environment_of_sign_in import (
    Mail,
    SessionLimits,
    SignOn,
    read_limits,
    read_mail,
    read_sign_ons,
)
from sapar.config.setting_error import SettingError

_CHECKOUT: Final = Path(__file__).resolve().parents[3]
_ROOT: Final = _CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd()
_DEVELOPMENT_KEY: Final = "for-development-only-everybody-can-read-this-key-in-the-repository"
_HOME_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
_YES_AND_NO: Final = {"": False, "0": False, "no": False, "1": True, "yes": True}

NAMES: Final = (
    "SAPAR_ENV",
    "SAPAR_SECRET_KEY",
    "SAPAR_OLD_SECRET_KEY",
    "SAPAR_ALLOWED_HOSTS",
    "SAPAR_TRUSTED_PROXY",
    "SAPAR_ADDRESS",
    "SAPAR_DATA",
    "SAPAR_INSTRUMENTS",
    "SAPAR_KEYS",
    "SAPAR_MASTER_KEYS",
    "SAPAR_DEBUG",
    "SAPAR_NOW",
    "SAPAR_UPLOAD_MB",
    "SAPAR_CLAMD",
    "SAPAR_EVIDENCE_BUCKET",
    "SAPAR_S3_ENDPOINT",
    "DATABASE_URL",
    "SAPAR_MAIL_URL",
    "SAPAR_MAIL_FROM",
    "SAPAR_OIDC_PROVIDERS",
    "SAPAR_OFFICER_IDLE_MINUTES",
    "SAPAR_OFFICER_SESSION_HOURS",
    "SAPAR_CITIZEN_IDLE_MINUTES",
    "SAPAR_CITIZEN_SESSION_HOURS",
    "SAPAR_JOBS",
    "SAPAR_METRICS_TOKEN",
    "PROMETHEUS_MULTIPROC_DIR",
    "SAPAR_SPARK_MASTER",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the operator decided, checked."""

    production: bool
    debug: bool
    secret_key: str
    old_secret_key: str
    allowed_hosts: tuple[str, ...]
    trusted_proxy: bool
    address: str
    data: Path
    instruments: Path
    keys: Path | None
    master_keys: str
    upload_limit: int
    clamd: str
    evidence_bucket: str
    s3_endpoint: str
    database_url: str
    mail: Mail
    oidc: tuple[SignOn, ...]
    officers: SessionLimits
    citizens: SessionLimits
    jobs: str
    metrics_token: str
    metrics_folder: str
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
        old_secret_key=variables.get("SAPAR_OLD_SECRET_KEY", ""),
        allowed_hosts=_allowed_hosts(variables, production=production),
        trusted_proxy=_yes(variables, "SAPAR_TRUSTED_PROXY"),
        address=_address(variables, production=production),
        data=data,
        instruments=instruments_folder(variables),
        keys=_keys(variables, data, production=production),
        master_keys=variables.get("SAPAR_MASTER_KEYS") or "sapar.apps.keys.ring.KeyRing",
        upload_limit=_megabytes(variables, "SAPAR_UPLOAD_MB", default=20) * 1_000_000,
        clamd=_clamd(variables),
        evidence_bucket=variables.get("SAPAR_EVIDENCE_BUCKET", "").strip(),
        s3_endpoint=_endpoint(variables),
        mail=read_mail(variables, production=production),
        oidc=read_sign_ons(variables, production=production),
        officers=read_limits(variables, "OFFICER", idle_minutes=30, hours=12),
        citizens=read_limits(variables, "CITIZEN", idle_minutes=120, hours=24),
        database_url=database_url,
        jobs=_jobs(variables, database_url=database_url),
        metrics_token=_token(variables),
        metrics_folder=variables.get("PROMETHEUS_MULTIPROC_DIR", ""),
        now=_now(variables, production=production),
    )


def instruments_folder(variables: Mapping[str, str]) -> Path:
    """The folder of instruments: SAPAR_INSTRUMENTS, or the one of this checkout."""
    return Path(variables.get("SAPAR_INSTRUMENTS") or _ROOT / "instruments").resolve()


def _keys(variables: Mapping[str, str], data: Path, *, production: bool) -> Path | None:
    """The file of the key ring. In production its place is the operator's choice, or there is none."""
    named = variables.get("SAPAR_KEYS")
    if named:
        return Path(named).resolve()
    return None if production else data / "keys.json"


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


def _address(variables: Mapping[str, str], *, production: bool) -> str:
    """Where the site is, for letters: the first allowed host unless the operator says otherwise."""
    named = variables.get("SAPAR_ADDRESS", "").rstrip("/")
    if named and not named.startswith(("https://", "http://")):
        raise SettingError(
            f"SAPAR_ADDRESS is “{named}”; write it with https://, as https://sapar.example.org."
        )
    hosts = _allowed_hosts(variables, production=production)
    return named or (f"https://{hosts[0]}" if production else "http://localhost:8000")


def _allowed_hosts(variables: Mapping[str, str], *, production: bool) -> tuple[str, ...]:
    hosts = tuple(
        host.strip() for host in variables.get("SAPAR_ALLOWED_HOSTS", "").split(",") if host.strip()
    )
    if production and (not hosts or "*" in hosts):
        raise SettingError(
            "Set SAPAR_ALLOWED_HOSTS to the site's own names, for example sapar.example.org."
        )
    return hosts or _HOME_HOSTS


def _megabytes(variables: Mapping[str, str], name: str, *, default: int) -> int:
    text = variables.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1000):
        raise SettingError(f"{name} is “{text}”; it must be a whole number from 1 to 1000.")
    return int(text)


def _clamd(variables: Mapping[str, str]) -> str:
    """Where clamd listens; empty: there is no scanner."""
    text = variables.get("SAPAR_CLAMD", "").strip()
    host, _, port = text.rpartition(":")
    is_socket = text.startswith("unix:/")
    is_port = bool(host) and port.isascii() and port.isdigit() and 0 < int(port) < 65_536
    if text and not is_socket and not is_port:
        raise SettingError(
            f"SAPAR_CLAMD is “{text}”; write unix:/run/clamav/clamd.ctl, or a host and a port."
        )
    return text


def _endpoint(variables: Mapping[str, str]) -> str:
    text = variables.get("SAPAR_S3_ENDPOINT", "").strip()
    if text and not text.startswith(("https://", "http://")):
        raise SettingError(f"SAPAR_S3_ENDPOINT is “{text}”; write it with https:// in front.")
    return text


def _jobs(variables: Mapping[str, str], *, database_url: str) -> str:
    name = variables.get("SAPAR_JOBS") or "database"
    if name not in ("database", "procrastinate"):
        raise SettingError(f"SAPAR_JOBS is “{name}”; it must be database or procrastinate.")
    if name == "procrastinate" and database_url.startswith("sqlite"):
        raise SettingError(
            "SAPAR_JOBS=procrastinate needs PostgreSQL: set DATABASE_URL, or leave SAPAR_JOBS out."
        )
    return name


def _token(variables: Mapping[str, str]) -> str:
    """What a reader of figures shows; empty: only this machine may read them."""
    token = variables.get("SAPAR_METRICS_TOKEN", "").strip()
    if token and len(token) < 32:
        raise SettingError(
            "SAPAR_METRICS_TOKEN is too short: take 32 or more random characters of your own, for "
            "example from `openssl rand -base64 32`."
        )
    return token


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
