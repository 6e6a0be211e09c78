"""A clock that stands at noon, and a list of what ran in this process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

collect_ignore = ["yard"]  # a site of its own, with tables of its own
NOON = datetime(2026, 1, 20, 12, tzinfo=UTC)


def work_off_at(at: datetime) -> None:
    """Set the clock, begin what is scheduled, run all that waits."""
    from django.conf import settings

    from sapar.apps.jobs.worker import work_off

    settings.SAPAR_NOW = at
    work_off()


@pytest.fixture(autouse=True)
def clock(settings: Any) -> None:
    """The clock of the site stands at noon."""
    settings.SAPAR_NOW = NOON


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, datetime]]]:
    """What ran, and at which instant."""
    from tests.apps.jobs import chores  # not above: Django starts after this file is read

    chores.calls.clear()
    yield chores.calls
    chores.calls.clear()


@pytest.fixture(autouse=True)
def no_schedules_of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the house does by itself is left out."""
    from sapar.apps.jobs import schedules

    monkeypatch.setattr(schedules, "SCHEDULES", {})


@pytest.fixture(autouse=True)
def empty_queue(request: pytest.FixtureRequest) -> None:
    """Procrastinate's tables are not Django's, so Django does not empty them after a test."""
    from django.apps import apps
    from django.db import connection

    if request.node.get_closest_marker("django_db") and apps.is_installed(
        "procrastinate.contrib.django"
    ):
        request.getfixturevalue("transactional_db")
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
