"""What every room does by itself is begun when its time has come, by whichever engine there is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sapar.apps.jobs.schedules import SCHEDULES

NIGHT = datetime(2026, 1, 20, 4, tzinfo=UTC)


def slots(name: str, at: datetime, step: timedelta, times: int) -> int:
    """How many different slots of a schedule so many instants lie in."""
    return len({SCHEDULES[name].slot(at + number * step) for number in range(times)})


def test_a_day_is_anchored_once_a_day_and_after_the_hour_of_grace() -> None:
    anchor = "sapar.apps.journal.jobs.anchor"
    assert slots(anchor, NIGHT, timedelta(hours=1), 24) == 2
    half_past_one = NIGHT.replace(hour=1, minute=30)
    assert SCHEDULES[anchor].slot(half_past_one) == "2026-01-20"
    assert SCHEDULES[anchor].slot(half_past_one - timedelta(seconds=1)) == "2026-01-19"


def test_files_are_scanned_again_every_ten_minutes_and_swept_every_hour() -> None:
    assert slots("sapar.apps.documents.jobs.rescan", NIGHT, timedelta(minutes=10), 6) == 6
    assert slots("sapar.apps.documents.jobs.sweep", NIGHT, timedelta(minutes=10), 6) == 1


def test_sessions_are_forgotten_once_a_day() -> None:
    assert slots("sapar.apps.accounts.jobs.forget_sessions", NIGHT, timedelta(hours=24), 3) == 3
