"""A file is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import tell
from sapar.apps.documents.errors import NotOpenError
from sapar.apps.documents.policy import OPEN, Sees
from sapar.apps.documents.queries import file_for
from sapar.apps.documents.storing import opened
from sapar.apps.journal.actions import Said


def open_file(actor: Actor, file: UUID, *, at: datetime, sees: Sees) -> Iterator[bytes]:
    """The bytes in pieces, for a view that streams them with `headers_of`; the look is told.

    Raises at once NoSuchFileError, NotOpenError and ErasedError; TamperedError where it is found.
    """
    with transaction.atomic():
        row = file_for(actor, file, sees=sees)
        if row.state not in OPEN:
            raise NotOpenError(state=row.state)
        pieces = opened(row.pk, row.stored_as, person=row.person)
        said: dict[str, Said] = {"file": row.pk, "kind": row.kind}
        tell("file.opened", row.person, actor=actor, at=at, said=said)
    return pieces
