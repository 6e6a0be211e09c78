"""The shape of ``examples.yaml``: which keys may stand where in the worked cases of an instrument."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from sapar.instruments.grammar import FactName, Id, Strict, Text

OutcomeName = Literal["eligible", "eligible_if", "incomplete", "needs_review", "not_eligible"]
VerdictName = Literal["met", "not_met", "unknown", "disputed", "not_applicable"]


class ExpectedBenefit(Strict):
    """What a benefit must come to; ``holds`` null means that it is still open."""

    effect: Id | None = None
    holds: bool | None = None


class ExpectedRow(Strict):
    """What a row of `sapar dates` must hold."""

    depart: date
    earliest: date | None = None
    safe_last: date | None = None
    last: date | None = None
    open: bool | None = None
    blocked_by: list[Id] | None = None
    beyond_calendar: bool | None = None


class Expected(Strict):
    """What must come out; what is not named is not compared.

    A finding that is null is that of a provision that is no law on that day.
    """

    outcome: OutcomeName | None = None
    provisional: bool | None = None
    findings: dict[Id, VerdictName | None] = Field(default_factory=dict)
    missing: list[FactName] = Field(default_factory=list)
    presumptions: list[FactName] = Field(default_factory=list)
    benefits: dict[Id, ExpectedBenefit] = Field(default_factory=dict)
    dates: list[ExpectedRow] = Field(default_factory=list)


class Case(Strict):
    """One worked case."""

    name: Text
    on: date
    known_at: date | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    expect: Expected


class ExamplesFile(Strict):
    """The worked cases of an instrument, and the facts they share."""

    facts: dict[str, Any] = Field(default_factory=dict)
    examples: Annotated[list[Case], Field(min_length=1)]
