"""An instrument as values: sources, provisions with their versions and readings, benefits, schedules, procedures.

Built by the pantry from ``instruments/<id>/instrument.yaml``; nothing here reads a file.

    InstrumentError      an instrument is not well-formed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from sapar.core.calendar import Duration
from sapar.core.kernel import Place, SaparError
from sapar.core.law.expression import Node
from sapar.core.law.facts import FactValue, Vocabulary
from sapar.core.law.procedure import APPLICANT, Procedure
from sapar.core.law.standing import Standing


class InstrumentError(SaparError):
    """An instrument is not well-formed."""

    code = "instrument"


class Rank(Enum):
    """What kind of publication a source is, most weighty first."""

    LAW = "law"
    OFFICIAL = "official"
    QUOTED = "quoted"  # the press quoting an official body
    PRESS = "press"
    PRIVATE = "private"

    @property
    def can_contest(self) -> bool:
        """Whether a reading that rests on it can unsettle an answer (ADR 4)."""
        return self in {Rank.LAW, Rank.OFFICIAL, Rank.QUOTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication a provision rests on. ``precedence`` 1 governs before 2."""

    id: str
    publisher: str
    title: str
    published: date
    language: str
    precedence: int
    rank: Rank
    address: str | None = None


class Kind(Enum):
    """What a provision is about."""

    REQUIRE = "require"
    EXCLUDE = "exclude"
    PERIOD = "period"
    ACT = "act"
    ALLOWANCE = "allowance"
    UNKNOWN = "unknown"  # we know that there is a rule, and not what it says


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first to the last day, both included; ``last`` None means until further notice."""

    first: date
    last: date | None
    binds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something to be done in a window counted back from ``before`` or forward from ``after``.

    ``done_on`` is the fact that holds the day it was done. ``anchor`` is the tree of the day the
    window is counted from.
    """

    act: str
    done_on: str
    anchor: Node
    counts_back: bool
    not_earlier_than: Duration | None
    not_later_than: Duration | None


class Window(Enum):
    """How a period of allowed days is laid over visits."""

    VISIT = "visit"  # each visit on its own
    ANCHORED = "anchored"  # blocks that begin with an entry
    ROLLING = "rolling"  # the days before each day of stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """So many days of stay, per visit or within a period of days."""

    days: int
    window: Window
    within: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a provision: what it says, on what it rests, how sure that is."""

    id: str
    kind: Kind
    sources: tuple[str, ...]
    standing: Standing
    condition: Node | None = None  # true means met
    period: Period | None = None
    act: Act | None = None
    allowance: Allowance | None = None
    contests: bool = True


def governing_of(readings: tuple[Reading, ...], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The readings whose best source has the highest precedence."""
    precedence = {one.id: min(sources[name].precedence for name in one.sources) for one in readings}
    highest = min(precedence.values())
    return tuple(name for name, number in precedence.items() if number == highest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A provision as one publication made it: known from ``published``, law from ``first`` to ``last``.

    ``governing`` names the readings of highest precedence; the strictest of them governs.
    """

    published: date
    first: date | None
    last: date | None
    readings: tuple[Reading, ...]
    governing: tuple[str, ...]
    applies_when: Node | None = None
    article: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One clause: its versions, who decides on its facts, and whether the person can mend a failure."""

    id: str
    versions: tuple[Version, ...]
    decided_by: str | None = None
    evidence: tuple[str, ...] = ()
    remedy: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, such as 2 years or 700 MYR; a range when ``most`` differs from ``least``."""

    least: int | None
    most: int | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What happens to the benefit's matter when the condition holds; the first case that holds counts."""

    effect: str
    when: Node | None = None
    quantity: Quantity | None = None
    schedule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """What the person gets, or faces: independent of the other benefits.

    Each case may have its own ``schedule`` of amounts.
    """

    id: str
    cases: tuple[Effect, ...]
    sources: tuple[str, ...]
    standing: Standing
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One row of a table: applies while the measure is below ``below`` (None: without limit)."""

    below: int | None
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class BandTable:
    """One published version of a schedule."""

    id: str
    sources: tuple[str, ...]
    standing: Standing
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """An amount by bands of a measure, in as many versions as are in circulation."""

    id: str
    measure: Node | None
    measure_unit: str
    unit: str
    tables: tuple[BandTable, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the sources say that is not a test: a contradiction, a gap, a trap."""

    id: str
    sources: tuple[str, ...]
    concerns: str | None = None
    readings: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to act (an office, a web site) and who may use it."""

    id: str
    act: str
    when: Node | None
    sources: tuple[str, ...]
    standing: Standing
    address: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing the person does, in its order; ``provision`` gives its dates, ``lead`` its hours."""

    id: str
    provision: str | None
    lead: Duration | None
    sources: tuple[str, ...]
    standing: Standing
    when: Node | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call or write to."""

    id: str
    sources: tuple[str, ...]
    standing: Standing
    phone: str | None = None
    address: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A legal text that gives people or states rights and duties.

    ``places`` says where its parts stand that have no place of their own.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    country: str
    time_zone: str
    languages: tuple[str, ...]
    vocabulary: Vocabulary
    calendars: frozenset[str]
    sources: Mapping[str, Source]
    provisions: Mapping[str, Provision]
    presumptions: Mapping[str, FactValue] = field(default_factory=dict)
    benefits: Mapping[str, Benefit] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    otherwise: str | None = None
    place: Place | None = None
    places: Mapping[str, Place] = field(default_factory=dict)

    def place_of(self, name: str) -> Place | None:
        """Where a source, a presumption or a fact of its own stands; else where the text begins."""
        return self.places.get(name, self.place)

    @property
    def begun_by_applicant(self) -> Procedure | None:
        """The first procedure in whose first state the person themselves can write a move down."""
        for procedure in self.procedures.values():
            for move in procedure.moves:
                if procedure.states[0] in move.origins and APPLICANT in move.recorded_by:
                    return procedure
        return None
