"""All that is held about a person as one zip, written while it is sent: nothing of it lies on a disk."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, cast

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.exporting import export_cases, export_journal
from sapar.apps.documents.actions import open_file
from sapar.apps.documents.kinds import EXTENSIONS
from sapar.apps.documents.policy import OPEN, Sees
from sapar.apps.documents.queries import export_files
from sapar.apps.people.actions import export_person
from sapar.apps.people.models import Person

__all__ = ["bundle_of"]

_EARLIEST = 1980  # the first year that a zip can write down


def bundle_of(person: Person, *, actor: Actor, at: datetime) -> Iterator[bytes]:
    """The zip in pieces: four files of JSON, then every file that can be opened.

    What the person may not have raises before the first piece.
    """
    sees: Sees = lambda one: one == person.pk  # noqa: E731
    held = export_person(person.pk, actor=actor, at=at)
    files = export_files(actor, person.pk, sees=sees)
    texts = {
        "person.json": held,
        "cases.json": export_cases(actor, person),
        "files.json": files,
        "journal.json": export_journal(person),
    }
    return _zipped(texts, files, actor=actor, at=at, sees=sees)


def _zipped(
    texts: dict[str, Any],
    files: list[dict[str, Any]],
    *,
    actor: Actor,
    at: datetime,
    sees: Sees,
) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(cast("IO[bytes]", pipe), "w", zipfile.ZIP_DEFLATED) as into:
        for name, value in texts.items():
            text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
            into.writestr(_entry(name, at), text.encode())
            yield pipe.taken()
        for one in files:
            if one["state"] not in OPEN:
                continue
            name = f"files/{one['id']}.{EXTENSIONS.get(one['media_type'], 'bin')}"
            with into.open(_entry(name, at), "w", force_zip64=True) as entry:
                for piece in open_file(actor, one["id"], at=at, sees=sees):
                    entry.write(piece)
                    yield pipe.taken()
            yield pipe.taken()
    yield pipe.taken()


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(max(at.year, _EARLIEST), *at.timetuple()[1:6]))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Pipe:
    """What the zip is written to: it keeps what was not taken yet, and cannot go back."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def write(self, piece: bytes) -> int:
        """Keep a piece."""
        self._kept += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def taken(self) -> bytes:
        """What has come since the last time."""
        found = bytes(self._kept)
        self._kept.clear()
        return found
