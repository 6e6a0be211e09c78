"""The data key of each person, wrapped by a master key; without a key once it is destroyed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PersonKey(models.Model):
    """One person's key. The row stays when the key is destroyed, so that no second one is made."""

    person = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(null=True)
    master = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    wrapped_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=True, destroyed_at__isnull=False)
                | models.Q(wrapped__isnull=False, destroyed_at__isnull=True),
                name="keys_personkey_is_there_or_destroyed",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["master", "person"], name="keys_personkey_by_master"),
        ]

    def __str__(self) -> str:
        return str(self.person)
