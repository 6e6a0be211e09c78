"""The calendars of ``instruments/calendars``, read without the pantry, for tests of the core."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sapar.core.calendar import WorkingCalendar

FOLDER = Path(__file__).parents[3] / "instruments" / "calendars"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read(calendar: str) -> dict[str, Any]:
    """The file of one calendar, as it is written."""
    content = yaml.safe_load((FOLDER / f"{calendar}.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


@cache
def frozen(calendar: str) -> WorkingCalendar:
    """One calendar as a value, named in English."""
    content = read(calendar)
    return WorkingCalendar(
        id=content["calendar"],
        name=content["name"]["en"],
        first=content["first"],
        last=content["last"],
        weekend=frozenset(WEEKDAYS.index(day) for day in content["weekend"]),
        closed=content["closed"],
        open_weekends=frozenset(content["open_weekends"]),
        estimated=frozenset(content["estimated"]),
        source=content["source"],
        retrieved=content["retrieved"],
    )


def small(
    *,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 1, 31),
    weekend: frozenset[int] = frozenset({5, 6}),
    closed: dict[date, str] | None = None,
    open_weekends: frozenset[date] = frozenset(),
    estimated: frozenset[date] = frozenset(),
) -> WorkingCalendar:
    """An invented calendar, by default January 2026 without days off."""
    return WorkingCalendar(
        id="XX",
        name="Invented",
        first=first,
        last=last,
        weekend=weekend,
        closed=closed or {},
        open_weekends=open_weekends,
        estimated=estimated,
        source="invented for a test",
        retrieved=date(2026, 1, 1),
    )
