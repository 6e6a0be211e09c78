"""What can stand in the way of a backup or a restoration.

BackupError
├── ThereAlreadyError      there is something under that name
├── ProgramError           a program of PostgreSQL is missing, or failed
├── NoBackupError          the folder is no backup, or one that was never finished
├── DamagedBackupError     a file of it is missing, or was altered
├── OtherEngineError       it was made on the other database engine
├── NewerBackupError       it was made by a newer Sapar
└── NotEmptyError          the database to restore into has tables
"""

from __future__ import annotations

from pathlib import Path

from sapar.core.kernel import Place, SaparError


class BackupError(SaparError):
    """Nothing was changed."""

    code = "backup"


class ThereAlreadyError(BackupError):
    """There is something under that name; a backup never overwrites."""

    code = "backup-there-already"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is already something at {folder}.", mend="Give another name.")


class ProgramError(BackupError):
    """A program of PostgreSQL is missing, or failed."""

    code = "backup-program"

    def __init__(self, program: str, said: str) -> None:
        super().__init__(
            f"{program}: {said}",
            mend="Install the client programs of your server's version or newer, such as "
            "postgresql-client, and try again.",
        )


class NoBackupError(BackupError):
    """The folder is no backup, or one that was never finished."""

    code = "backup-none"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "This folder is no finished backup.",
            place=Place(file=str(folder)),
            mend="Name the folder that `sapar backup` printed.",
        )


class DamagedBackupError(BackupError):
    """A file of it is missing, or is not what was written."""

    code = "backup-damaged"

    def __init__(self, file: Path, *, why: str) -> None:
        super().__init__(
            f"This backup is damaged: {why}.",
            place=Place(file=str(file)),
            mend="Take another copy of it, or another backup.",
        )


class OtherEngineError(BackupError):
    """It was made on the other database engine."""

    code = "backup-other-engine"

    def __init__(self, *, made_on: str, here: str) -> None:
        super().__init__(
            f"This backup was made on {made_on}, and this site is on {here}.",
            mend="Set DATABASE_URL to an empty database of the same engine.",
            params={"made_on": made_on, "here": here},
        )


class NewerBackupError(BackupError):
    """It was made by a newer Sapar."""

    code = "backup-newer"

    def __init__(self, *, version: str, migration: str) -> None:
        super().__init__(
            f"This backup was made by Sapar {version}, which knows {migration}; this one does not.",
            mend="Restore it with that version.",
        )


class NotEmptyError(BackupError):
    """The database to restore into has tables."""

    code = "backup-not-empty"

    def __init__(self) -> None:
        super().__init__(
            "The database is not empty, and a restoration never overwrites.",
            mend="Name an empty database: another SAPAR_DATA, or another DATABASE_URL.",
        )
