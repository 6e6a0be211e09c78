"""A look at a case is an entry too: the person can see who looked."""

from __future__ import annotations

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.history import SEEN, tell
from sapar.apps.cases.models import Case


def look(case: Case, *, actor: Actor, part: str = "case") -> None:
    """Write down that the actor looks at the case, or at a part of it such as a file."""
    with transaction.atomic():
        tell(case, SEEN, actor=actor, said={"part": part})
