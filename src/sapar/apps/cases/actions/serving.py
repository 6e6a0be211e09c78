"""A case that serves another: what it makes true is carried over into the case that waits for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.actions.changing import settle
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case
from sapar.apps.cases.sealed import as_json
from sapar.core.law import FactValue

CARRIED: Final = "travel_document."
"""What every instrument calls alike, and what one case gets for another."""


def carry_over(case: Case, made: Mapping[str, FactValue], *, actor: Actor) -> Case | None:
    """Tell the case that ``case`` serves of the travel document that was just issued in it.

    Inside the transaction of the move that issued it; dates of the waiting case are counted anew. Gives
    the case that was told, or None: nothing is waiting any more, or nothing of it is new there. Whoever
    may make the move has the right to this too, for it only says once what has just become true.
    """
    if case.serves_id is None:
        return None
    rows = Case.objects.select_for_update(of=("self",)).select_related("post", "person", "state")
    waiting = rows.get(pk=case.serves_id)
    if waiting.closed_at is not None:
        return None
    brief = brief_of(waiting, at=actor.at)
    vocabulary = brief.law.instrument.vocabulary
    carried = {
        name: value
        for name, value in made.items()
        if name.startswith(CARRIED) and name in vocabulary and brief.facts.get(name) != value
    }
    if not carried:
        return None
    said = {"facts": sorted(carried), "case": case.pk}
    tell(waiting, "case.carried_over", actor=actor, said=said, sealed={"facts": as_json(carried)})
    settle(waiting, at=actor.at, facts=brief.with_facts(carried).facts)
    return waiting
