"""What is done to accounts. Each action is one transaction, refuses before it writes, and has one writer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from sapar.apps.accounts.actor import Actor, Held
from sapar.apps.accounts.errors import (
    AlreadyDoneError,
    DutiesApartError,
    NotAllowedError,
    NotAnOfficersRoleError,
    NotHeldError,
    OtherStateError,
    PeriodError,
    ReasonError,
)
from sapar.apps.accounts.models import (
    Absence,
    BreakGlass,
    Delegation,
    Grant,
    Kinship,
    Post,
    User,
)
from sapar.apps.accounts.policy import (
    GLASS_STAYS_BROKEN,
    LEAST_REASON,
    LONGEST_DELEGATION,
    apart_from,
    may_break_glass,
    may_deactivate,
    may_delegate,
    may_end_delegation,
    may_end_grant,
    may_grant,
    may_invite,
    may_record_absence,
    may_record_kinship,
    may_review_break_glass,
)
from sapar.apps.accounts.queries import held_by, held_in, in_force
from sapar.apps.accounts.roles import LENDABLE, MAY, Deed, Role
from sapar.apps.accounts.told import by, tell_of_account
from sapar.apps.journal.actions import record


@transaction.atomic
def grant(
    user: User,
    *,
    role: Role,
    state: str,
    post: Post | None = None,
    kinds: Iterable[str] = (),
    until: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> Grant:
    """Give a role from now on. Raises NotAllowed-, OtherState-, Period- and DutiesApartError."""
    where = post.pk if post else None
    if not may_grant(actor, user=user.pk, state=state, post=where):
        raise NotAllowedError(Deed.GRANT)
    _check_grant(role, state=state, post=post, until=until, at=at)
    _lock(user)
    wanted = Held(role=role, state=state, post=where)
    _check_duties(wanted, _grants_at_some_time(user, since=at, until=until))
    made = Grant.objects.create(
        user=user,
        role=role,
        state=state,
        post=post,
        kinds=sorted(kinds),
        since=at,
        until=until,
        granted_by_id=actor.user,
    )
    said = {"grant": made.pk, "role": role.value, "state": state, "post": where}
    tell_of_account("account.granted", user.pk, actor=actor, at=at, said=said)
    return made


@transaction.atomic
def end_grant(grant: Grant, *, actor: Actor, at: datetime) -> None:
    """Take a role back; what was lent from it ends too. Raises NotAllowed- and AlreadyDoneError."""
    if not may_end_grant(actor, grant):
        raise NotAllowedError(Deed.GRANT)
    if not _end(Grant.objects.filter(pk=grant.pk), at=at):
        raise AlreadyDoneError("grant")
    said = {"grant": grant.pk, "role": grant.role}
    tell_of_account("account.grant-ended", grant.user_id, actor=actor, at=at, said=said)


@transaction.atomic
def invite(
    email: str,
    *,
    role: Role,
    state: str,
    post: Post | None = None,
    name: str = "",
    language: str = "en",
    actor: Actor,
    at: datetime,
) -> User:
    """Make an account for that address, if there is none, and grant it the role.

    The account has no password: whoever reads mail at the address signs in by a code, and sets up a
    second factor before anything else. Raises what ``grant`` raises.
    """
    if not may_invite(actor, state=state, post=post.pk if post else None):
        raise NotAllowedError(Deed.INVITE)
    address = email.strip().lower()
    user, is_new = User.objects.get_or_create(
        email=address, defaults={"name": name, "language": language}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        tell_of_account("account.invited", user.pk, actor=actor, at=at)
    grant(user, role=role, state=state, post=post, actor=actor, at=at)
    return user


@transaction.atomic
def open_account(email: str, *, language: str, at: datetime) -> User:
    """The account of somebody who has just shown that they read mail at that address; made if new.

    It has no password and no role: they are a citizen.
    """
    user, is_new = User.objects.get_or_create(
        email=email.strip().lower(), defaults={"language": language}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        tell_of_account("account.opened", user.pk, actor=Actor(user=user.pk, at=at), at=at)
    return user


@transaction.atomic
def deactivate(user: User, *, actor: Actor, at: datetime) -> None:
    """Close an account: nobody signs in with it, its roles and delegations end.

    Raises NotAllowed- and AlreadyDoneError.
    """
    if not may_deactivate(actor, user=user.pk, held=_own(user, at=at)):
        raise NotAllowedError(Deed.DEACTIVATE)
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False) != 1:
        raise AlreadyDoneError("account")
    user.is_active = False
    _end(Grant.objects.filter(user=user), at=at)
    _end(Delegation.objects.filter(Q(lender=user) | Q(borrower=user)), at=at)
    tell_of_account("account.closed", user.pk, actor=actor, at=at)


@transaction.atomic
def delegate(
    actor: Actor,
    *,
    borrower: User,
    grants: Sequence[Grant] | None,
    since: datetime,
    until: datetime,
    reason: str,
    only_in_absence: bool = False,
    at: datetime,
) -> Delegation:
    """Lend these grants of the actor's own, or every one (None), to a colleague for a time.

    Raises NotAllowed-, NotHeld-, NotAnOfficersRole-, Reason-, Period- and DutiesApartError.
    """
    if actor.user is None or not may_delegate(actor):
        raise NotAllowedError(Deed.LEND)
    _check_reason(reason, least=1)
    _check_period(since, until, at=at)
    lent = _lendable(actor.user, grants, since=since)
    _lock(borrower)
    theirs = _grants_at_some_time(borrower, since=since, until=until)
    for one in lent:
        _check_duties(held_in(one), theirs)
    made = Delegation.objects.create(
        lender_id=actor.user,
        borrower=borrower,
        everything=grants is None,
        only_in_absence=only_in_absence,
        since=since,
        until=until,
        reason=reason.strip(),
    )
    made.grants.set(grants or ())
    said = {"delegation": made.pk, "to": borrower.pk, "since": since, "until": until}
    tell_of_account("account.delegated", actor.user, actor=actor, at=at, said=said)
    return made


@transaction.atomic
def end_delegation(delegation: Delegation, *, actor: Actor, at: datetime) -> None:
    """Take the lent roles back, or give them back. Raises NotAllowed- and AlreadyDoneError."""
    held = _own(delegation.lender, at=at)
    if not may_end_delegation(actor, delegation, held=held):
        raise NotAllowedError(Deed.LEND)
    if not _end(Delegation.objects.filter(pk=delegation.pk), at=at):
        raise AlreadyDoneError("delegation")
    said = {"delegation": delegation.pk}
    tell_of_account("account.delegation-ended", delegation.lender_id, actor=actor, at=at, said=said)


@transaction.atomic
def record_absence(
    user: User, *, since: datetime, until: datetime, actor: Actor, at: datetime
) -> Absence:
    """Say that an officer is not at work. Raises NotAllowed- and PeriodError."""
    if actor.user is None or not may_record_absence(actor, user=user.pk, held=_own(user, at=at)):
        raise NotAllowedError(Deed.RECORD_ABSENCE)
    if until <= max(since, at):
        raise PeriodError("absence")
    made = Absence.objects.create(user=user, since=since, until=until, said_by_id=actor.user)
    said = {"absence": made.pk, "since": since, "until": until}
    tell_of_account("account.absence-recorded", user.pk, actor=actor, at=at, said=said)
    return made


@transaction.atomic
def end_absence(absence: Absence, *, actor: Actor, at: datetime) -> None:
    """Say that the officer is back. Raises NotAllowed- and AlreadyDoneError."""
    if not may_record_absence(actor, user=absence.user_id, held=_own(absence.user, at=at)):
        raise NotAllowedError(Deed.RECORD_ABSENCE)
    if not _end(Absence.objects.filter(pk=absence.pk), at=at):
        raise AlreadyDoneError("absence")
    said = {"absence": absence.pk}
    tell_of_account("account.absence-ended", absence.user_id, actor=actor, at=at, said=said)


@transaction.atomic
def declare_kinship(user: User, *, person: UUID, actor: Actor, at: datetime) -> Kinship:
    """Record that the officer does not touch the cases of that person; a second time changes nothing.

    Raises NotAllowedError.
    """
    if actor.user is None or not may_record_kinship(actor, user=user.pk, held=_own(user, at=at)):
        raise NotAllowedError(Deed.RECORD_KINSHIP)
    kinship, is_new = Kinship.objects.get_or_create(
        user=user, person=person, defaults={"said_by_id": actor.user, "since": at}
    )
    if is_new:
        said = {"kinship": kinship.pk, "person": person}
        tell_of_account("account.kinship-declared", user.pk, actor=actor, at=at, said=said)
    return kinship


@transaction.atomic
def break_glass(actor: Actor, *, about: str, person: UUID, reason: str, at: datetime) -> BreakGlass:
    """Open a case for a few hours in an emergency; somebody else judges it afterwards.

    The row is the alarm: ``queries.unreviewed_break_glass`` gives it to whoever tells the reviewers.
    Raises NotAllowed- and ReasonError.
    """
    if actor.user is None or not may_break_glass(actor):
        raise NotAllowedError(Deed.BREAK_GLASS)
    _check_reason(reason, least=LEAST_REASON)
    glass = BreakGlass.objects.create(
        user_id=actor.user,
        state=next(one.state for one in actor.held if one.role in MAY[Deed.BREAK_GLASS]),
        about=about,
        person=person,
        reason=reason.strip(),
        at=at,
        until=at + GLASS_STAYS_BROKEN,
    )
    record(
        "case.glass-broken",
        chain=about,
        by=by(actor),
        at=at,
        person=person,
        said={"glass": glass.pk, "until": glass.until},
        sealed={"reason": glass.reason},
    )
    return glass


@transaction.atomic
def review(glass: BreakGlass, *, was_right: bool, actor: Actor, at: datetime) -> None:
    """Judge an emergency, once. Raises NotAllowed- and AlreadyDoneError."""
    if actor.user is None or not may_review_break_glass(actor, glass):
        raise NotAllowedError(Deed.REVIEW_BREAK_GLASS)
    judged = BreakGlass.objects.filter(pk=glass.pk, reviewed_at__isnull=True).update(
        reviewed_by=actor.user, reviewed_at=at, was_right=was_right
    )
    if judged != 1:
        raise AlreadyDoneError("glass")
    said = {"glass": glass.pk, "was_right": was_right}
    record(
        "case.glass-reviewed",
        chain=glass.about,
        by=by(actor),
        at=at,
        person=glass.person,
        said=said,
    )


def _check_grant(
    role: Role, *, state: str, post: Post | None, until: datetime | None, at: datetime
) -> None:
    if role == Role.CITIZEN:
        raise NotAnOfficersRoleError(role, doing="granted")
    if post is not None and post.state != state:
        raise OtherStateError(state=state, post=post.code)
    if until is not None and until <= at:
        raise PeriodError("role")


def _check_duties(wanted: Held, held: Iterable[Held]) -> None:
    other = apart_from(wanted, held)
    if other is not None:
        raise DutiesApartError(wanted.role, other)


def _check_reason(reason: str, *, least: int) -> None:
    if len(" ".join(reason.split())) < least:
        raise ReasonError(least=least)


def _check_period(since: datetime, until: datetime, *, at: datetime) -> None:
    if since < at or until <= since:
        raise PeriodError("delegation")
    if until - since > LONGEST_DELEGATION:
        raise PeriodError("delegation_too_long", days=LONGEST_DELEGATION.days)


def _lendable(lender: int, grants: Sequence[Grant] | None, *, since: datetime) -> list[Grant]:
    """The grants to lend: the lender's own, in force when the delegation begins."""
    own = Grant.objects.filter(in_force(since), user=lender)
    if grants is None:
        lent = list(own.filter(role__in=LENDABLE))
    else:
        lent = list(own.filter(pk__in=[one.pk for one in grants]))
        if len(lent) != len({one.pk for one in grants}):
            raise NotHeldError
    if not lent:
        raise NotHeldError
    for one in lent:
        if one.role not in LENDABLE:
            raise NotAnOfficersRoleError(Role(one.role), doing="lent")
    return lent


def _grants_at_some_time(user: User, *, since: datetime, until: datetime | None) -> list[Held]:
    """The user's own and borrowed roles that are in force at some time of a period."""
    own = Grant.objects.filter(Q(until__isnull=True) | Q(until__gt=since), user=user)
    loans = Delegation.objects.filter(until__gt=since, borrower=user)
    if until is not None:
        own, loans = own.filter(since__lt=until), loans.filter(since__lt=until)
    lent = Grant.objects.filter(
        Q(until__isnull=True) | Q(until__gt=since),
        Q(delegations__in=loans)
        | Q(user__in=loans.filter(everything=True).values("lender"), role__in=LENDABLE),
    )
    return [held_in(one) for one in (*own, *lent.distinct())]


def _own(user: User, *, at: datetime) -> tuple[Held, ...]:
    return tuple(one for one in held_by(user.pk, at=at) if one.lent_by is None)


def _lock(user: User) -> None:
    """Let nobody else decide on this user's roles until the transaction ends."""
    User.objects.select_for_update().get(pk=user.pk)


def _end(rows: QuerySet[Any], *, at: datetime) -> int:
    """End what is in force; what has not begun becomes empty. Says how many rows were ended."""
    running = rows.filter(Q(until__isnull=True) | Q(until__gt=at))
    return running.filter(since__gt=at).update(until=F("since")) + running.filter(
        since__lte=at
    ).update(until=at)
