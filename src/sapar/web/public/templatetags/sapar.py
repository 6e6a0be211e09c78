"""Dates as the reader's language writes them: `{% load sapar %} {{ day|longdate }}`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton
from django import template
from django.utils.translation import get_language

from sapar.instruments.words import long_date

register = template.Library()
_SHORT = {"en": "en_GB"}


@register.filter
def longdate(day: date) -> str:
    """The date with its weekday, as the words of the instruments write it."""
    return _spaced(long_date(day, _language()))


@register.filter
def plaindate(day: date) -> str:
    """The date without its weekday."""
    return _spaced(long_date(day, _language(), weekday=False))


@register.filter
def fromiso(text: str) -> date:
    """A date that was written down as 2026-11-22, as a document holds it."""
    return date.fromisoformat(text)


@register.filter
def shortday(day: date) -> str:
    """Day, month and weekday, where the year is plain: Sun 22 Nov."""
    language = _SHORT.get(_language(), _language())
    return _spaced(format_skeleton("MMMEd", day, locale=language).replace(",", ""))


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
