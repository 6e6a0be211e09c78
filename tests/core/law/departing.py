"""A case under Korea's programme of 2025, as it lies on the shelf: Aigerim leaves on 19 February 2026.

Counted back from then, the lunar new year lies in between: she declares from 4 February, safely
until the 10th, and by one way of counting until the 11th.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sapar.core.law import Assessment, Law, assess
from sapar.core.law.deadlines import Deadline, EndsOf, deadlines_of
from sapar.core.law.ends import ends_of
from sapar.core.law.moves import OpenMove, moves_of
from sapar.core.law.position import Event, Position, What, position_of
from sapar.core.law.procedure import Procedure
from sapar.instruments.library import library_at

SHELF = Path(__file__).parents[3] / "instruments"
LAW: Law = library_at(SHELF).law("kr-voluntary-departure-2025")
PROCEDURE: Procedure = LAW.instrument.procedures["departure"]
KOREA = ZoneInfo("Asia/Seoul")
OPENED_ON = date(2026, 1, 20)
OPENED_AT = datetime(2026, 1, 20, 10, tzinfo=KOREA)
HOUR = timedelta(hours=1)
PAPERS = frozenset({"passport", "declaration-form", "ticket"})
FLIES = date(2026, 2, 19)
AIGERIM: Mapping[str, Any] = {
    "person.has_committed_offence": False,
    "person.under_departure_order": False,
    "person.detained": False,
    "stay.country": "KR",
    "stay.entered_on": date(2023, 5, 1),
    "stay.entry": "regular",
    "stay.unlawful_since": date(2023, 6, 1),
    "travel_document.kind": "passport",
    "travel_document.valid_until": date(2027, 1, 1),
    "departure.date": FLIES,
}


def happened(*names: str, day: date = OPENED_ON, at: datetime = OPENED_AT) -> list[Event]:
    """The events of those names, an hour apart; “+detained” sets a hold and “-detained” ends it."""
    kinds = {"+": What.HELD, "-": What.RELEASED}
    return [
        Event(
            what=kinds.get(name[0], What.MOVED),
            name=name.lstrip("+-"),
            at=at + HOUR * (number + 1),
            day=day,
        )
        for number, name in enumerate(names)
    ]


def stands(*events: Event, procedure: Procedure = PROCEDURE) -> Position:
    """Where the case stands after the events."""
    return position_of(procedure, events, opened_at=OPENED_AT, opened_on=OPENED_ON)


def after(*names: str) -> Position:
    """Where the case stands after moves and holds of those names."""
    return stands(*happened(*names))


def answer(facts: Mapping[str, Any], on: date, law: Law = LAW) -> Assessment:
    """What the law says of the person on a day."""
    return assess(law, facts, on=on, known_on=on)


def ends(facts: Mapping[str, Any], on: date, law: Law = LAW) -> EndsOf:
    """When the windows and periods of the law end for the person."""
    return partial(ends_of, edition=law.edition(on=on, known_on=on), facts=facts, on=on)


def moves(
    position: Position,
    facts: Mapping[str, Any],
    *,
    on: date,
    papers: Iterable[str] = PAPERS,
    law: Law = LAW,
    procedure: Procedure = PROCEDURE,
) -> dict[str, OpenMove]:
    """The moves that lead from the state, by name."""
    found = moves_of(
        procedure,
        position,
        assessment=answer(facts, on, law),
        ends=ends(facts, on, law),
        evidence=frozenset(papers),
        on=on,
    )
    return {one.move.id: one for one in found}


def deadlines(
    position: Position,
    facts: Mapping[str, Any] = AIGERIM,
    *,
    on: date = OPENED_ON,
    law: Law = LAW,
    procedure: Procedure = PROCEDURE,
) -> dict[str, Deadline]:
    """The deadlines that run, by name and in their order."""
    found = deadlines_of(
        procedure, position, ends=ends(facts, on, law), calendars=law.calendars, zone=KOREA
    )
    return {one.id: one for one in found}
