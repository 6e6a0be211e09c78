"""The person's dates as an iCalendar file, with reminders at nine in the morning of the place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from .by_when import ByWhen, State
from .page import AnswerPage

_NINE = time(9, 0)
_HOUR = timedelta(hours=1)
_REMINDERS = (timedelta(days=-3), timedelta(days=-1), timedelta(0))


def calendar_file(page: AnswerPage, *, at: datetime) -> bytes:
    """One event for the safe last day, the last day and the departure, each with its reminders."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sapar//sapar//")
    calendar.add("version", "2.0")
    if page.when is not None:
        for day, text, key in _days(page.when):
            if day >= page.on:
                start = datetime.combine(day, _NINE, ZoneInfo(page.time_zone))
                summary = f"{text}: {page.title}"
                calendar.add_component(_event(summary, start, f"{page.instrument}-{key}", at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _days(when: ByWhen) -> Iterator[tuple[date, str, str]]:
    """The days to be reminded of; what the person has done already is none."""
    window = when.window
    if window.safe_last and when.state is not State.DONE:
        safe = _("Last safe day of your stay") if when.is_stay else _("Last safe day to act")
        yield window.safe_last, safe, "safe"
    if window.last and window.last != window.safe_last and when.state is not State.DONE:
        last = _("Last day by one way of counting")
        yield window.last, last, "last"
    if not when.is_stay:
        yield window.depart, _("Day of departure"), "depart"


def _event(summary: str, start: datetime, key: str, at: datetime) -> Event:
    event = Event()
    event.add("summary", summary)
    event.add("dtstart", start)
    event.add("dtend", start + _HOUR)
    event.add("dtstamp", at)
    event.add("uid", f"{key}-{start:%Y%m%d}@sapar")
    for before in _REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event
