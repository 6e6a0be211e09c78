"""Dates as a language writes them; in templates, in that of the page: `{{ day|longdate }}`."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from sapar.instruments.words import long_date

_SHORT = {"en": "en_GB"}


def longdate(day: date, language: str) -> str:
    """The date with its weekday, as the words of the instruments write it."""
    return _spaced(long_date(day, language))


def plaindate(day: date, language: str) -> str:
    """The date without its weekday."""
    return _spaced(long_date(day, language, weekday=False))


def fromiso(text: str) -> date:
    """A date that was written down as 2026-11-22, as a document holds it."""
    return date.fromisoformat(text)


@lru_cache(maxsize=4096)
def shortday(day: date, language: str) -> str:
    """Day, month and weekday, where the year is plain: Sun 22 Nov."""
    locale = _SHORT.get(language, language)
    return _spaced(format_skeleton("MMMEd", day, locale=locale).replace(",", ""))


def moment(instant: datetime, time_zone: str, language: str) -> str:
    """Date and hour in the time zone where the act happens."""
    local = instant.astimezone(ZoneInfo(time_zone))
    return f"{plaindate(local.date(), language)}, {local:%H:%M}"


def _spaced(text: str) -> str:
    """Widen the narrow space of the CLDR: at small sizes "2026 г." would look like one word."""
    return text.replace("\u202f", "\xa0")
