"""The working-day calendars frozen in ``instruments/calendars/*.yaml``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sapar.core.calendar import WorkingCalendar
from sapar.core.law import InstrumentError
from sapar.instruments.strict_yaml import DocumentError, read_file

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_calendars(folder: Path) -> dict[str, WorkingCalendar]:
    """Every calendar of a folder by its id; empty when there is no such folder."""
    return {
        calendar.id: calendar
        for path in sorted(folder.glob("*.yaml"))
        for calendar in [_read(path)]
    }


def _read(path: Path) -> WorkingCalendar:
    document = read_file(path)
    said: dict[str, Any] = document.value
    try:
        return WorkingCalendar(
            id=said["calendar"],
            name=said["name"]["en"],
            first=said["first"],
            last=said["last"],
            weekend=frozenset(_WEEKDAYS.index(day) for day in said["weekend"]),
            closed={date.fromisoformat(day): str(name) for day, name in said["closed"].items()},
            open_weekends=frozenset(said.get("open_weekends") or ()),
            estimated=frozenset(said.get("estimated") or ()),
            source=said["source"],
            retrieved=said["retrieved"],
        )
    except KeyError as problem:
        raise DocumentError(
            f"The key {problem} is missing.", place=document.place(), mend="Add it."
        ) from None
    except (TypeError, ValueError) as problem:
        raise InstrumentError(
            f"This calendar is not whole: {problem}.", place=document.place()
        ) from None
