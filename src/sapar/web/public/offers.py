"""The instruments as choices: which are open on the day of the request, which are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sapar.web.frame.requests import TimedRequest
from sapar.web.frame.shelf import library, today_at, words_of


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
