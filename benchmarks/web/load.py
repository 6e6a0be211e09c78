"""A load that ends by itself: a fixed number of requests over a few connections kept open, to loopback only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection

CONNECTIONS = 4
_TIMEOUT = 30  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is asked for."""

    name: str
    path: str
    method: str = "GET"
    body: bytes | None = None
    content_type: str | None = None
    cookie: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What stands above the body."""
        named = {"Content-Type": self.content_type, "Cookie": self.cookie}
        return {name: value for name, value in named.items() if value}


def ask(target: Target, port: int, count: int) -> None:
    """Send ``count`` requests and read every answer. Raises SystemExit when one is not 200."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        shares = [count // CONNECTIONS] * CONNECTIONS
        list(pool.map(lambda share: _ask(target, port, share), shares))


def status_of(target: Target, port: int) -> int:
    """The status of one answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request(target.method, target.path, target.body, target.headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _ask(target: Target, port: int, count: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        for _ in range(count):
            connection.request(target.method, target.path, target.body, target.headers)
            response = connection.getresponse()
            said = response.read()
            if response.status != 200:
                raise SystemExit(f"{target.path}: {response.status} {said[:300]!r}")
    finally:
        connection.close()
