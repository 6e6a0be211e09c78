"""The moves of a case as steps on its page: what can be done now, and why the rest cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.brief import Brief
from sapar.apps.cases.policy import Ties, may_hold, may_make
from sapar.core.law.moves import OpenMove
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.casework import (
    hold_text,
    move_text,
    obstacle_text,
    reason_text,
    role_text,
)
from sapar.web.officer.case.typed import Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A provision that an officer confirms although nobody has verified it, or texts disagree."""

    id: str
    title: str
    rule: str
    standing: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a list."""

    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move: open to the reader, or with what stands against it.

    ``first`` and ``last`` bound the day of the act; ``who`` are those who may write it down.
    """

    id: str
    form: str
    text: str
    target: str
    is_open: bool
    is_mine: bool
    who: str
    obstacles: tuple[str, ...]
    reasons: tuple[Option, ...]
    points: tuple[Point, ...]
    is_countersigned: bool
    is_override: bool
    is_risky: bool
    first: date
    last: date
    day: str
    note: str
    problem: str

    @property
    def can_be_made(self) -> bool:
        """Whether the reader can make it now."""
        return self.is_open and self.is_mine


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldShown:
    """A hold of the procedure: set or not, and whether the reader may change that."""

    id: str
    form: str
    title: str
    text: str
    is_set: bool
    is_mine: bool
    note: str
    problem: str


def steps_of(
    brief: Brief, actor: Actor, ties: Ties, words: InstrumentWords, typed: Typed
) -> tuple[Step, ...]:
    """The moves that lead on from here; what only the clock does stands with its deadline."""
    return tuple(
        _step(one, brief, actor, ties, words, typed)
        for one in brief.moves
        if not one.move.is_by_itself
    )


def holds_of(
    brief: Brief, actor: Actor, ties: Ties, words: InstrumentWords, typed: Typed
) -> tuple[HoldShown, ...]:
    """Every hold of the procedure, those that are set first."""
    found = []
    for hold in brief.procedure.holds:
        title, text = hold_text(brief.case, hold.id, words)
        form = f"hold-{hold.id}"
        found.append(
            HoldShown(
                id=hold.id,
                form=form,
                title=title,
                text=text,
                is_set=hold.id in brief.position.holds,
                is_mine=may_hold(actor, hold, brief.case, ties),
                note=typed.text(form, "note"),
                problem=typed.problem_of(form),
            )
        )
    return tuple(sorted(found, key=lambda one: not one.is_set))


def _step(
    one: OpenMove,
    brief: Brief,
    actor: Actor,
    ties: Ties,
    words: InstrumentWords,
    typed: Typed,
) -> Step:
    move, form = one.move, f"move-{one.move.id}"
    chosen = typed.text(form, "reason")
    return Step(
        id=move.id,
        form=form,
        text=move_text(brief.case, move.id, words),
        target=words.text("procedures", brief.case.procedure, "states", move.target),
        is_open=one.is_open,
        is_mine=may_make(actor, move, brief.case, ties),
        who=", ".join(role_text(role, words, at_desk=True) for role in move.recorded_by),
        obstacles=tuple(obstacle_text(obstacle, brief, words) for obstacle in one.obstacles),
        reasons=tuple(
            Option(value=code, text=reason_text(code, words), is_chosen=code == chosen)
            for code in move.reasons
        ),
        points=tuple(_points(one, brief, words, typed.chosen(form, "confirms"))),
        is_countersigned=move.countersigned,
        is_override=move.override,
        is_risky=one.is_risky,
        first=brief.position.entered_on,
        last=brief.today,
        day=typed.text(form, "day", brief.today.isoformat()),
        note=typed.text(form, "note"),
        problem=typed.problem_of(form),
    )


def _points(
    one: OpenMove, brief: Brief, words: InstrumentWords, confirmed: tuple[str, ...]
) -> Iterator[Point]:
    for name in one.rests_on:
        finding = brief.assessment.finding(name)
        yield Point(
            id=name,
            title=words.text("provisions", name, "title"),
            rule=words.rule(name),
            standing=words.shared.text("standings", finding.standing.value, "text"),
            is_confirmed=name in confirmed,
        )
