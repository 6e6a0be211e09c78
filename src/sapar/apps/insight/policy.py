"""Who may count cases, and who is told small numbers.

Whoever may open every case behind a number is told the number. Others who hold a role for the state
are told it only where it is not small.
"""

from __future__ import annotations

from typing import Final

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Post
from sapar.apps.accounts.roles import Role
from sapar.apps.cases.policy import READERS

COUNTERS: Final = (*READERS, Role.ADMINISTRATOR, Role.INSTRUMENT_EDITOR)
"""The roles that are told figures of their state."""


def may_count(actor: Actor, post: Post) -> bool:
    """Whether the actor is told figures of the post, small ones left out."""
    return actor.is_machine or any(
        one.role in COUNTERS and one.state == post.state for one in actor.held
    )


def may_open(actor: Actor, post: Post, kind: str) -> bool:
    """Whether the actor may open the cases of that kind at the post, so that no number is hidden."""
    return actor.is_machine or actor.holds_at(*READERS, state=post.state, post=post.pk, kind=kind)
