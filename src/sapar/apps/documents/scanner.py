"""Asking clamd, the daemon of ClamAV, whether a file is harmful: its INSTREAM command over a socket."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from contextlib import closing
from typing import Final

from django.conf import settings

_SECONDS: Final = 30
_MOST_ANSWER: Final = 4096


class ScannerDownError(Exception):
    """clamd cannot be asked, or gives no verdict. The file waits in quarantine."""


def is_configured() -> bool:
    """Whether this site has a scanner (SAPAR_CLAMD)."""
    return bool(settings.SAPAR_CLAMD)


def harm_in(pieces: Iterable[bytes | memoryview]) -> str | None:
    """The name of what clamd finds, or None when it finds nothing. Raises ScannerDownError."""
    try:
        with closing(_connected()) as connection:
            connection.sendall(b"zINSTREAM\0")
            try:
                for piece in pieces:
                    if len(piece):
                        connection.sendall(struct.pack(">I", len(piece)))
                        connection.sendall(piece)
                connection.sendall(struct.pack(">I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it has said why, such as that the file is larger than it takes
            answer = _answer(connection)
    except OSError as error:
        raise ScannerDownError(str(error)) from error
    return _verdict(answer)


def _connected() -> socket.socket:
    address: str = settings.SAPAR_CLAMD
    if address.startswith("unix:"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(_SECONDS)
        try:
            connection.connect(address.removeprefix("unix:"))
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _MOST_ANSWER:
        more = connection.recv(_MOST_ANSWER)
        if not more:
            break
        answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> str | None:
    """“stream: OK”, “stream: Name FOUND”; all else is no verdict."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return None
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerDownError(answer or "no answer")
