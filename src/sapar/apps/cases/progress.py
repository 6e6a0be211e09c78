"""The steps of an instrument as one case has come along them: done, now or later, and by which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sapar.apps.cases.brief import Brief
from sapar.core.law.expression import compiled
from sapar.core.law.instrument import Step
from sapar.core.law.moves import kinds_of
from sapar.core.law.procedure import Move

_DEPARTURE = "departure.date"


class Progress(Enum):
    """How far a step has come."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSeen:
    """One step of a case. ``first`` to ``last`` are the days of its window, safe under every reading.

    ``last`` is the governing end where no safe one is left. ``day`` is the one day of a step that falls
    on the departure.
    """

    step: Step
    progress: Progress
    first: date | None = None
    last: date | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A document that some move asks for, and the kinds that satisfy it; ``is_given`` by one of them.

    ``is_due`` says that a move from where the case stands asks for it.
    """

    id: str
    kinds: tuple[str, ...]
    is_given: bool
    is_due: bool


def steps_of(brief: Brief) -> tuple[StepSeen, ...]:
    """The steps that concern the person, in the order of the text.

    A step is done by its documents, or by the moves that belong to it. One that no text lets us mark is
    done when a later one is. Papers are gathered side by side; an act waits for what comes before it.
    """
    steps = [one for one in brief.law.instrument.steps if _is_for_them(one, brief)]
    marks = [_mark(one, brief) for one in steps]
    seen, may_begin = [], not brief.position.is_final
    for number, step in enumerate(steps):
        done = marks[number]
        if done is None:
            done = any(mark for mark in marks[number + 1 :])
        is_now = may_begin and not done
        progress = Progress.DONE if done else Progress.NOW if is_now else Progress.LATER
        if not done and marks[number] is not None:
            may_begin = may_begin and _is_of_papers(step, brief) and _next_is(steps, number, brief)
        seen.append(_seen(step, progress, brief))
    return tuple(seen)


def needs_of(brief: Brief) -> tuple[Need, ...]:
    """Every document that a move of the procedure asks for, in the order of the moves."""
    instrument = brief.law.instrument
    names = dict.fromkeys(need for move in brief.procedure.moves for need in move.needs)
    due = {need for one in brief.moves for need in one.move.needs}
    found = []
    for name in names:
        provision = instrument.provisions.get(name)
        kinds = tuple(provision.evidence) if provision and provision.evidence else (name,)
        given = bool(brief.evidence & kinds_of(name, instrument))
        found.append(Need(id=name, kinds=kinds, is_given=given, is_due=name in due))
    return tuple(found)


def _is_for_them(step: Step, brief: Brief) -> bool:
    if step.when is None:
        return True
    evaluator = compiled(step.when, brief.edition.calendars)
    return evaluator(brief.assessment.facts)[0] is not False


def _is_of_papers(step: Step, brief: Brief) -> bool:
    provision = brief.law.instrument.provisions.get(step.provision or "")
    return bool(provision and provision.evidence)


def _next_is(steps: list[Step], number: int, brief: Brief) -> bool:
    """Whether the next step is about papers, too: then both can be gathered at once."""
    return number + 1 < len(steps) and _is_of_papers(steps[number + 1], brief)


def _mark(step: Step, brief: Brief) -> bool | None:
    """Whether it is done; None where nothing in the case tells."""
    if _is_of_papers(step, brief):
        provision = brief.law.instrument.provisions[step.provision or ""]
        return bool(brief.evidence & set(provision.evidence))
    groups = list(_moves_of(step, brief))
    if not groups:
        return None
    return all(_is_made(group, brief) for group in groups)


def _moves_of(step: Step, brief: Brief) -> Iterator[tuple[Move, ...]]:
    """The moves that belong to a step, those that lead to the same state together."""
    regular = [one for one in brief.procedure.moves if not one.override and not one.is_by_itself]
    own = [one for one in regular if one.id == step.id]
    own = own or [one for one in regular if step.lead and one.lead == step.lead]
    own = own or [one for one in regular if step.provision and one.within == step.provision]
    for move in own:
        yield tuple(one for one in regular if one.target == move.target)


def _is_made(group: tuple[Move, ...], brief: Brief) -> bool:
    made = any(one.id in brief.position.moved_on for one in group)
    return made and not any(brief.position.state in one.origins for one in group)


def _seen(step: Step, progress: Progress, brief: Brief) -> StepSeen:
    leaves = brief.facts.get(_DEPARTURE)
    clause = brief.edition.clause(step.provision) if step.provision else None
    ends = brief.ends(step.provision) if clause and step.provision else None
    is_act = clause is not None and clause.done_on is not None
    if not is_act and (step.lead or ends) and isinstance(leaves, date):
        return StepSeen(step=step, progress=progress, day=leaves)
    if ends is None or not ends.is_known:
        return StepSeen(step=step, progress=progress)
    first = ends.first if is_act else None
    return StepSeen(step=step, progress=progress, first=first, last=ends.safe_last or ends.last)
