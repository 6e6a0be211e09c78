"""The ledger of what happened once, the workers that live, and the turns of jobs that share a key."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Once(models.Model):
    """Something that must happen once, and did; its row was written with the effect."""

    key = models.CharField(max_length=200, primary_key=True)
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Worker(models.Model):
    """A worker of the embedded engine; it lives while its heart beats, in the database's time."""

    id = models.CharField(max_length=32, primary_key=True)
    beat_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.id


class Turn(models.Model):
    """The key of a job of the embedded engine; of the jobs with one key, one at most has the turn."""

    job = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=200, db_index=True)
    holds = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(holds=True),
                name="jobs_turn_is_held_by_one_job",
            ),
        ]

    def __str__(self) -> str:
        return self.key
