"""What is seen of a running site: it says that it lives, it counts, and its logs know nobody."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.apps.sites import Site, fresh_site

from sapar.apps.journal.actions import By, anchor, record
from sapar.config.watch import health

AT = datetime(2026, 1, 20, 12, tzinfo=UTC)
HERE = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}
TOKEN = "a-token-of-the-tests-that-nobody-else-has"
CANARIES = ("canary-name", "canary@example.org", "900423300123", "canary-query", "canary-path")


@pytest.fixture(autouse=True)
def key_ring(settings: Any, tmp_path: Path) -> None:
    """A key ring of the test's own, and a clock that stands."""
    settings.SAPAR_KEYS = tmp_path / "keys.json"
    settings.SAPAR_NOW = AT


def test_it_lives_without_a_database() -> None:
    response = Client().get("/health/live", headers={"host": "10.0.0.7"})
    assert response.json() == {"status": "live"}
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_it_is_ready_when_database_migrations_and_keys_are_there() -> None:
    response = Client().get("/health/ready", **HERE)
    assert response.status_code == 200
    assert response.json() == {"status": "ready", "faults": [], "oldest_job_seconds": 0.0}


@pytest.mark.django_db
def test_it_is_cheap_to_ask(django_assert_max_num_queries: Any) -> None:
    Client().get("/health/ready")
    with django_assert_max_num_queries(1):
        assert Client().get("/health/ready").json() == {"status": "ready"}


@pytest.mark.django_db
def test_without_keys_it_is_not_ready_and_only_the_operator_is_told_why(
    settings: Any, tmp_path: Path
) -> None:
    settings.SAPAR_KEYS_MADE_ON_FIRST_USE = False
    assert health.faults() == ["keys"]
    here = Client().get("/health/ready", **HERE)
    assert here.status_code == 503
    assert here.json()["faults"] == ["keys"]
    away = Client().get("/health/ready", REMOTE_ADDR="192.0.2.7")
    assert away.json() == {"status": "not ready"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "coming",
    [
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_HOST": "localhost"},
        {**HERE, "HTTP_HOST": "sapar.example.org"},
        {**HERE, "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {**HERE, "HTTP_FORWARDED": "for=192.0.2.7"},
        {**HERE, "REMOTE_ADDR": "not an address"},
    ],
)
def test_nobody_reads_the_figures_from_elsewhere_or_through_a_proxy(
    coming: dict[str, str],
) -> None:
    assert Client().get("/metrics", **coming).status_code == 404


@pytest.mark.django_db
def test_with_a_token_set_only_the_token_opens(settings: Any) -> None:
    settings.SAPAR_METRICS_TOKEN = TOKEN
    assert Client().get("/metrics", **HERE).status_code == 404
    wrong = {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}x", "REMOTE_ADDR": "192.0.2.7"}
    assert Client().get("/metrics", **wrong).status_code == 404
    right = {**wrong, "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}
    assert Client().get("/metrics", **right).status_code == 200


@pytest.mark.django_db
def test_figures_count_answers_by_view_and_ask_the_database_for_the_rest() -> None:
    with transaction.atomic():
        day_before = AT.replace(day=18)
        record("case.moved", chain="case:1", by=By(user=None, role="machine"), at=day_before)
        anchor(at=AT)
    Client().get("/en/")
    Client().get("/en/no/such/page/")
    said = Client().get("/metrics", **HERE).content.decode()
    assert 'sapar_requests_total{status="200",view="public:home"}' in said
    assert 'sapar_requests_total{status="404",view="none"}' in said
    assert 'sapar_request_seconds_bucket{le="0.005",view="public:home"}' in said
    assert 'sapar_jobs{state="failed"} 0.0' in said
    assert "sapar_oldest_job_seconds 0.0" in said
    assert "sapar_overdue_cases 0.0" in said
    assert "sapar_journal_entries 1.0" in said
    assert "sapar_anchor_age_seconds 43200.0" in said


RUN = """
import logging, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from django.urls import path
from sapar.config import urls
name, mail, number, query, road = sys.argv[1:]
def breaks(request, word):
    raise ValueError(f"{name} has no {number}")
urls.urlpatterns.insert(0, path("breaks/<str:word>/", breaks, name="breaks"))
client = Client(raise_request_exception=False, headers={"host": "sapar.example.org", "user-agent": name})
def get(address, **words):
    return client.get(address, secure=True, **words)
def post(address, **words):
    return client.post(address, words, secure=True)
assert get(f"/en/?q={query}").status_code == 200
assert get(f"/en/{road}/?q={query}").status_code == 404
assert get(f"/breaks/{road}/").status_code == 500
assert get("/en/", headers={"host": f"{name}.example.net"}).status_code == 400
post("/en/sign-in/", email=mail)
post("/en/sign-in/code/", code=number)
post("/en/sign-in/officers/", login=mail, password=name)
post("/en/i/kr-voluntary-departure-2025/", answer=number)
client.post("/api/v1/instruments/kr-voluntary-departure-2025/ask", {name: number}, "application/json", secure=True)
logging.getLogger("some.library").warning("Cannot understand %s", number)
logging.getLogger("sapar.somewhere").warning("The database is away: %s", "timeout")
"""


def test_the_log_of_a_whole_run_knows_nobody(tmp_path: Path) -> None:
    ring = tmp_path / "keys.json"
    shared = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "SAPAR_DATA": str(tmp_path),
        "SAPAR_KEYS": str(ring),
        "DJANGO_SETTINGS_MODULE": "sapar.config.settings",
    }
    makes = "import django; django.setup(); from sapar.apps.keys.masters import masters; masters().current()"
    development = {**shared, "SAPAR_ENV": "development"}
    subprocess.run([sys.executable, "-c", makes], env=development, check=True)
    production = {
        **shared,
        "SAPAR_SECRET_KEY": "not-a-secret-" * 5,
        "SAPAR_ALLOWED_HOSTS": "sapar.example.org",
        "SAPAR_MAIL_URL": "smtp://localhost:9",
    }
    collect = [sys.executable, "-m", "sapar.config.manage", "collectstatic", "--noinput"]
    subprocess.run(collect, env=production, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-c", RUN, *CANARIES],
        env=production,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    for canary in CANARIES:
        assert canary not in done.stderr + done.stdout
    answered = [line for line in lines if line["event"] == "answered"]
    assert {line["view"] for line in answered} >= {"public:home", "breaks", "account_login"}
    assert all(len(line["request"]) == 32 and line["timestamp"].endswith("Z") for line in answered)
    assert {line["status"] for line in answered} >= {200, 400, 404, 500}
    (broke,) = [line for line in lines if line.get("error") == "ValueError"]
    assert broke["request"] in {line["request"] for line in answered}
    assert broke["lines"]
    said = [line["event"] for line in lines]
    assert "Cannot understand %s" in said
    assert "The database is away: timeout" in said


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The site behind gunicorn, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    words = ["-m", "gunicorn", "sapar.config.wsgi", "--threads", "4", "--bind", address]
    server = subprocess.Popen(
        [sys.executable, *words],
        env=site.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.1)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def status_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.postgres
def test_the_site_survives_that_the_database_cuts_all_its_connections(
    tmp_path: Path, postgres_url: str
) -> None:
    import psycopg

    with fresh_site("postgresql", tmp_path, postgres_url) as site, served(site) as address:
        assert [status_of(f"{address}/health/ready") for _ in range(8)] == [200] * 8
        name = site.database_url.rpartition("/")[2]
        with psycopg.connect(postgres_url, autocommit=True) as server:
            cut = server.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s",
                [name],
            ).fetchone()
        assert cut is not None
        assert cut[0] >= 1
        assert [status_of(f"{address}/health/ready") for _ in range(8)] == [200] * 8
        assert status_of(f"{address}/metrics") == 200


def test_where_the_database_is_away_it_is_not_ready_and_lives(tmp_path: Path) -> None:
    site = Site(tmp_path, "postgresql://nobody@127.0.0.1:9/nothing?connect_timeout=1")
    with served(site) as address:
        assert status_of(f"{address}/health/live") == 200
        assert status_of(f"{address}/health/ready") == 503
