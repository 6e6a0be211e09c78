"""The database as one file and back, while others go on writing: SQLite's own copy, or pg_dump's."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.db import connection

from sapar.config.backup.errors import ProgramError

FILES: Final = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_VARIABLES: Final = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "NAME": "PGDATABASE",
}


def dump(folder: Path) -> Path:
    """Write the database as it is at one instant into the folder. Raises ProgramError."""
    file = folder / FILES[connection.vendor]
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(_path(), timeout=60)) as there:
            there.execute("VACUUM INTO ?", [str(file)])
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")
    return file


def load(folder: Path) -> None:
    """Fill the empty database from the folder: all of it, or nothing. Raises ProgramError."""
    file = folder / FILES[connection.vendor]
    if connection.vendor == "sqlite":
        connection.close()
        _put_in_place(file, Path(_path()))
    else:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        name = str(connection.settings_dict["NAME"])
        _run("pg_restore", *options, f"--dbname={name}", str(file))


def version() -> str:
    """The engine's version."""
    if connection.vendor == "sqlite":
        return sqlite3.sqlite_version
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _path() -> str:
    return str(connection.settings_dict["NAME"])


def _put_in_place(file: Path, path: Path) -> None:
    """Copy beside it, then take the place of the empty one at once."""
    beside = path.with_name(f".{path.name}.restoring")
    shutil.copyfile(file, beside)
    with beside.open("rb+") as written:
        os.fsync(written.fileno())
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.replace(beside, path)


def _run(program: str, *words: str) -> None:
    """One of PostgreSQL's programs; the password goes by its environment, where nobody lists it."""
    found = shutil.which(program)
    if found is None:
        raise ProgramError(program, "this program is not installed")
    given: dict[str, Any] = connection.settings_dict
    told = {name: str(given[key]) for key, name in _VARIABLES.items() if given.get(key)}
    done = subprocess.run(  # noqa: S603  our own words, and no shell
        [found, *words], env={**os.environ, **told}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ProgramError(program, done.stderr.strip() or f"exit code {done.returncode}")
