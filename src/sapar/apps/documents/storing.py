"""The bytes of files: sealed for their person, under names that tell nothing, in the storage “evidence”."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import IO, Final
from uuid import UUID, uuid4

from django.core.files import File as DjangoFile
from django.core.files.storage import Storage, storages

from sapar.apps.documents.errors import StoreError
from sapar.apps.keys.sealing import seal_stream, unseal_stream

CHUNK: Final = 64 * 1024


def evidence() -> Storage:
    """Where sealed files lie: a folder, or what a setting names."""
    return storages["evidence"]


def put(file: UUID, pieces: Iterable[bytes], *, person: UUID, at: datetime) -> str:
    """Keep bytes, sealed; gives the name they lie under. The row that names them comes after.

    Dying between the two leaves bytes without a row, never the other way round; `sweep` takes them
    away. Raises StoreError, and ErasedError when the person was erased.
    """
    name = uuid4().hex
    name = f"{name[:2]}/{name}"
    with tempfile.TemporaryFile() as sealed:
        for piece in seal_stream(person, pieces, context=_context(file), at=at):
            sealed.write(piece)
        sealed.seek(0)
        try:
            return evidence().save(name, DjangoFile(sealed))
        except Exception as error:
            take_away(name)
            raise StoreError from error


def opened(file: UUID, stored_as: str, *, person: UUID) -> Iterator[bytes]:
    """The plain bytes, piece by piece. Raises what ``unseal_stream`` raises."""
    return unseal_stream(person, _read(stored_as), context=_context(file))


def take_away(stored_as: str) -> None:
    """Remove bytes as far as that is possible now; what stays is the sweeper's."""
    with suppress(Exception):
        evidence().delete(stored_as)


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """A file from its beginning, in pieces."""
    file.seek(0)
    while piece := file.read(CHUNK):
        yield piece


def _read(stored_as: str) -> Iterator[bytes]:
    with evidence().open(stored_as, "rb") as sealed:
        while piece := sealed.read(CHUNK):
            yield piece


def _context(file: UUID) -> str:
    return f"documents_file:{file}"
