"""Whether this process lives, and whether the site can do its work."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from sapar.apps.jobs.queries import age_of_oldest
from sapar.apps.keys.errors import MasterKeyError
from sapar.apps.keys.masters import masters


class NotMigratedError(Exception):
    """The database lacks a migration that this code has."""


def faults() -> list[str]:
    """What stands in the way of work: ``database``, ``migrations``, ``keys``; nothing when ready."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return ["database"]
    found = [] if _is_migrated() else ["migrations"]
    try:
        masters().current()
    except MasterKeyError:
        found.append("keys")
    return found


def oldest_job(*, at: datetime) -> float:
    """Seconds that the oldest waiting job has waited: when it grows, no worker works."""
    return age_of_oldest(at=at).total_seconds()


def _is_migrated() -> bool:
    """Whether nothing is left to migrate. What was once true stays so while this process lives."""
    try:
        _find_out()
    except NotMigratedError:
        return False
    return True


@cache  # an exception is not remembered: it is asked again
def _find_out() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigratedError
