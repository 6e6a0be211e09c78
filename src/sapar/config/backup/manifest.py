"""What a backup says of itself: written last, so that a folder without it was never finished."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from sapar.config.backup.errors import DamagedBackupError, NoBackupError

NAME: Final = "manifest.json"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Everything that a restoration must know.

    ``files`` are names with SHA-256, ``migrations`` what was applied, ``anchor`` the last anchor of
    the journal as hex. ``masters`` are the ids of the master keys without which nothing opens;
    ``keys`` says where they were.
    """

    format: int
    made_at: str
    sapar: str
    engine: str
    engine_version: str
    migrations: list[str]
    anchored_day: str | None
    anchor: str | None
    entries: int
    masters: list[str]
    keys: str
    files: dict[str, str]

    def write(self, folder: Path) -> None:
        """Write it into the folder."""
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"
        (folder / NAME).write_text(text, encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of a finished backup. Raises NoBackupError."""
    try:
        told: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        made = Manifest(**told)
    except (OSError, ValueError, TypeError):
        raise NoBackupError(folder) from None
    if made.format != FORMAT:
        raise NoBackupError(folder)
    return made


def check(folder: Path, manifest: Manifest) -> None:
    """Whether every file is there as it was written. Raises DamagedBackupError."""
    for name, wanted in manifest.files.items():
        file = folder / name
        if not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
            raise DamagedBackupError(file, why="this file is missing")
        if digest(file) != wanted:
            raise DamagedBackupError(file, why="this file is not what was written")


def digests(folder: Path) -> dict[str, str]:
    """Every file of the folder with its SHA-256."""
    return {file.relative_to(folder).as_posix(): digest(file) for file in _files(folder)}


def digest(file: Path) -> str:
    """SHA-256 as hex."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(file for file in folder.rglob("*") if file.is_file())
