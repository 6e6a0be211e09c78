"""Whoever runs Sapar is told in one sentence which setting is wrong, and production is the default."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sapar.config.environment import read_environment
from sapar.config.setting_error import SettingError

KEY = "not-a-secret-" * 5
PRODUCTION = {"SAPAR_SECRET_KEY": KEY, "SAPAR_ALLOWED_HOSTS": "sapar.example.org"}
DEVELOPMENT = {"SAPAR_ENV": "development"}


def sign_on(*, twice: bool = False, **changed: object) -> dict[str, str]:
    """The setting of one state's sign-on, with something changed."""
    one = {
        "id": "kz",
        "name": "eGov",
        "issuer": "https://login.example.org",
        "client_id": "sapar",
        "client_secret": "secret",
        **changed,
    }
    return {"SAPAR_OIDC_PROVIDERS": json.dumps([one] * (2 if twice else 1))}


def test_a_newcomer_needs_no_setting_but_development() -> None:
    environment = read_environment(DEVELOPMENT)
    assert not environment.production
    assert not environment.debug
    assert environment.database_url.startswith("sqlite:///")
    assert environment.instruments.name == "instruments"


def test_one_setting_chooses_what_carries_the_jobs() -> None:
    on_postgres = {**DEVELOPMENT, "DATABASE_URL": "postgresql://sapar@db.example.org/sapar"}
    assert read_environment(DEVELOPMENT).jobs == "database"
    assert read_environment({**on_postgres, "SAPAR_JOBS": "procrastinate"}).jobs == "procrastinate"


def test_nothing_set_is_production_and_asks_for_a_key() -> None:
    with pytest.raises(SettingError, match=r"^Set SAPAR_SECRET_KEY to 50 or more random"):
        read_environment({})


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"SAPAR_ENV": "test"}, "must be production or development"),
        ({**PRODUCTION, "SAPAR_SECRET_KEY": "short"}, "50 or more"),
        ({**PRODUCTION, "SAPAR_ALLOWED_HOSTS": ""}, "own names"),
        ({**PRODUCTION, "SAPAR_ALLOWED_HOSTS": "*"}, "own names"),
        ({**PRODUCTION, "SAPAR_DEBUG": "1"}, "only with SAPAR_ENV=development"),
        ({**PRODUCTION, "SAPAR_NOW": "2026-01-20T09:00+09:00"}, "only with SAPAR_ENV=development"),
        ({**DEVELOPMENT, "SAPAR_NOW": "2026-01-20"}, "with its offset"),
        ({**DEVELOPMENT, "SAPAR_NOW": "tomorrow"}, "with its offset"),
        ({**DEVELOPMENT, "SAPAR_DEBUG": "maybe"}, "must be 1 or 0"),
        ({**DEVELOPMENT, "SAPAR_ADDRESS": "sapar.example.org"}, "write it with https"),
        ({**DEVELOPMENT, "SAPAR_MAIL_URL": "mail.example.org"}, "write smtp://host"),
        ({**DEVELOPMENT, "SAPAR_MAIL_URL": "pigeon://loft"}, "write smtp://host"),
        ({**DEVELOPMENT, "SAPAR_MAIL_URL": "smtp://host:many"}, "write smtp://host"),
        ({**DEVELOPMENT, "SAPAR_OFFICER_IDLE_MINUTES": "0"}, "whole number from 1"),
        ({**DEVELOPMENT, "SAPAR_CITIZEN_SESSION_HOURS": "²"}, "whole number from 1"),
        ({**DEVELOPMENT, "SAPAR_OIDC_PROVIDERS": "{"}, "list in JSON"),
        ({**DEVELOPMENT, "SAPAR_OIDC_PROVIDERS": "{}"}, "list in JSON"),
        ({**DEVELOPMENT, "SAPAR_OIDC_PROVIDERS": '[{"id": "kz"}]'}, "needs client_id"),
        ({**DEVELOPMENT, **sign_on(colour="blue")}, "needs client_id"),
        ({**DEVELOPMENT, **sign_on(client_secret="")}, "are texts"),
        ({**DEVELOPMENT, **sign_on(id="K Z")}, "cannot be an id"),
        ({**DEVELOPMENT, **sign_on(links_by_verified_email="yes")}, "true or false"),
        ({**DEVELOPMENT, **sign_on(twice=True)}, "the same id"),
        ({**PRODUCTION, **sign_on(issuer="http://login.example.org")}, "begin with https"),
        ({**DEVELOPMENT, "SAPAR_JOBS": "celery"}, "must be database or procrastinate"),
        ({**DEVELOPMENT, "SAPAR_JOBS": "procrastinate"}, "needs PostgreSQL"),
        ({**DEVELOPMENT, "SAPAR_UPLOAD_MB": "20 MB"}, "whole number from 1 to 1000"),
        ({**DEVELOPMENT, "SAPAR_UPLOAD_MB": "0"}, "whole number from 1 to 1000"),
        ({**DEVELOPMENT, "SAPAR_CLAMD": "/run/clamd"}, "a host and a port"),
        ({**DEVELOPMENT, "SAPAR_CLAMD": "localhost:clamd"}, "a host and a port"),
        ({**DEVELOPMENT, "SAPAR_S3_ENDPOINT": "s3.example.org"}, "https:// in front"),
    ],
)
def test_a_wrong_setting_is_named(variables: dict[str, str], message: str) -> None:
    with pytest.raises(SettingError, match=message):
        read_environment(variables)


def test_the_mail_server_and_a_sign_on_are_understood() -> None:
    said = {"SAPAR_MAIL_URL": "smtp+starttls://us%40er:p%2Fw@mail.example.org"}
    environment = read_environment({**PRODUCTION, **said, **sign_on(links_by_verified_email=True)})
    mail = environment.mail
    assert (mail.host, mail.port, mail.user, mail.password) == (
        "mail.example.org",
        587,
        "us@er",
        "p/w",
    )
    assert mail.starttls
    assert not mail.tls
    (state,) = environment.oidc
    assert state.links_by_verified_email
    assert not state.vouches_for_second_factor


def test_officers_have_shorter_sessions_than_citizens() -> None:
    environment = read_environment(DEVELOPMENT)
    assert environment.officers.idle.total_seconds() == 30 * 60
    assert environment.officers.longest.total_seconds() == 12 * 3600
    assert environment.citizens.idle > environment.officers.idle
    assert environment.citizens.longest > environment.officers.longest


def test_files_may_be_of_twenty_megabytes_and_lie_in_a_folder_unless_said_otherwise() -> None:
    usual = read_environment(DEVELOPMENT)
    assert (usual.upload_limit, usual.clamd, usual.evidence_bucket) == (20_000_000, "", "")
    told = {"SAPAR_UPLOAD_MB": "5", "SAPAR_CLAMD": "unix:/run/c", "SAPAR_EVIDENCE_BUCKET": "files"}
    chosen = read_environment({**DEVELOPMENT, **told})
    assert (chosen.upload_limit, chosen.clamd, chosen.evidence_bucket) == (
        5_000_000,
        "unix:/run/c",
        "files",
    )


def test_the_clock_can_be_held_for_a_demonstration() -> None:
    held = read_environment({**DEVELOPMENT, "SAPAR_NOW": "2026-01-20T09:00+09:00"}).now
    assert held == datetime(2026, 1, 20, tzinfo=UTC)


_MAKES_A_RING = "from sapar.apps.keys.masters import masters; masters().current()"


def _manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "sapar.config.manage", *arguments],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_djangos_own_checks(tmp_path: Path) -> None:
    ring = tmp_path / "keys.json"
    _manage("shell", "--no-imports", "-c", _MAKES_A_RING, **DEVELOPMENT, SAPAR_DATA=str(tmp_path))
    done = _manage(
        *("check", "--deploy", "--fail-level", "WARNING"),
        **PRODUCTION,
        SAPAR_DATA=str(tmp_path),
        SAPAR_KEYS=str(ring),
    )
    assert done.returncode == 0, done.stderr


def test_production_without_a_key_stops_with_one_sentence() -> None:
    done = _manage("check")
    assert done.returncode == 2
    assert done.stderr.startswith("Set SAPAR_SECRET_KEY")
    assert done.stderr.count("\n") == 1


def test_production_cookies_belong_to_the_site_alone(tmp_path: object) -> None:
    done = _manage(
        "shell",
        "--no-imports",
        "-c",
        "from django.conf import settings as s; from sapar.web.sign_in import limits;"
        "assert s.SESSION_COOKIE_NAME == '__Host-session' and s.SESSION_COOKIE_SECURE;"
        "assert s.SESSION_COOKIE_PATH == '/' and s.SESSION_COOKIE_DOMAIN is None;"
        "assert limits._name() == '__Host-seen' and not s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN;"
        "assert s.EMAIL_HOST == 'localhost'",
        **PRODUCTION,
        SAPAR_DATA=str(tmp_path),
    )
    assert done.returncode == 0, done.stderr


def test_postgresql_gets_a_pool(tmp_path: object) -> None:
    done = _manage(
        "shell",
        "--no-imports",
        "-c",
        "from django.conf import settings as s; d = s.DATABASES['default'];"
        "assert d['OPTIONS']['pool'] and d['CONN_MAX_AGE'] == 0 and not d['ATOMIC_REQUESTS']",
        **DEVELOPMENT,
        SAPAR_DATA=str(tmp_path),
        DATABASE_URL="postgresql://sapar@db.example.org/sapar",
    )
    assert done.returncode == 0, done.stderr
