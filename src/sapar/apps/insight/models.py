"""What stood in the way of how many cases on a day. No row is about anybody: it only counts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sapar.apps.accounts.models import Post


class Blocked(models.Model):
    """On one day, at one post: how many open cases had an obstacle.

    ``why`` and ``about`` are those of an obstacle in law: a provision, a document, a hold, a fact.
    A case with two obstacles counts under each. ``why`` empty: all open cases that were looked at.
    """

    day = models.DateField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=80)
    procedure = models.CharField(max_length=80)
    why = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=80, blank=True)
    cases = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["day", "post", "instrument", "procedure", "why", "about"],
                name="insight_blocked_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.why} {self.about}: {self.cases}"
