"""Restoring a backup into an empty site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.core.files import File as DjangoFile
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from sapar.apps.documents.storing import evidence
from sapar.apps.journal.verify import verify
from sapar.apps.keys.errors import MasterKeyError
from sapar.apps.keys.masters import masters
from sapar.apps.keys.models import PersonKey
from sapar.config.backup import dump
from sapar.config.backup.errors import NewerBackupError, NotEmptyError, OtherEngineError
from sapar.config.backup.making import EVIDENCE
from sapar.config.backup.manifest import Manifest, check, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """How the site stands after it was restored."""

    manifest: Manifest
    entries: int
    journal_holds: bool
    is_migrated: bool
    missing_masters: tuple[str, ...]


def restore(folder: Path) -> Restored:
    """Fill an empty site from a backup, then look whether it is whole.

    Everything is checked before anything is written. The sealed files come first, then the database
    at once: killed in between, the database is still empty, and it can be done again. Raises the
    errors of ``backup.errors``.
    """
    manifest = read(folder)
    if manifest.engine != connection.vendor:
        raise OtherEngineError(made_on=manifest.engine, here=connection.vendor)
    _refuse_newer(manifest)
    if connection.introspection.table_names():
        raise NotEmptyError
    check(folder, manifest)
    for name in manifest.files:
        if name.startswith(f"{EVIDENCE}/"):
            _put(folder / name, name.removeprefix(f"{EVIDENCE}/"))
    dump.load(folder)
    return _looked_at(manifest)


def _refuse_newer(manifest: Manifest) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or ()}
    for migration in manifest.migrations:
        if migration not in known:
            raise NewerBackupError(version=manifest.sapar, migration=migration)


def _put(file: Path, name: str) -> None:
    storage = evidence()
    if storage.exists(name):  # of a restoration that was killed: its database stayed empty
        storage.delete(name)
    with file.open("rb") as sealed:
        storage.save(name, DjangoFile(sealed))


def _looked_at(manifest: Manifest) -> Restored:
    root = bytes.fromhex(manifest.anchor) if manifest.anchor else None
    verdict = verify(root=root)
    executor = MigrationExecutor(connection)
    return Restored(
        manifest=manifest,
        entries=verdict.entries,
        journal_holds=verdict.holds,
        is_migrated=not executor.migration_plan(executor.loader.graph.leaf_nodes()),
        missing_masters=_missing(manifest),
    )


def _missing(manifest: Manifest) -> tuple[str, ...]:
    return tuple(one for one in manifest.masters if not _opens(one))


def _opens(master: str) -> bool:
    """Whether a person's key opens with it: another master key may have the same name."""
    row = PersonKey.objects.filter(master=master, wrapped__isnull=False).first()
    if row is None or row.wrapped is None:
        return True
    try:
        masters().unwrap(bytes(row.wrapped), master=master, bound=row.person.bytes)
    except MasterKeyError:
        return False
    return True
