"""The answer for one person on one day, and its parts.

The parts that every answer has a dozen of are named tuples: a frozen dataclass takes three times
as long to build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from sapar.core.law.edition import Clause, Edition
from sapar.core.law.facts import AskedOf, FactValue
from sapar.core.law.instrument import Quantity
from sapar.core.law.standing import Standing


class Outcome(Enum):
    """Whether the instrument is open to the person."""

    ELIGIBLE = "eligible"
    ELIGIBLE_IF = "eligible_if"  # only facts that others decide are open
    INCOMPLETE = "incomplete"  # the person can still tell
    NEEDS_REVIEW = "needs_review"  # readings or sources disagree
    NOT_ELIGIBLE = "not_eligible"


class Verdict(Enum):
    """What one provision says of the person."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    DISPUTED = "disputed"
    NOT_APPLICABLE = "not_applicable"


class Missing(NamedTuple):
    """A fact that is still open, and whom to ask."""

    fact: str
    ask: AskedOf


class Finding(NamedTuple):
    """One provision's verdict with its reasons.

    ``readings`` gives each reading's own verdict; ``traces`` the value of every node of every
    reading, in the order of ``clause.readings``; ``presumed`` the facts that were presumed.
    """

    clause: Clause
    verdict: Verdict
    standing: Standing
    readings: Mapping[str, Verdict]
    missing: tuple[Missing, ...]
    presumed: tuple[str, ...]
    traces: tuple[tuple[Any, ...], ...]

    @property
    def provision(self) -> str:
        """The provision's id."""
        return self.clause.provision.id

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources it rests on."""
        return self.clause.sources


@dataclass(frozen=True, slots=True)
class Amount:
    """What one published table gives for the person."""

    schedule: str
    table: str
    quantity: Quantity
    sources: tuple[str, ...]
    standing: Standing


class BenefitResult(NamedTuple):
    """A benefit and whether the person gets it; ``holds`` None means that it is still open.

    ``effects`` are those still possible: more than one while the case is not settled.
    """

    benefit: str
    effect: str
    holds: bool | None
    quantity: Quantity | None
    amounts: tuple[Amount, ...]
    effects: tuple[str, ...]


class ChannelResult(NamedTuple):
    """A way to act and whether the person may use it; None while that is open."""

    channel: str
    open: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The answer for one person, for the day ``on``, as known on ``known_on``.

    ``announced`` is False when no provision had been published by then; the outcome is then
    ``not_eligible`` with no findings. ``facts`` are the facts as used: presumptions included.
    """

    instrument: str
    on: date
    known_on: date
    outcome: Outcome
    provisional: bool
    announced: bool
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...]
    benefits: tuple[BenefitResult, ...]
    channels: tuple[ChannelResult, ...]
    presumed: Mapping[str, FactValue | None]
    facts: Mapping[str, Any]
    edition: Edition

    @property
    def telling(self) -> str:
        """Which sentence tells the outcome: its code, or why there is no better one.

        ``not_announced`` before anything was published; ``not_computable`` where nobody disagrees
        and still nobody can say, such as beyond a calendar.
        """
        if not self.announced:
            return "not_announced"
        disputed = any(finding.verdict is Verdict.DISPUTED for finding in self.findings)
        if self.outcome is Outcome.NEEDS_REVIEW and not disputed:
            return "not_computable"
        return self.outcome.value

    def finding(self, provision: str) -> Finding:
        """The finding of a provision; KeyError when there is none."""
        for finding in self.findings:
            if finding.clause.provision.id == provision:
                return finding
        raise KeyError(provision)
