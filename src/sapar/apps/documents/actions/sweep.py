"""Bytes that no row names are taken away: what a process that died has left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sapar.apps.documents.models import File
from sapar.apps.documents.storing import evidence, take_away

GRACE: Final = timedelta(hours=1)
"""No upload takes so long: younger bytes may belong to one whose row is still to come."""


def sweep(*, at: datetime) -> int:
    """Take away what no row names and is older than an hour; gives how many.

    Nothing of it was ever shown to anybody, and it is nobody's file: there is no entry to tell.
    """
    orphans = [name for name in _names("") if _is_old(name, at) and not _is_named(name)]
    for name in orphans:
        take_away(name)
    return len(orphans)


def _names(folder: str) -> Iterator[str]:
    """Every name in the storage, folder by folder; none before the first file has made the folder."""
    try:
        folders, names = evidence().listdir(folder or ".")
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" if folder else name for name in names)
    for below in folders:
        yield from _names(f"{folder}/{below}" if folder else below)


def _is_old(name: str, at: datetime) -> bool:
    return evidence().get_modified_time(name) < at - GRACE


def _is_named(name: str) -> bool:
    return File.objects.filter(stored_as=name).exists()
