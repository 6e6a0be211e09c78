"""Small instruments built as values, and the sources they rest on: for tests of the core alone."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tests.core.calendar.frozen_calendars import frozen

from sapar.core.calendar import WorkingCalendar, parse_duration
from sapar.core.law import VOCABULARY, Assessment, Instrument, Law, Rank, Source, Standing, assess
from sapar.core.law.expression import Node, negated, parse, parse_condition
from sapar.core.law.instrument import (
    Act,
    Allowance,
    Benefit,
    Effect,
    Kind,
    Period,
    Provision,
    Reading,
    Version,
)

ANNOUNCED = date(2025, 11, 28)
ON = date(2025, 12, 10)
CALENDARS: Mapping[str, WorkingCalendar] = {"KR": frozen("KR"), "KZ": frozen("KZ")}


def _source(name: str, rank: Rank, precedence: int) -> Source:
    return Source(
        id=name,
        publisher=name,
        title=name,
        published=ANNOUNCED,
        language="en",
        precedence=precedence,
        rank=rank,
    )


SOURCES = {
    source.id: source
    for source in (
        _source("act", Rank.LAW, 1),
        _source("ministry", Rank.OFFICIAL, 1),
        _source("embassy", Rank.OFFICIAL, 2),
        _source("agency", Rank.QUOTED, 3),
        _source("newspaper", Rank.PRESS, 9),
        _source("blog", Rank.PRIVATE, 9),
    )
}


def tree(text: str) -> Node:
    """An expression of any type."""
    return parse(text, VOCABULARY, calendars=frozenset(CALENDARS))


def condition(text: str) -> Node:
    """An expression that is true or false."""
    return parse_condition(text, VOCABULARY, calendars=frozenset(CALENDARS))


def reading(
    kind: Kind,
    *,
    name: str = "only",
    source: str = "ministry",
    standing: Standing = Standing.REPORTED,
    **says: Any,
) -> Reading:
    """One reading that rests on one source; only law, officials and those quoted contest."""
    return Reading(
        id=name,
        kind=kind,
        sources=(source,),
        standing=standing,
        contests=SOURCES[source].rank.can_contest,
        **says,
    )


def require(text: str, **more: Any) -> Reading:
    """A test the person must pass."""
    return reading(Kind.REQUIRE, condition=condition(text), **more)


def exclude(text: str, **more: Any) -> Reading:
    """A test the person must not meet."""
    return reading(Kind.EXCLUDE, condition=negated(condition(text)), **more)


def period(first: date, last: date | None, binds: str = "departure.date", **more: Any) -> Reading:
    """From the first to the last day, both included."""
    return reading(Kind.PERIOD, period=Period(first=first, last=last, binds=binds), **more)


def declare(
    *,
    earliest: str | None = "15 calendar days",
    last: str | None = "3 working days of KR",
    before: str | None = "departure.date",
    after: str | None = None,
    **more: Any,
) -> Reading:
    """A declaration that must be made in a window."""
    act = Act(
        act="declare",
        done_on="declaration.filed_on",
        anchor=tree(after or before or ""),
        counts_back=after is None,
        not_earlier_than=parse_duration(earliest) if earliest else None,
        not_later_than=parse_duration(last) if last else None,
    )
    return reading(Kind.ACT, act=act, **more)


def stay(allowance: Allowance, **more: Any) -> Reading:
    """So many days of stay."""
    return reading(Kind.ALLOWANCE, allowance=allowance, **more)


def version(
    *readings: Reading,
    published: date = ANNOUNCED,
    first: date | None = None,
    last: date | None = None,
    applies_when: str | None = None,
) -> Version:
    """What one publication says; the readings of highest precedence govern."""
    ranks = {one.id: min(SOURCES[source].precedence for source in one.sources) for one in readings}
    return Version(
        published=published,
        first=first,
        last=last,
        readings=readings,
        governing=tuple(name for name, rank in ranks.items() if rank == min(ranks.values())),
        applies_when=condition(applies_when) if applies_when else None,
    )


def provision(name: str, *says: Reading | Version, **more: Any) -> Provision:
    """A clause: one or more readings, or one or more versions. ``applies_when`` limits readings."""
    applies_when = more.pop("applies_when", None)
    readings = [one for one in says if isinstance(one, Reading)]
    versions = [one for one in says if isinstance(one, Version)]
    if readings:
        versions.append(version(*readings, applies_when=applies_when))
    return Provision(id=name, versions=tuple(versions), **more)


def benefit(name: str, *cases: Effect) -> Benefit:
    """What the person gets."""
    return Benefit(
        id=name,
        cases=cases,
        sources=("ministry",),
        standing=Standing.REPORTED,
    )


def instrument(*provisions: Provision, benefits: Iterable[Benefit] = (), **more: Any) -> Instrument:
    """A programme of Korea."""
    return Instrument(
        id="small",
        kind="programme",
        parties=("KR", "KZ"),
        country="KR",
        time_zone="Asia/Seoul",
        languages=("en",),
        vocabulary=more.pop("vocabulary", VOCABULARY),
        calendars=frozenset(CALENDARS),
        sources=SOURCES,
        provisions={one.id: one for one in provisions},
        benefits={one.id: one for one in benefits},
        **more,
    )


def law(*provisions: Provision, **more: Any) -> Law:
    """A small instrument, ready to be asked."""
    calendars = more.pop("calendars", CALENDARS)
    return Law(instrument(*provisions, **more), calendars)


def asked(
    of: Law, facts: Mapping[str, Any], *, on: date = ON, known_on: date | None = None
) -> Assessment:
    """The answer for one person, as known on the day asked about unless told otherwise."""
    return assess(of, facts, on=on, known_on=known_on or on)
