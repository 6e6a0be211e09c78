"""A storage in which the process dies, and the process that uploads into it.

    python -m tests.apps.documents.dying migrate|keep|reading|writing|stored|look

The environment names the folder. `keep` uploads and lives; the next three die by SIGKILL while the
upload is read, in the middle of the bytes, and between the bytes and the row. `look` says what there
is, before and after the sweeper of two hours later.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import IO, Any
from uuid import UUID

import django
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

from sapar.config.clock import now

PERSON = UUID(int=7)
NOW = now()


def die() -> None:
    """As the kernel's out-of-memory killer does it."""
    os.kill(os.getpid(), signal.SIGKILL)


class DyingStorage(FileSystemStorage):
    """Writes half of a file, or all of it, and dies."""

    def _save(self, name: str, content: Any) -> str:
        if sys.argv[1] == "writing":
            path = self.path(name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as half:
                half.write(b"half")
            die()
        saved: str = super()._save(name, content)
        if sys.argv[1] == "stored":
            die()
        return saved


class Sent:
    """An upload whose sender may be the last thing the process hears."""

    name = "scan.pdf"
    size = None

    def chunks(self) -> Iterator[bytes]:
        from tests.apps.documents.hostile import pdf

        content = pdf()
        yield content[:100]
        if sys.argv[1] == "reading":
            die()
        yield content[100:]


def upload() -> None:
    from sapar.apps.accounts.actor import machine
    from sapar.apps.documents.actions import receive

    receive(Sent(), person=PERSON, kind="ticket", actor=machine(NOW), at=NOW, sees=lambda _: True)


def look(out: IO[str]) -> None:
    from sapar.apps.accounts.actor import machine
    from sapar.apps.documents.actions import open_file, sweep
    from sapar.apps.documents.models import File

    def stored() -> int:
        location = settings.STORAGES["evidence"]["OPTIONS"]["location"]
        return sum(len(names) for _, _, names in os.walk(location))

    before, young = stored(), sweep(at=NOW)
    taken = sweep(at=NOW + timedelta(hours=2))
    read = [
        len(b"".join(open_file(machine(NOW), file.pk, at=NOW, sees=lambda _: True))) == file.size
        for file in File.objects.all()
    ]
    json.dump(
        {"before": before, "young": young, "taken": taken, "after": stored(), "read": read}, out
    )


def main(verb: str) -> None:
    django.setup()
    evidence = settings.STORAGES["evidence"]
    evidence["BACKEND"] = "tests.apps.documents.dying.DyingStorage"
    if verb == "migrate":
        call_command("migrate", verbosity=0)
    elif verb == "look":
        look(sys.stdout)
    else:
        upload()


if __name__ == "__main__":
    main(sys.argv[1])
