"""Processes of the yard: workers to be killed, writers, and a look at what they left."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[3]
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
_QUEUES = {
    "database": "SELECT count(*) FROM django_tasks_database_dbtaskresult",
    "procrastinate": "SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'",
}
Process = subprocess.Popen[bytes]
_SET_UP = "import django; django.setup()\n"


@dataclass
class Yard:
    """One database with an engine, and the processes at work on it."""

    folder: Path
    database_url: str
    engine: str
    processes: list[Process] = field(default_factory=list)

    def worker(self, **variables: str) -> Process:
        """Start a worker."""
        return self._started("-m", "sapar.config.worker", **variables)

    def works(self, process: Process) -> bool:
        """Whether a worker has begun."""
        return "has begun" in self._log(process).read_text()

    def start(self, code: str) -> Process:
        """Start a process that runs this code on the site."""
        return self._started("-c", _SET_UP + code)

    def run(self, code: str) -> None:
        """Run code on the site."""
        assert self.ended(self.start(code), seconds=120) == (0, "")

    def ended(self, process: Process, *, seconds: float = 60) -> tuple[int, str]:
        """The exit code of a process, and what it said."""
        return process.wait(timeout=seconds), self._log(process).read_text()

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """The rows the database answers with."""
        if self.database_url.startswith("sqlite"):
            path = self.database_url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(path, timeout=20)) as db:
                return db.execute(question).fetchall()
        with psycopg.connect(self.database_url) as there:
            return there.execute(question).fetchall()

    def count(self, table: str) -> int:
        """How many rows a table of the yard has."""
        return int(self.ask(f"SELECT count(*) FROM yard_{table}")[0][0])  # noqa: S608 (our own table)

    def unfinished(self) -> int:
        """How many jobs wait, run or have failed."""
        return int(self.ask(_QUEUES[self.engine])[0][0])

    def wait_until(self, holds: Callable[[], bool], *, seconds: float = 120) -> None:
        """Wait until something holds; say what the processes said when it never does."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                self.stop()
                said = [self._log(process).read_text() for process in self.processes]
                raise AssertionError(f"Waited {seconds} s in vain.\n" + "\n".join(said))
            time.sleep(0.05)

    def stop(self) -> None:
        """End every process that is still there."""
        for process in self.processes:
            process.kill()
            process.wait()

    def _started(self, *words: str, **variables: str) -> Process:
        log = self.folder / f"{len(self.processes)}.log"
        with log.open("w") as said:
            process = subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env={**os.environ, **self._environment(), **variables},
                stdout=said,
                stderr=said,
            )
        self.processes.append(process)
        return process

    def _log(self, process: Process) -> Path:
        return self.folder / f"{self.processes.index(process)}.log"

    def _environment(self) -> dict[str, str]:
        return {
            "SAPAR_ENV": "development",
            "SAPAR_DATA": str(self.folder),
            "SAPAR_JOBS": self.engine,
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "tests.apps.jobs.yard.settings",
        }


@contextmanager
def yard_with(engine: str, folder: Path, server: str | None) -> Iterator[Yard]:
    """A new yard on SQLite, or on a new database of that PostgreSQL server."""
    with _database(folder, server) as url:
        yard = Yard(folder, url, engine)
        try:
            yard.run(
                "from django.core.management import call_command\n"
                "call_command('migrate', run_syncdb=True, verbosity=0)"
            )
            yield yard
        finally:
            yard.stop()


@contextmanager
def _database(folder: Path, server: str | None) -> Iterator[str]:
    if server is None:
        yield f"sqlite:///{folder / 'yard.sqlite3'}"
        return
    name = f"yard_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as there:
        there.execute(f"CREATE DATABASE {name}")
    try:
        yield server.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as there:
            there.execute(f"DROP DATABASE {name} WITH (FORCE)")
