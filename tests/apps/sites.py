"""A site of its own for tests that start and kill processes: a fresh database on either engine."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copyfile, rmtree
from tempfile import mkdtemp
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
    if engine == "sqlite":
        if migrated:
            copyfile(_migrated_file(), data / "sapar.sqlite3")
        yield Site(data, f"sqlite:///{data / 'sapar.sqlite3'}")
        return
    like = f"TEMPLATE {_migrated_database(postgres_url)}" if migrated else ""
    with _new_database(postgres_url, like) as name:
        yield Site(data, _named(postgres_url, name))


@cache
def _migrated_file() -> Path:
    """An empty database with every table, made once in each process and copied for each site."""
    folder = Path(mkdtemp(prefix="sapar-template-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    _migrate(Site(folder, f"sqlite:///{folder / 'sapar.sqlite3'}"))
    return folder / "sapar.sqlite3"


@cache
def _migrated_database(postgres_url: str) -> str:
    """The same on PostgreSQL: the name of a template."""
    kept = ExitStack()
    atexit.register(kept.close)
    name = kept.enter_context(_new_database(postgres_url))
    _migrate(Site(Path(mkdtemp(prefix="sapar-template-")), _named(postgres_url, name)))
    return name


@contextmanager
def _new_database(postgres_url: str, like: str = "") -> Iterator[str]:
    import psycopg

    name = f"sapar_test_{uuid4().hex[:12]}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} {like}")
    try:
        yield name
    finally:
        with psycopg.connect(postgres_url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _named(postgres_url: str, name: str) -> str:
    return postgres_url.rpartition("/")[0] + "/" + name


def _migrate(site: Site) -> None:
    site.run(
        "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    )
