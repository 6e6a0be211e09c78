"""Master keys in a file that only its owner may read.

    {"current": "2026-11-25", "masters": {"2026-11-25": "<base64>"}, "index": "<base64>"}

The file is read again when it has changed, so that a new master key needs no restart.
"""

from __future__ import annotations

import binascii
import fcntl
import hmac
import json
import os
import secrets
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from sapar.apps.keys.errors import MasterKeyError
from sapar.core.kernel import Place

_KEY, _NONCE = 32, 12
_MAKE = "Run `sapar keys new-master` to make one, or put your own back from its safe place."


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ring:
    """What the file holds. It has no repr: keys do not belong into logs."""

    current: str
    masters: dict[str, bytes]
    index: bytes


class KeyRing:
    """Master keys from the file that SAPAR_KEYS names."""

    def __init__(self) -> None:
        self._read: tuple[object, Ring] | None = None

    def current(self) -> str:
        """The id of the key that wraps now."""
        return self._ring().current

    def ids(self) -> frozenset[str]:
        """The ids of all keys in the file."""
        return frozenset(self._ring().masters)

    def wrap(self, key: bytes, *, bound: bytes) -> tuple[str, bytes]:
        """AES-256-GCM: a nonce of 12 bytes, then the key and its tag."""
        ring = self._ring()
        nonce = os.urandom(_NONCE)
        return ring.current, nonce + AESGCM(ring.masters[ring.current]).encrypt(nonce, key, bound)

    def unwrap(self, wrapped: bytes, *, master: str, bound: bytes) -> bytes:
        """The key again. Raises MasterKeyError."""
        key = self._ring().masters.get(master)
        if key is None:
            raise MasterKeyError(
                f'The master key "{master}" is not in the key ring.',
                place=Place(file=str(settings.SAPAR_KEYS)),
                mend="Put it back from its safe place: it still wraps keys of persons.",
            )
        try:
            return AESGCM(key).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], bound)
        except InvalidTag:
            raise MasterKeyError(
                f'A wrapped key does not fit the master key "{master}".',
                mend="The row was altered, or another key has this id. Restore the one or the other.",
            ) from None

    def mac(self, message: bytes) -> bytes:
        """HMAC-SHA256 with the index key."""
        return hmac.digest(self._ring().index, message, "sha256")

    def _ring(self) -> Ring:
        path = _path()
        if settings.SAPAR_KEYS_MADE_ON_FIRST_USE and not path.exists():
            with suppress(FileExistsError):  # another process was faster
                _write(path, _fresh("development"), new=True)
        stamp = _stamp(path)
        if self._read is None or self._read[0] != stamp:
            self._read = stamp, read_ring(path)
        return self._read[1]


def new_master(name: str, *, current: bool) -> Path:
    """Add a master key called ``name`` to the file, or begin the file; gives its path.

    ``current`` makes it the one that wraps from now on. Raises MasterKeyError.
    """
    path = _path()
    with _locked(path):
        if not path.exists():
            _write(path, _fresh(name), new=True)
            return path
        ring = read_ring(path)
        if name in ring.masters:
            raise MasterKeyError(
                f'There is already a master key "{name}".', mend="Give another name: --id."
            )
        added = {**ring.masters, name: secrets.token_bytes(_KEY)}
        _write(path, replace(ring, masters=added, current=name if current else ring.current))
    return path


def read_ring(path: Path) -> Ring:
    """What the file holds, checked. Raises MasterKeyError naming what is wrong."""
    place = Place(file=str(path))
    try:
        others = path.stat().st_mode & 0o077
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise MasterKeyError(
            f"The key ring cannot be read: {reason}.", place=place, mend=_MAKE
        ) from None
    if others:
        raise MasterKeyError(
            "Others may read the key ring.", place=place, mend=f"Run: chmod 600 {path}"
        )
    try:
        return _ring_of(json.loads(text))
    except (binascii.Error, LookupError, TypeError, ValueError, AttributeError):
        raise MasterKeyError(
            "The key ring is damaged.", place=place, mend="Put it back from its safe place."
        ) from None


def _ring_of(held: Any) -> Ring:
    masters = {name: b64decode(text, validate=True) for name, text in held["masters"].items()}
    ring = Ring(
        current=held["current"], masters=masters, index=b64decode(held["index"], validate=True)
    )
    if any(len(key) != _KEY for key in (masters[ring.current], ring.index, *masters.values())):
        raise ValueError(_KEY)
    return ring


def _path() -> Path:
    path: Path | None = settings.SAPAR_KEYS
    if path is None:
        raise MasterKeyError(
            "SAPAR_KEYS names no key ring, and nothing can be sealed without one.",
            mend="Set SAPAR_KEYS to a file outside the checkout, then run `sapar keys new-master`.",
        )
    return path


def _fresh(name: str) -> Ring:
    return Ring(
        current=name,
        masters={name: secrets.token_bytes(_KEY)},
        index=secrets.token_bytes(_KEY),
    )


def _stamp(path: Path) -> object:
    with suppress(OSError):
        found = path.stat()
        return path, found.st_ino, found.st_mtime_ns, found.st_size, found.st_mode
    return None


def _write(path: Path, ring: Ring, *, new: bool = False) -> None:
    """Put the whole file there at once, readable by its owner; FileExistsError when ``new`` is not."""
    masters = {name: b64encode(key).decode() for name, key in ring.masters.items()}
    held = {"current": ring.current, "masters": masters, "index": b64encode(ring.index).decode()}
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # mode 600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(held, indent=2) + "\n")
            file.flush()
            os.fsync(file.fileno())
        if new:
            os.link(name, path)
        else:
            os.replace(name, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Only one process at a time changes the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
