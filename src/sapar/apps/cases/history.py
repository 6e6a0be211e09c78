"""What happened in a case: its chain of the journal, written and read in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.told import by
from sapar.apps.cases.models import Case
from sapar.apps.journal.actions import record
from sapar.apps.journal.models import Entry
from sapar.apps.journal.queries import LOOKED, entries_of
from sapar.core.law.position import Event, What

MOVED, HELD, RELEASED = "case.moved", "case.held", "case.released"
SEEN: Final = f"case{LOOKED}"
_KINDS = {MOVED: What.MOVED, HELD: What.HELD, RELEASED: What.RELEASED}


def chain_of(case: Case) -> str:
    """The chain of the journal that tells of a case."""
    return f"case:{case.pk}"


def tell(
    case: Case,
    verb: str,
    *,
    actor: Actor,
    said: Mapping[str, Any] | None = None,
    sealed: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one entry of the case; ``said`` identifies nobody, ``sealed`` may."""
    return record(
        verb,
        chain=chain_of(case),
        by=by(actor, state=case.post.state, post=case.post_id),
        at=actor.at,
        person=case.person_id,
        post=case.post_id,
        said=said,
        sealed=sealed,
    )


def events_of(case: Case) -> tuple[Event, ...]:
    """The events that decide where the case stands, first to last."""
    entries = entries_of(chain_of(case)).filter(verb__in=tuple(_KINDS))
    return tuple(
        _event(verb, at, said) for verb, at, said in entries.values_list("verb", "at", "said")
    )


def _event(verb: str, at: Any, said: str) -> Event:
    told = json.loads(said)
    return Event(what=_KINDS[verb], name=told["name"], at=at, day=date.fromisoformat(told["day"]))
