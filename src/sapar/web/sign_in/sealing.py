"""Secrets of authenticator apps and recovery codes, sealed before they reach the database.

AES-256-GCM with a key derived from the site's secret key; after that key was changed, the old one
still opens while it is set.
"""

from __future__ import annotations

import base64
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

_INFO: Final = b"sapar.web.sign_in: second factors"
_NONCE: Final = 12


class SealBrokenError(Exception):
    """The secret was sealed with another key, or changed: nobody can sign in with it."""


def seal(text: str) -> str:
    """Seal a secret. Two seals of the same text differ."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, text.encode(), _INFO)
    return base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str) -> str:
    """Open it. Raises SealBrokenError."""
    raw = base64.b64decode(sealed)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_key(secret)).decrypt(raw[:_NONCE], raw[_NONCE:], _INFO).decode()
        except InvalidTag:
            continue
    raise SealBrokenError(
        "The seal of a second factor cannot be opened with this SAPAR_SECRET_KEY."
    )


def _key(secret: str | bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO).derive(force_bytes(secret))
