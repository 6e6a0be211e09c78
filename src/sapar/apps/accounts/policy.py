"""Who may do what to accounts. Pure: the actor and what is held are arguments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sapar.apps.accounts.actor import Actor, Held
from sapar.apps.accounts.models import BreakGlass, Delegation, Grant
from sapar.apps.accounts.roles import MAY, Deed, Role, are_apart

LONGEST_DELEGATION: Final = timedelta(days=183)
GLASS_STAYS_BROKEN: Final = timedelta(hours=4)
LEAST_REASON: Final = 30
"""Characters; a word such as “urgent” tells a reviewer nothing."""


def may(actor: Actor, deed: Deed, *, state: str, post: int | None) -> bool:
    """Whether a role is held that allows the deed at that post, or at all of a state (None)."""
    return actor.is_machine or any(
        one.role in MAY[deed] and one.covers(state=state, post=post) for one in actor.held
    )


def may_grant(actor: Actor, *, user: int | None, state: str, post: int | None) -> bool:
    """An administrator of the state, or of that post, and never to themselves."""
    return may(actor, Deed.GRANT, state=state, post=post) and not _is(actor, user)


def may_end_grant(actor: Actor, grant: Grant) -> bool:
    """Who may grant it may end it; everybody may lay down their own role."""
    return _is(actor, grant.user_id) or may(
        actor, Deed.GRANT, state=grant.state, post=grant.post_id
    )


def may_invite(actor: Actor, *, state: str, post: int | None) -> bool:
    """An administrator of the state, or of that post."""
    return may(actor, Deed.INVITE, state=state, post=post)


def may_deactivate(actor: Actor, *, user: int, held: Iterable[Held]) -> bool:
    """An administrator who covers every role that is held, and not for themselves.

    Somebody without a role is a citizen: their account is closed by themselves, or by the machine.
    """
    theirs = tuple(held)
    if actor.is_machine:
        return True
    if not theirs:
        return _is(actor, user)
    return not _is(actor, user) and all(
        may(actor, Deed.DEACTIVATE, state=one.state, post=one.post) for one in theirs
    )


def may_delegate(actor: Actor) -> bool:
    """Whoever holds a role of their own that can be lent; what was borrowed is not lent on."""
    return any(one.role in MAY[Deed.LEND] and one.lent_by is None for one in actor.held)


def may_end_delegation(actor: Actor, delegation: Delegation, *, held: Iterable[Held]) -> bool:
    """The lender, the borrower, or who may grant where the lender holds a role."""
    return (
        _is(actor, delegation.lender_id)
        or _is(actor, delegation.borrower_id)
        or _near(actor, Deed.GRANT, held)
    )


def may_record_absence(actor: Actor, *, user: int, held: Iterable[Held]) -> bool:
    """Oneself, or a supervisor or administrator where the colleague holds a role."""
    return _is(actor, user) or _near(actor, Deed.RECORD_ABSENCE, held)


def may_record_kinship(actor: Actor, *, user: int, held: Iterable[Held]) -> bool:
    """Oneself, or a supervisor where the colleague holds a role."""
    return _is(actor, user) or _near(actor, Deed.RECORD_KINSHIP, held)


def may_break_glass(actor: Actor) -> bool:
    """Whoever works on cases; a borrowed role is enough, for emergencies wait for nobody."""
    return actor.user is not None and actor.holds(*MAY[Deed.BREAK_GLASS])


def may_review_break_glass(actor: Actor, glass: BreakGlass) -> bool:
    """A supervisor or data-protection officer of that state, and nobody judges themselves."""
    return not _is(actor, glass.user_id) and any(
        one.role in MAY[Deed.REVIEW_BREAK_GLASS] and one.state == glass.state for one in actor.held
    )


def apart_from(wanted: Held, held: Iterable[Held]) -> Role | None:
    """The role already held that nobody may hold together with the wanted one; None if there is none."""
    return next(
        (
            one.role
            for one in held
            if are_apart(wanted.role, one.role) and one.meets(state=wanted.state, post=wanted.post)
        ),
        None,
    )


def _is(actor: Actor, user: int | None) -> bool:
    return user is not None and actor.user == user


def _near(actor: Actor, deed: Deed, held: Iterable[Held]) -> bool:
    return actor.is_machine or any(may(actor, deed, state=one.state, post=one.post) for one in held)
