"""Who may do what with a case. Nothing here reads the database: the caller hands over what it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Post
from sapar.apps.accounts.roles import Role
from sapar.apps.cases.models import Case
from sapar.core.law.procedure import APPLICANT, CLOCK, OFFICER, SUPERVISOR, Hold, Move

WORKERS = (Role.CONSULAR_OFFICER, Role.MIGRATION_OFFICER, Role.SUPERVISOR)
"""The roles that work on cases."""
READERS = (*WORKERS, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """How an actor stands to a case besides their roles.

    ``is_own`` says that it is about themselves or a minor of their household; ``is_relative`` that it
    is about somebody they must not work for; ``helping_posts`` are the posts it was referred to;
    ``broke_glass`` that they opened it in an emergency and the time for that has not run out.
    """

    is_own: bool = False
    is_relative: bool = False
    helping_posts: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    broke_glass: bool = False


def roles_of(actor: Actor, case: Case, ties: Ties) -> frozenset[str]:
    """As whom the actor may act in the case: applicant, officer, supervisor or the clock."""
    if actor.is_machine:
        return frozenset({CLOCK})
    found = {APPLICANT} if ties.is_own else set()
    if not ties.is_own and not ties.is_relative:
        if _holds(actor, WORKERS, case):
            found.add(OFFICER)
        if _holds(actor, (Role.SUPERVISOR,), case):
            found.add(SUPERVISOR)
    return frozenset(found)


def may_see(actor: Actor, case: Case, ties: Ties) -> bool:
    """Whether the actor may open the case."""
    if actor.is_machine or ties.is_own:
        return True
    if ties.is_relative:
        return False
    return _holds(actor, READERS, case) or ties.broke_glass or _helps(actor, case, ties)


def may_open(actor: Actor, post: Post, kind: str, ties: Ties) -> bool:
    """A person opens their own case; an officer of the post opens one for anybody but a relative."""
    if ties.is_own:
        return True
    at_post = actor.holds_at(*WORKERS, state=post.state, post=post.pk, kind=kind)
    return at_post and not ties.is_relative


def may_make(actor: Actor, move: Move, case: Case, ties: Ties) -> bool:
    """Whether the actor may make or record the move."""
    roles = roles_of(actor, case, ties)
    return CLOCK in roles if move.by == CLOCK else bool(roles & set(move.recorded_by))


def may_hold(actor: Actor, hold: Hold, case: Case, ties: Ties) -> bool:
    """Whether the actor may set or release the hold."""
    return bool(roles_of(actor, case, ties) & set(hold.by))


def may_tell_facts(actor: Actor, case: Case, ties: Ties) -> bool:
    """Whether the actor may change what was told: the person, or an officer of the post."""
    return bool(roles_of(actor, case, ties) & {APPLICANT, OFFICER})


def may_work_on(actor: Actor, case: Case, ties: Ties) -> bool:
    """Whether the actor may check evidence, refer the case and write for the post."""
    return OFFICER in roles_of(actor, case, ties)


def may_assign(actor: Actor, case: Case, ties: Ties, *, to: int | None) -> bool:
    """An officer takes a free case for themselves; a supervisor gives any to anybody."""
    roles = roles_of(actor, case, ties)
    takes = to == actor.user and case.officer_id in {None, actor.user}
    return SUPERVISOR in roles or (OFFICER in roles and (takes or to is None))


def may_countersign(actor: Actor, case: Case, ties: Ties, *, proposed_by: int) -> bool:
    """Whether the actor is a second officer of the post."""
    return may_work_on(actor, case, ties) and actor.user != proposed_by


def may_answer(actor: Actor, *, state: str, post: int, kind: str) -> bool:
    """Whether the actor may answer a referral to a post."""
    return actor.holds_at(*WORKERS, state=state, post=post, kind=kind)


def may_enter_desk(actor: Actor) -> bool:
    """Whether the actor holds a role that reads cases."""
    return actor.user is not None and actor.holds(*READERS)


def may_name(actor: Actor) -> bool:
    """Whether lists say whose a case is: to those who work on cases; control reads numbers."""
    return actor.holds(*WORKERS)


def may_read_notes(actor: Actor, case: Case, ties: Ties) -> bool:
    """Whether sealed notes and messages are opened: to those who work on cases, and see this one."""
    return actor.holds(*WORKERS) and not ties.is_own and may_see(actor, case, ties)


def may_decide_erasure(actor: Actor, cases: Iterable[Case], ties: Ties) -> bool:
    """A data-protection officer of every post that kept a case; nobody for themselves or their kin."""
    if ties.is_own or ties.is_relative:
        return False
    return all(_holds(actor, (Role.DATA_PROTECTION_OFFICER,), case) for case in cases)


def reaches(actor: Actor, case: Case) -> bool:
    """Whether a role of the actor reaches the case, whatever else stands between them."""
    return _holds(actor, READERS, case)


def _holds(actor: Actor, roles: Iterable[Role], case: Case) -> bool:
    return actor.holds_at(*roles, state=case.post.state, post=case.post_id, kind=case.kind)


def _helps(actor: Actor, case: Case, ties: Ties) -> bool:
    return any(
        actor.holds_at(*WORKERS, state=state, post=post, kind=case.kind)
        for state, post in ties.helping_posts
    )
