"""Dates as the reader's language writes them: `{% load sapar %} {{ day|longdate }}`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton
from django import template
from django.utils.translation import get_language

from sapar.instruments.words import long_date

register = template.Library()
_LONG = {"kk": "y 'жылғы' d MMMM"}


@register.filter
def longdate(day: date) -> str:
    """The date with its weekday, as the words of the instruments write it."""
    return _spaced(long_date(day, _language()))


@register.filter
def plaindate(day: date) -> str:
    """The date without its weekday."""
    return _spaced(format_date(day, _LONG.get(_language(), "long"), locale=_language()))


@register.filter
def shortday(day: date) -> str:
    """Day, month and weekday, where the year is plain: Sun, Nov 22."""
    return _spaced(format_skeleton("MMMEd", day, locale=_language()))


@register.filter
def moment(instant: datetime, time_zone: str) -> str:
    """Date and hour in the time zone where the act happens."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{plaindate(local.date())}, {local:%H:%M}"


@register.filter
def iso(day: date) -> str:
    """For `<time datetime>`: 2026-11-22."""
    return day.isoformat()


def _language() -> str:
    return get_language() or "en"


def _spaced(text: str) -> str:
    """Widen the narrow space of the CLDR: at small sizes "2026 г." would look like one word."""
    return text.replace("\u202f", "\xa0")
