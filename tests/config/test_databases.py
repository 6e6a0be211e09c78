"""The site starts on an embedded SQLite and on a PostgreSQL server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKS = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
call_command("migrate", check_unapplied=True, verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("PRAGMA journal_mode" if connection.vendor == "sqlite" else "SHOW server_encoding")
    print(connection.vendor, cursor.fetchone()[0])
connection.close()
"""


def started_on(tmp_path: Path, database_url: str) -> str:
    """What a fresh process says of its database after every migration."""
    environment = {
        **os.environ,
        "SAPAR_ENV": "development",
        "SAPAR_DATA": str(tmp_path),
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "sapar.config.settings",
    }
    asked = [sys.executable, "-W", "error", "-c", ASKS]
    done = subprocess.run(
        asked, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_newcomer_gets_an_embedded_database_that_bears_many_writers(tmp_path: Path) -> None:
    assert started_on(tmp_path, "") == "sqlite wal"
    assert (tmp_path / "sapar.sqlite3").exists()


@pytest.mark.postgres
def test_an_operator_names_a_postgresql_server(tmp_path: Path, postgres_url: str) -> None:
    assert started_on(tmp_path, postgres_url) == "postgresql UTF8"
    assert not (tmp_path / "sapar.sqlite3").exists()
