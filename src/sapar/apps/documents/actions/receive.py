"""A file comes in."""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import IO, Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.documents import scanner
from sapar.apps.documents.errors import (
    EmptyFileError,
    FileError,
    FileKindError,
    NoSuchFileError,
    TooLargeError,
)
from sapar.apps.documents.inspect import Found, inspect
from sapar.apps.documents.kinds import is_kind
from sapar.apps.documents.metadata import without_metadata
from sapar.apps.documents.models import File
from sapar.apps.documents.names import display_name
from sapar.apps.documents.policy import Sees, may_send
from sapar.apps.documents.storing import pieces_of, put, take_away
from sapar.apps.journal.actions import Said
from sapar.apps.keys.sealing import seal


class Upload(Protocol):
    """What a door hands down; Django's uploaded files are like that."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterator[bytes]:
        """The bytes, in pieces."""


def receive(
    upload: Upload, *, person: UUID, kind: str, actor: Actor, at: datetime, sees: Sees
) -> File:
    """Take a file in: checked, without what a camera wrote beside the picture, scanned, sealed.

    1 refuse early what is too large  2 copy it to a nameless file that vanishes with the process
    3 read it, to know what it is  4 leave metadata behind  5 ask the scanner  6 seal and keep the
    bytes  7 write the row and tell the journal.  Memory stays at a few pieces of 64 KiB and one
    decoded picture, or the skeleton of a PDF.

    A harmful file gives a row in the state refused, and nothing of it is kept. Raises
    NoSuchFileError for whoever may not, and the FileError that fits; the refusal is told.
    """
    if not may_send(actor, person, sees=sees):
        raise NoSuchFileError
    if not is_kind(kind):
        raise FileKindError(kind)
    try:
        with tempfile.TemporaryFile() as came, tempfile.TemporaryFile() as kept:
            received_sha256 = _copied(upload, came)
            found = inspect(came, kind=kind)
            size, kept_sha256 = _cleaned(came, kept, found)
            file = File(
                id=uuid4(),
                person=person,
                kind=kind,
                media_type=found.media_type,
                size=size,
                sha256=kept_sha256,
                received_sha256=received_sha256,
                uploaded_by_id=actor.user,
                at=at,
            )
            _judge(file, kept)
            return _keep(file, kept, name=upload.name or "", actor=actor, at=at)
    except FileError as error:
        _tell_refusal(error, person, kind=kind, actor=actor, at=at)
        raise


def _copied(upload: Upload, came: IO[bytes]) -> str:
    """Copy as much as is taken, never more; gives the SHA-256."""
    limit: int = settings.SAPAR_UPLOAD_LIMIT
    if upload.size is not None and upload.size > limit:
        raise TooLargeError(limit=limit)
    digest, size = sha256(), 0
    for piece in upload.chunks():
        size += len(piece)
        if size > limit:
            raise TooLargeError(limit=limit)
        digest.update(piece)
        came.write(piece)
    if size == 0:
        raise EmptyFileError
    came.flush()
    return digest.hexdigest()


def _cleaned(came: IO[bytes], kept: IO[bytes], found: Found) -> tuple[int, str]:
    """Write what is kept; gives its size and SHA-256."""
    digest, size = sha256(), 0
    raw = mmap.mmap(came.fileno(), 0, access=mmap.ACCESS_READ)
    for piece in without_metadata(raw, found.media_type, orientation=found.orientation):
        digest.update(piece)
        size += kept.write(piece)
    kept.flush()
    return size, digest.hexdigest()


def _judge(file: File, kept: IO[bytes]) -> None:
    """The state of a new file: what the scanner says, or that it could not be asked."""
    if not scanner.is_configured():
        file.state = File.State.RECEIVED
        return
    try:
        harm = scanner.harm_in(pieces_of(kept))
    except scanner.ScannerDownError:
        file.state = File.State.QUARANTINED
        return
    file.state = File.State.REFUSED if harm else File.State.CLEAN
    file.why = f"harmful:{harm}"[:100] if harm else ""


def _keep(file: File, kept: IO[bytes], *, name: str, actor: Actor, at: datetime) -> File:
    """Bytes first, then the row: whoever dies between leaves nothing that a row promises."""
    shown = display_name(name, kind=file.kind, media_type=file.media_type)
    if file.state != File.State.REFUSED:
        file.stored_as = put(file.pk, pieces_of(kept), person=file.person, at=at)
    try:
        with transaction.atomic():
            file.sealed_name = seal(file.person, shown.encode(), context=name_context(file), at=at)
            file.save(force_insert=True)
            verb = "file.refused" if file.state == File.State.REFUSED else "file.received"
            said: dict[str, Said] = {"file": file.pk, "kind": file.kind, "state": file.state}
            tell(verb, file.person, actor=actor, at=at, said=said, sealed={"name": shown})
    except BaseException:
        if file.stored_as:
            take_away(file.stored_as)
        raise
    return file


def name_context(file: File) -> str:
    """What a sealed name is bound to."""
    return f"documents_file.name:{file.pk}"


def _tell_refusal(error: FileError, person: UUID, *, kind: str, actor: Actor, at: datetime) -> None:
    with transaction.atomic():
        said: dict[str, Said] = {"kind": kind, "code": error.code}
        tell("file.refused", person, actor=actor, at=at, said=said)
