"""A case at an instant with everything that law makes of it: what an officer and the person look at.

Nothing here is stored: it is computed from the case, its journal and its instrument each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from sapar.apps.cases.history import events_of
from sapar.apps.cases.models import Case, Evidence
from sapar.apps.cases.sealed import facts_told
from sapar.core.law import Assessment, Edition, FactValue, Law, assess
from sapar.core.law.deadlines import Deadline, deadlines_of
from sapar.core.law.ends import Ends, ends_of
from sapar.core.law.moves import OpenMove, move_in, moves_of
from sapar.core.law.position import Event, Position, position_of
from sapar.core.law.procedure import Move, Procedure
from sapar.instruments.library import Library, library_at


def library() -> Library:
    """The shelf of this site."""
    return library_at(settings.SAPAR_INSTRUMENTS)


def law_of(case: Case) -> Law:
    """The law a case is under."""
    return library().law(case.instrument)


def zone_of(law: Law) -> ZoneInfo:
    """The time zone of the place where the acts happen."""
    return ZoneInfo(law.instrument.time_zone)


def local_day(law: Law, at: datetime) -> date:
    """The day of an instant in the place where the acts happen."""
    return at.astimezone(zone_of(law)).date()


@dataclass(frozen=True, kw_only=True)
class Brief:
    """One case at the instant ``at``: facts, evidence and events, and what follows from them.

    ``evidence`` are the kinds of evidence that were given and not refused.
    """

    case: Case
    law: Law
    at: datetime
    facts: Mapping[str, FactValue]
    events: tuple[Event, ...]
    evidence: frozenset[str]

    @property
    def is_erased(self) -> bool:
        """Whether the person was erased: nothing is known of them any more."""
        return self.case.person.erased_at is not None

    @cached_property
    def today(self) -> date:
        """The day in the place where the acts happen."""
        return local_day(self.law, self.at)

    @cached_property
    def procedure(self) -> Procedure:
        """The procedure the case follows."""
        return self.law.instrument.procedures[self.case.procedure]

    @cached_property
    def edition(self) -> Edition:
        """The law for today as it is pinned to the case."""
        return self.law.edition(on=self.today, known_on=self.case.known_on)

    @cached_property
    def assessment(self) -> Assessment:
        """What the instrument says of the person today."""
        return self.assessed(on=self.today, known_on=self.case.known_on)

    def assessed(self, *, on: date, known_on: date) -> Assessment:
        """What the instrument says of the person on a day, as known on another."""
        return assess(self.law, self.facts, on=on, known_on=known_on)

    @cached_property
    def position(self) -> Position:
        """Where the case stands."""
        return position_of(
            self.procedure,
            self.events,
            opened_at=self.case.opened_at,
            opened_on=self.case.opened_on,
        )

    def ends(self, provision: str) -> Ends | None:
        """The ends of a provision's window or period for this person."""
        return ends_of(provision, self.edition, self.facts, on=self.today)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines that run, the nearest first."""
        return deadlines_of(
            self.procedure,
            self.position,
            ends=self.ends,
            calendars=self.law.calendars,
            zone=zone_of(self.law),
        )

    @cached_property
    def moves(self) -> tuple[OpenMove, ...]:
        """The moves that lead on from here, open or not, for an act today."""
        return moves_of(
            self.procedure,
            self.position,
            assessment=self.assessment,
            ends=self.ends,
            evidence=self.evidence,
            on=self.today,
        )

    def move_on(self, move: Move, day: date) -> OpenMove:
        """One move for an act on a day: today or before."""
        return move_in(
            move,
            self.procedure,
            self.position,
            assessment=self.assessed(on=day, known_on=self.case.known_on),
            ends=lambda name: ends_of(name, self.edition, self.facts, on=day),
            evidence=self.evidence,
            on=day,
        )

    def with_facts(self, changed: Mapping[str, FactValue | None]) -> Brief:
        """The same case as it would be with other facts; None takes one away."""
        facts: dict[str, Any] = {**self.facts, **changed}
        told = {name: value for name, value in facts.items() if value is not None}
        return replace(self, facts=told)

    def gone_on(self, facts: Mapping[str, FactValue] | None, happened: Event | None) -> Brief:
        """The same case with other facts, if any were written, and after one more event."""
        return replace(
            self,
            facts=self.facts if facts is None else facts,
            events=(*self.events, happened) if happened else self.events,
        )

    @cached_property
    def amended_edition(self) -> Edition | None:
        """The law as known today, when it is another than the one pinned to the case."""
        known_today = self.law.edition(on=self.today, known_on=self.today)
        return known_today if known_today is not self.edition else None

    def under_amended_law(self) -> Brief:
        """The same case as it would be under the law as known today; nothing is written."""
        case = copy(self.case)
        case.known_on = self.today
        return replace(self, case=case)


def brief_of(case: Case, *, at: datetime) -> Brief:
    """The case as it stands at an instant; two queries: its journal and its evidence."""
    law = law_of(case)
    return Brief(
        case=case,
        law=law,
        at=at,
        facts=facts_told(case, law),
        events=events_of(case),
        evidence=evidence_of(case),
    )


def evidence_of(case: Case) -> frozenset[str]:
    """The kinds of evidence that were given and not refused."""
    kinds = case.evidence.exclude(verdict=Evidence.Verdict.REFUSED).values_list("kind", flat=True)
    return frozenset(kinds)
