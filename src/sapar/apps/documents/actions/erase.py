"""The files of a person who is erased."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.documents.errors import NoSuchFileError
from sapar.apps.documents.models import File
from sapar.apps.documents.policy import may_erase
from sapar.apps.documents.storing import take_away


def erase_files(person: UUID, *, actor: Actor, at: datetime) -> int:
    """Forget what the files of a person were; gives how many. The rows stay, empty.

    Whoever erases a person calls this in the same transaction. The bytes go after it; should that
    fail, the sweeper takes them, and without the person's key they are noise. Raises
    NoSuchFileError for whoever may not.
    """
    if not may_erase(actor):
        raise NoSuchFileError
    with transaction.atomic():
        files = list(
            File.objects.select_for_update().filter(person=person).exclude(state=File.State.ERASED)
        )
        for file in files:
            tell("file.erased", person, actor=actor, at=at, said={"file": file.pk})
        File.objects.filter(pk__in=[file.pk for file in files]).update(
            sealed_name=b"",
            sha256="",
            received_sha256="",
            state=File.State.ERASED,
            why="",
            stored_as="",
            uploaded_by=None,
        )
        transaction.on_commit(lambda: _take_away(files))
    return len(files)


def _take_away(files: list[File]) -> None:
    for file in files:
        if file.stored_as:
            take_away(file.stored_as)
