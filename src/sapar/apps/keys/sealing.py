"""Sealing values and streams for a person, and opening them; indexes that tell nothing.

A seal binds the person and a context such as ``cases_case.facts:17``: copied to another row or
another person, it does not open. Nothing is kept in memory between two calls: a key that was
destroyed by another process a moment ago opens nothing here (ADR 13).

    value   1 | nonce (12) | AES-256-GCM                         associated: person, context
    stream  2 | salt (16)  | chunk, chunk, …, last chunk         a key of its own, by HKDF from the
            each AES-256-GCM of at most 64 KiB                   person's key, salt, person, context
            nonce: 0 (7) | number of the chunk (4) | 1 if it is the last, else 0 (1)
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sapar.apps.keys.errors import ErasedError, TamperedError, UnknownKeyError
from sapar.apps.keys.masters import masters
from sapar.apps.keys.models import PersonKey

CHUNK: Final = 64 * 1024
"""Bytes of plain text in one chunk of a stream."""

_VALUE, _STREAM = b"\x01", b"\x02"
_KEY, _NONCE, _SALT, _TAG = 32, 12, 16, 16


def seal(person: UUID, plain: bytes, *, context: str, at: datetime) -> bytes:
    """``plain`` encrypted for a person, 29 bytes longer; their key is made if there is none yet.

    Raises ErasedError, MasterKeyError.
    """
    nonce = os.urandom(_NONCE)
    cipher = AESGCM(_key_for_sealing(person, at=at))
    return _VALUE + nonce + cipher.encrypt(nonce, plain, _bound(_VALUE, person, context))


def unseal(person: UUID, sealed: bytes, *, context: str) -> bytes:
    """What was sealed. Raises ErasedError, UnknownKeyError, TamperedError, MasterKeyError."""
    key = _key_of(person)
    nonce = sealed[1 : 1 + _NONCE]
    if sealed[:1] != _VALUE or len(sealed) < 1 + _NONCE + _TAG:
        raise TamperedError(context)
    try:
        return AESGCM(key).decrypt(nonce, sealed[1 + _NONCE :], _bound(_VALUE, person, context))
    except InvalidTag:
        raise TamperedError(context) from None


def seal_json(
    person: UUID, value: Mapping[str, Any] | list[Any], *, context: str, at: datetime
) -> bytes:
    """A JSON value, sealed. Raises what `seal` raises."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return seal(person, plain.encode(), context=context, at=at)


def unseal_json(person: UUID, sealed: bytes, *, context: str) -> Any:
    """The JSON value that was sealed. Raises what `unseal` raises."""
    return json.loads(unseal(person, sealed, context=context))


def seal_stream(
    person: UUID, plain: Iterable[bytes], *, context: str, at: datetime
) -> Iterator[bytes]:
    """A file of any size, encrypted piece by piece in constant memory.

    Raises what `seal` raises, at once and not at the first piece.
    """
    salt = os.urandom(_SALT)
    cipher = _stream_cipher(_key_for_sealing(person, at=at), salt, person, context)
    return _sealed_pieces(cipher, salt, plain)


def unseal_stream(person: UUID, sealed: Iterable[bytes], *, context: str) -> Iterator[bytes]:
    """The file again, each piece checked before it is given out.

    Raises ErasedError and UnknownKeyError at once. A piece that was altered, moved or lost, or an
    end that is missing, raises TamperedError where it is found: after earlier pieces were given
    out, so a reader keeps nothing of a file that ends with it.
    """
    return _plain_pieces(_key_of(person), person, sealed, context)


def blind_index(value: str, *, purpose: str) -> bytes:
    """16 bytes by which equal values are found and nothing is learned; the caller normalises.

    ``purpose`` keeps indexes apart: the same number as a passport and as a ticket differs.
    """
    named = purpose.encode()
    return masters().mac(len(named).to_bytes(2) + named + value.encode())[:16]


def _sealed_pieces(cipher: AESGCM, salt: bytes, plain: Iterable[bytes]) -> Iterator[bytes]:
    yield _STREAM + salt
    for number, (chunk, is_last) in enumerate(_chunks(plain, CHUNK)):
        yield cipher.encrypt(_chunk_nonce(number, is_last=is_last), chunk, None)


def _plain_pieces(
    key: bytes, person: UUID, sealed: Iterable[bytes], context: str
) -> Iterator[bytes]:
    pieces = iter(sealed)
    begun = b""
    while len(begun) < 1 + _SALT:
        piece = next(pieces, None)
        if piece is None:
            raise TamperedError(context)
        begun += piece
    if begun[:1] != _STREAM:
        raise TamperedError(context)
    cipher = _stream_cipher(key, begun[1 : 1 + _SALT], person, context)
    rest = _after(begun[1 + _SALT :], pieces)
    for number, (chunk, is_last) in enumerate(_chunks(rest, CHUNK + _TAG)):
        try:
            yield cipher.decrypt(_chunk_nonce(number, is_last=is_last), chunk, None)
        except InvalidTag:
            raise TamperedError(context) from None


def _after(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _chunks(pieces: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Pieces of any length as chunks of ``size``, each with whether it is the last; never none."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) > size:
            yield bytes(held[:size]), False
            del held[:size]
    yield bytes(held), True


def _chunk_nonce(number: int, *, is_last: bool) -> bytes:
    return bytes(7) + number.to_bytes(4) + bytes([is_last])


def _stream_cipher(key: bytes, salt: bytes, person: UUID, context: str) -> AESGCM:
    bound = _bound(_STREAM, person, context)
    return AESGCM(HKDF(algorithm=SHA256(), length=_KEY, salt=salt, info=bound).derive(key))


def _bound(form: bytes, person: UUID, context: str) -> bytes:
    return b"sapar" + form + person.bytes + context.encode()


def _key_of(person: UUID) -> bytes:
    row = PersonKey.objects.filter(person=person).first()
    if row is None:
        raise UnknownKeyError(person)
    if row.wrapped is None:
        raise ErasedError(person)
    return masters().unwrap(bytes(row.wrapped), master=row.master, bound=person.bytes)


def _key_for_sealing(person: UUID, *, at: datetime) -> bytes:
    """The person's key. Of two processes that make one at the same time, the first one's holds."""
    try:
        return _key_of(person)
    except UnknownKeyError:
        master, wrapped = masters().wrap(os.urandom(_KEY), bound=person.bytes)
        made = PersonKey(person=person, wrapped=wrapped, master=master, made_at=at, wrapped_at=at)
        PersonKey.objects.bulk_create([made], ignore_conflicts=True)
        return _key_of(person)
