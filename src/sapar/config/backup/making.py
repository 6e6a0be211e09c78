"""Making a backup while the site goes on."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from sapar.apps.documents.models import File
from sapar.apps.documents.storing import evidence
from sapar.apps.journal.models import Entry
from sapar.apps.journal.queries import last_anchor
from sapar.apps.keys.models import PersonKey
from sapar.config.backup import dump
from sapar.config.backup.errors import ThereAlreadyError
from sapar.config.backup.manifest import FORMAT, Manifest, digests

EVIDENCE: Final = "evidence"
PARTIAL: Final = ".partial-"
_PIECE: Final = 1024 * 1024


def back_up(folder: Path, *, at: datetime) -> Manifest:
    """Put all of the site but its master keys into a new folder.

    1 a folder under another name  2 the database as of one instant  3 the sealed files that its rows
    name, so that no row is without its bytes; bytes that were taken away meanwhile stay away  4 the
    manifest  5 everything to the disk, then the name.  Killed at any point, it leaves no folder of
    that name. Raises ThereAlreadyError, ProgramError.
    """
    folder = folder.absolute()
    if folder.exists():
        raise ThereAlreadyError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}{PARTIAL}", dir=folder.parent))
    migrations = applied()
    anchor, entries = last_anchor(), Entry.objects.count()
    dump.dump(partial)
    _copy_evidence(partial / EVIDENCE)
    made = Manifest(
        format=FORMAT,
        made_at=at.isoformat(),
        sapar=version_of("sapar"),
        engine=connection.vendor,
        engine_version=dump.version(),
        migrations=migrations,
        anchored_day=anchor.day.isoformat() if anchor else None,
        anchor=bytes(anchor.hash).hex() if anchor else None,
        entries=entries,
        masters=_masters(),
        keys=str(settings.SAPAR_KEYS or settings.SAPAR_MASTER_KEYS),
        files=digests(partial),
    )
    made.write(partial)
    _to_disk(partial)
    try:
        partial.rename(folder)
    except OSError:
        raise ThereAlreadyError(folder) from None
    _sync(folder.parent)
    return made


def applied() -> list[str]:
    """The migrations that the database has, as ``people.0001_initial``."""
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def _copy_evidence(folder: Path) -> None:
    folder.mkdir()
    names = File.objects.exclude(stored_as="").values_list("stored_as", flat=True)
    for name in names.iterator():
        try:
            sealed = evidence().open(name, "rb")
        except FileNotFoundError:
            continue  # refused or erased a moment ago
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with sealed, target.open("wb") as copy:
            while piece := sealed.read(_PIECE):
                copy.write(piece)


def _masters() -> list[str]:
    needed = PersonKey.objects.filter(wrapped__isnull=False).values_list("master", flat=True)
    return sorted(set(needed.distinct()))


def _to_disk(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
