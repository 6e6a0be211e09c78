"""The person's dates as an iCalendar file, with reminders at nine in the morning of the place."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from .page import AnswerPage

_NINE = time(9, 0)
_HOUR = timedelta(hours=1)
_REMINDERS = (timedelta(days=-3), timedelta(days=-1), timedelta(0))


def calendar_file(page: AnswerPage) -> bytes:
    """One event for the safe last day, the last day and the departure, each with its reminders."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sapar//sapar//")
    calendar.add("version", "2.0")
    window = page.window
    if window is not None:
        days = [
            (window.safe_last, _("Last safe day to act"), "safe"),
            (
                window.last if window.last != window.safe_last else None,
                _("Last day to act"),
                "last",
            ),
            (window.depart, _("Day of departure"), "depart"),
        ]
        for day, text, key in days:
            if day is not None:
                start = datetime.combine(day, _NINE, ZoneInfo(page.time_zone))
                calendar.add_component(
                    _event(f"{text}: {page.title}", start, f"{page.instrument}-{key}")
                )
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(summary: str, start: datetime, key: str) -> Event:
    event = Event()
    event.add("summary", summary)
    event.add("dtstart", start)
    event.add("dtend", start + _HOUR)
    event.add("dtstamp", start)
    event.add("uid", f"{key}-{start:%Y%m%d}@sapar")
    for before in _REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
