"""Reading what there is of files; their bytes come from ``actions.open_file`` alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sapar.apps.accounts.actor import Actor
from sapar.apps.documents.errors import NoSuchFileError
from sapar.apps.documents.models import File
from sapar.apps.documents.policy import Sees, may_see
from sapar.apps.keys.sealing import unseal


def file_for(actor: Actor, file: UUID, *, sees: Sees) -> File:
    """The row, for somebody who may see it. Raises NoSuchFileError, for whoever may not, too."""
    row = File.objects.filter(pk=file).first()
    if row is None or not may_see(actor, row, sees=sees):
        raise NoSuchFileError
    return row


def files_of(actor: Actor, person: UUID, *, sees: Sees) -> QuerySet[File]:
    """The files of a person, the latest first; none for whoever may not see the person."""
    if not (actor.is_machine or (actor.is_known and sees(person))):
        return File.objects.none()
    return File.objects.filter(person=person).order_by("-at", "pk")


def name_of(file: File) -> str:
    """The name it is shown under. Raises ErasedError."""
    if not file.sealed_name:
        return file.kind
    context = f"documents_file.name:{file.pk}"
    return unseal(file.person, bytes(file.sealed_name), context=context).decode()


def export_files(actor: Actor, person: UUID, *, sees: Sees) -> list[dict[str, Any]]:
    """Everything held about a person's files, as JSON has it, without the bytes."""
    return [
        {
            "id": str(file.pk),
            "kind": file.kind,
            "name": name_of(file),
            "media_type": file.media_type,
            "size": file.size,
            "sha256": file.sha256,
            "received_sha256": file.received_sha256,
            "state": file.state,
            "why": file.why,
            "uploaded_by": file.uploaded_by_id,
            "at": file.at.isoformat(),
        }
        for file in files_of(actor, person, sees=sees)
    ]
