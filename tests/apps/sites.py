"""A site of its own for tests that start and kill processes: a fresh database on either engine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
_OPENED = "import django; django.setup()\n"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a site's data lie, and how a process gets there."""

    data: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SAPAR_ENV": "development",
            "SAPAR_DATA": str(self.data),
            "SAPAR_KEYS": "",
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "sapar.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def start(self, code: str, *words: str) -> subprocess.Popen[str]:
        """Start a process that runs the code with Django set up."""
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-c", _OPENED + code, *words],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str, *words: str) -> str:
        """Run the code, and give what it prints."""
        out, err = (process := self.start(code, *words)).communicate(timeout=120)
        assert process.returncode == 0, err
        return out.strip()

    def sapar(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The command `sapar` on this site."""
        return subprocess.run(
            [sys.executable, "-c", "from sapar.config.command import main; main()", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@contextmanager
def fresh_site(
    engine: str, data: Path, postgres_url: str, *, migrated: bool = True
) -> Iterator[Site]:
    """A site with every table, or with none; its database on PostgreSQL is dropped afterwards."""
    set_up = _migrated if migrated else _as_it_is
    if engine == "sqlite":
        yield set_up(Site(data, f"sqlite:///{data / 'sapar.sqlite3'}"))
        return
    import psycopg

    name = f"sapar_test_{uuid4().hex[:12]}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield set_up(Site(data, postgres_url.rpartition("/")[0] + "/" + name))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _migrated(site: Site) -> Site:
    site.run(
        "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    )
    return site


def _as_it_is(site: Site) -> Site:
    return site
