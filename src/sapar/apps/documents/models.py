"""One row for each upload; the bytes lie sealed in the storage called “evidence”."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class File(models.Model):
    """An upload. It is never overwritten: a better photograph is another file.

    `person` is the id of a person (the room of people stands beside this one). `kind` is an
    evidence kind. `size` and `sha256` are of the bytes that are kept, `received_sha256` of those that
    came: a picture leaves its metadata at the door (ADR 18). `why` is a code, for what is refused.
    """

    class State(models.TextChoices):
        """Received: kept, nobody has scanned it. Quarantined: the scanner could not be asked."""

        RECEIVED = "received"
        QUARANTINED = "quarantined"
        CLEAN = "clean"
        REFUSED = "refused"
        ERASED = "erased"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=40)
    sealed_name = models.BinaryField(blank=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    received_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State.choices)
    why = models.CharField(max_length=100, blank=True)
    stored_as = models.CharField(max_length=100, blank=True, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=["received", "quarantined", "clean"])
                & ~Q(stored_as="")
                & Q(why="")
                | Q(state__in=["refused", "erased"], stored_as=""),
                name="documents_file_state_fits_its_bytes",
            ),
            models.UniqueConstraint(
                fields=["stored_as"],
                condition=~Q(stored_as=""),
                name="documents_file_bytes_are_its_own",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "at"], name="documents_file_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
