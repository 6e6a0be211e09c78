"""The instruments as the pages need them: in the reader's language, on the day of the request."""

from __future__ import annotations

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import Locale
from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language

from sapar.core.law import Law
from sapar.instruments.library import Library, UnknownInstrumentError, library_at
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.requests import TimedRequest


def library() -> Library:
    """The shelf of this site."""
    return library_at(settings.SAPAR_INSTRUMENTS)


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def law_or_404(name: str) -> Law:
    """An instrument, or Django's 404."""
    try:
        return library().law(name)
    except UnknownInstrumentError as error:
        raise Http404(str(error)) from None


def words_of(name: str) -> InstrumentWords:
    """The words of an instrument in the reader's language."""
    return library().words(name, language())


def today_at(law: Law, request: TimedRequest) -> date:
    """The day of the request in the place of the instrument."""
    return request.at.astimezone(ZoneInfo(law.instrument.time_zone)).date()


def country_name(code: str) -> str:
    """A country in the reader's language."""
    return str(_locale(language()).territories.get(code, code))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
