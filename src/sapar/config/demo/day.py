"""The instants of the demonstration: days of December 2025 to March 2026, hours of Seoul."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

SEOUL: Final = ZoneInfo("Asia/Seoul")


def on(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """An instant in Seoul; December is that of 2025, every other month lies in 2026."""
    return datetime(2025 if month == 12 else 2026, month, day, hour, minute, tzinfo=SEOUL)


def day(month: int, number: int) -> date:
    """A day, in the same years."""
    return on(month, number).date()


def hour_of(of: date, hour: int) -> datetime:
    """An hour of a day."""
    return datetime.combine(of, time(hour), tzinfo=SEOUL)
