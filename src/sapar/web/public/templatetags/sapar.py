"""Dates as the reader's language writes them: `{% load sapar %} {{ day|longdate }}`."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def longdate(day: date) -> str:
    """The date with its weekday: Sunday 22 November 2026."""
    return format_date(day, "full", locale=_locale())


@register.filter
def plaindate(day: date) -> str:
    """The date without its weekday: 22 November 2026."""
    return format_date(day, "long", locale=_locale())


@register.filter
def shortday(day: date) -> str:
    """Day, month and weekday, where the year is plain: Sun, 22 Nov."""
    return format_skeleton("MMMEd", day, locale=_locale())


@register.filter
def moment(instant: datetime, time_zone: str) -> str:
    """Date and hour in the time zone where the act happens: 22 November 2026, 09:00."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{plaindate(local.date())}, {local:%H:%M}"


@register.filter
def iso(day: date) -> str:
    """For `<time datetime>`: 2026-11-22."""
    return day.isoformat()


def _locale() -> Locale:
    """The language of the page. English is British: the day comes before the month."""
    language = get_language() or "en"
    return Locale.parse("en_GB" if language == "en" else language)
