"""The instruments as the pages need them: in the reader's language, on the day of the request."""

from __future__ import annotations

from dataclasses import dataclass
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

from .requests import TimedRequest


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An instrument as a choice: its title, and the last day to leave under it, if it has one."""

    id: str
    kind: str
    country: str
    title: str
    summary: str
    first: date | None
    last: date | None
    is_over: bool
    is_to_come: bool
    is_announced: bool


def countries() -> frozenset[str]:
    """The countries that some instrument is about."""
    return frozenset(library().law(name).instrument.country for name in library().ids)


def offers(request: TimedRequest, country: str | None = None) -> list[Offer]:
    """The instruments, of one country or of all: those that are open first, a programme before the rest."""
    names = [
        name
        for name in library().ids
        if country is None or library().law(name).instrument.country == country
    ]
    return sorted((_offer(name, request) for name in names), key=_order)


def _order(offer: Offer) -> tuple[bool, bool, int]:
    newest_first = -(offer.last or date.max).toordinal()
    return offer.is_over, offer.kind != "programme", newest_first


def _offer(name: str, request: TimedRequest) -> Offer:
    law = library().law(name)
    words = words_of(name)
    on = today_at(law, request)
    edition = law.edition(on=on, known_on=on)
    period = edition.period("departure.date")
    first, last = (period.first, period.last) if period else (None, None)
    return Offer(
        id=name,
        kind=law.instrument.kind,
        country=law.instrument.country,
        title=words.text("title"),
        summary=words.text("summary"),
        first=first,
        last=last,
        is_over=last is not None and last < on,
        is_to_come=first is not None and on < first,
        is_announced=bool(edition.clauses),
    )
