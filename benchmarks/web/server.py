"""A real server on loopback: gunicorn with two workers, and the processor time they have used."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
_TICKS = os.sysconf("SC_CLK_TCK")
_STARTS_WITHIN = 60  # seconds


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int
    workers: tuple[int, ...]

    def cpu(self) -> float:
        """The seconds of processor time that the workers have used."""
        return sum(_cpu_of(pid) for pid in self.workers)


@contextmanager
def running(data: Path, *, now: str) -> Iterator[Server]:
    """Start the server with its database in ``data`` and its clock held; stop it, whatever happens."""
    port = _free_port()
    environment = {
        **os.environ,
        "SAPAR_ENV": "development",  # production answers over TLS only
        "SAPAR_DEBUG": "0",
        "SAPAR_DATA": str(data),
        "SAPAR_NOW": now,
        "DJANGO_SETTINGS_MODULE": "benchmarks.web.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "gunicorn", "sapar.config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "2"]
    command += ["--keep-alive", "30", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603  our own words
    try:
        yield Server(port, _workers_of(process, port))
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=15)
        if process.poll() is None:
            process.kill()
            process.wait()


def _workers_of(process: subprocess.Popen[bytes], port: int) -> tuple[int, ...]:
    """The process ids of the workers, once they answer."""
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("The server did not start; its words stand above.")
        workers = _children_of(process.pid)
        if len(workers) == WORKERS and _answers(port):
            return workers
        time.sleep(0.1)
    raise SystemExit(f"The server did not answer within {_STARTS_WITHIN} s.")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/api/empty")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _children_of(pid: int) -> tuple[int, ...]:
    return tuple(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS  # user and system


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
