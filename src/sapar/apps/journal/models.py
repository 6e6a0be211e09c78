"""Entries in their chains, the head of each chain, and an anchor for each day.

Triggers refuse to alter or remove entries and anchors, and let a head only go on by one (migration
0002). Who may do what in the database: docs/howto/verify-the-journal.md.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One line: what happened, by whom, when, about whom, at which post.

    ``said`` is JSON as text, byte by byte as it was hashed. ``hash`` covers every other column.
    """

    pk = models.CompositePrimaryKey("chain", "number")
    chain = models.CharField(max_length=80)
    number = models.BigIntegerField()
    at = models.DateTimeField()
    user = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    person = models.UUIDField(null=True)
    post = models.BigIntegerField(null=True)
    said = models.TextField()
    sealed = models.BinaryField(null=True)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="journal_entry_by_day"),
            models.Index(fields=["person", "at"], name="journal_entry_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}: {self.verb}"


class Head(models.Model):
    """The last entry of a chain. Its row is what two writers of one chain queue for."""

    chain = models.CharField(max_length=80, primary_key=True)
    number = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class Anchor(models.Model):
    """All entries of one day (UTC) in one hash, and with it all days before.

    ``root`` is SHA-256 over the hashes of the entries, ordered by instant, chain and number.
    """

    day = models.DateField(primary_key=True)
    entries = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.day}: {self.entries}"
