"""Where master keys are: in a file, or with a service that never gives them away.

``SAPAR_MASTER_KEYS`` names the class. A class for a service of yours has these methods, takes no
arguments, and raises MasterKeyError.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class MasterKeys(Protocol):
    """What Sapar asks of whoever keeps the master keys."""

    def current(self) -> str:
        """The id of the master key that wraps now, at most 100 characters."""

    def ids(self) -> frozenset[str]:
        """The ids of the master keys that can still unwrap."""

    def wrap(self, key: bytes, *, bound: bytes) -> tuple[str, bytes]:
        """The id of the current master key, and ``key`` encrypted with it; ``bound`` is authenticated."""

    def unwrap(self, wrapped: bytes, *, master: str, bound: bytes) -> bytes:
        """The key again. Raises MasterKeyError when the master key is not here or nothing fits."""

    def mac(self, message: bytes) -> bytes:
        """HMAC-SHA256 with a key that serves nothing else and is never replaced."""


def masters() -> MasterKeys:
    """The master keys of this site."""
    return _made(settings.SAPAR_MASTER_KEYS)


@cache
def _made(path: str) -> MasterKeys:
    made: MasterKeys = import_string(path)()
    return made
