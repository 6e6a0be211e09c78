"""A key service in a process of its own: the master keys never leave it.

python tests/apps/keys/kms.py      prints its port, and answers until it is ended
"""

from __future__ import annotations

import hmac
import json
import os
import socketserver
from socket import create_connection
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sapar.apps.keys.errors import MasterKeyError


class ServiceKeys:
    """Master keys of the service at SAPAR_TEST_KMS."""

    def current(self) -> str:
        return str(_asked("current"))

    def ids(self) -> frozenset[str]:
        return frozenset(_asked("ids"))

    def wrap(self, key: bytes, *, bound: bytes) -> tuple[str, bytes]:
        name, wrapped = _asked("wrap", key.hex(), bound.hex())
        return name, bytes.fromhex(wrapped)

    def unwrap(self, wrapped: bytes, *, master: str, bound: bytes) -> bytes:
        return bytes.fromhex(_asked("unwrap", wrapped.hex(), master, bound.hex()))

    def mac(self, message: bytes) -> bytes:
        return bytes.fromhex(_asked("mac", message.hex()))


def _asked(*words: str) -> Any:
    address = ("127.0.0.1", int(os.environ["SAPAR_TEST_KMS"]))
    try:
        with create_connection(address, timeout=5) as line:
            line.sendall(json.dumps(words).encode() + b"\n")
            answer = json.loads(line.makefile().readline())
    except OSError:
        raise MasterKeyError("The key service does not answer.", mend="Start it.") from None
    if "refused" in answer:
        raise MasterKeyError(answer["refused"])
    return answer["said"]


class _Service(socketserver.StreamRequestHandler):
    masters = {"first": os.urandom(32)}  # noqa: RUF012 (the state of the one service)
    index = os.urandom(32)

    def handle(self) -> None:
        verb, *words = json.loads(self.rfile.readline())
        try:
            answer = {"said": getattr(self, f"do_{verb}")(*words)}
        except (InvalidTag, KeyError):
            answer = {"refused": "No master key fits."}
        self.wfile.write(json.dumps(answer).encode() + b"\n")

    def do_current(self) -> str:
        return list(self.masters)[-1]

    def do_ids(self) -> list[str]:
        return list(self.masters)

    def do_wrap(self, key: str, bound: str) -> tuple[str, str]:
        name, nonce = self.do_current(), os.urandom(12)
        cipher = AESGCM(self.masters[name])
        sealed = cipher.encrypt(nonce, bytes.fromhex(key), bytes.fromhex(bound))
        return name, (nonce + sealed).hex()

    def do_unwrap(self, wrapped: str, master: str, bound: str) -> str:
        held = bytes.fromhex(wrapped)
        cipher = AESGCM(self.masters[master])
        return cipher.decrypt(held[:12], held[12:], bytes.fromhex(bound)).hex()

    def do_mac(self, message: str) -> str:
        return hmac.digest(self.index, bytes.fromhex(message), "sha256").hex()

    def do_new(self, name: str) -> bool:
        self.masters[name] = os.urandom(32)
        return True

    def do_forget(self, name: str) -> bool:
        return self.masters.pop(name) is not None


if __name__ == "__main__":
    with socketserver.TCPServer(("127.0.0.1", 0), _Service) as server:
        print(server.server_address[1], flush=True)  # noqa: T201 (its parent reads it)
        server.serve_forever()
