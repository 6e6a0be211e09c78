"""What the yard's jobs leave behind."""

from django.db import models


class Attempt(models.Model):
    """A job began."""

    number = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.number} began"


class Mark(models.Model):
    """A job had its effect. Nothing here keeps it from having it twice: the ledger does."""

    number = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.number} is done"


class Busy(models.Model):
    """A shelf that somebody is at."""

    shelf = models.IntegerField(unique=True)

    def __str__(self) -> str:
        return f"at {self.shelf}"


class Counter(models.Model):
    """What the writers count up."""

    count = models.IntegerField(default=0)

    def __str__(self) -> str:
        return str(self.count)
