"""What is known of accounts: roles in force, who holds one, relatives, glass broken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from sapar.apps.accounts.actor import Actor, Held, nobody
from sapar.apps.accounts.models import Absence, BreakGlass, Delegation, Grant, Kinship, Post, User
from sapar.apps.accounts.policy import apart_from, may_review_break_glass
from sapar.apps.accounts.roles import LENDABLE, MAY, Deed, Role
from sapar.apps.jobs.queries import all_done


def actor_of(user: User, *, at: datetime) -> Actor:
    """The user as an actor, with the roles in force at that instant. One query.

    A role is lent while the delegation and the lender's own grant are in force, the lender's account
    is open, and, if the delegation says so, the lender is absent. A lent role that separation of
    duties keeps apart from an own one does not count. A closed account acts as nobody.
    """
    if not user.is_active:
        return nobody(at)
    return Actor(user=user.pk, at=at, held=held_by(user.pk, at=at))


def held_by(user: int, *, at: datetime) -> tuple[Held, ...]:
    """The roles in force of one user, own ones first. One query."""
    grants = Grant.objects.filter(
        in_force(at), Q(user=user) | _is_lent(at, borrower=user)
    ).order_by("pk")
    own = tuple(held_in(grant) for grant in grants if grant.user_id == user)
    lent = (held_in(grant, lent=True) for grant in grants if grant.user_id != user)
    return (*own, *(one for one in lent if apart_from(one, own) is None))


def held_in(grant: Grant, *, lent: bool = False) -> Held:
    """One grant as a value."""
    return Held(
        role=Role(grant.role),
        state=grant.state,
        post=grant.post_id,
        kinds=frozenset(grant.kinds),
        lent_by=grant.user_id if lent else None,
    )


def in_force(at: datetime) -> Q:
    """Grants, delegations or absences whose period holds the instant; the end is no longer in it."""
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))


def _is_lent(at: datetime, *, borrower: int) -> Q:
    """Grants that somebody lends to the borrower at that instant."""
    loans = Delegation.objects.filter(
        in_force(at),
        Q(everything=True) | Q(grants=OuterRef("pk")),
        Q(only_in_absence=False) | _is_away("lender", at),
        lender=OuterRef("user"),
        borrower=borrower,
    )
    return Q(Exists(loans), role__in=LENDABLE, user__is_active=True)


def granted_users_of(
    post: Post, role: Role, *, at: datetime, kind: str | None = None
) -> list[User]:
    """Who can be given work of that role at the post: at work, with an open account. 2 or 3 queries.

    Holders of the role for the post or for its whole state, and those who borrow it; ordered by name
    and address. With ``kind``, only those who hold it for that kind of instrument.
    """
    granted = Grant.objects.filter(
        in_force(at),
        Q(post=post) | Q(post__isnull=True),
        role=role,
        state=post.state,
        user__is_active=True,
    ).annotate(is_away=_is_away("user", at))
    grants = [
        one
        for one in granted.select_related("user")
        if kind is None or not one.kinds or kind in one.kinds
    ]
    users = {one.user for one in grants if not one.is_away} | _borrowers(grants, role=role, at=at)
    return sorted(users, key=lambda user: (user.name, user.email))


def _borrowers(grants: Sequence[Grant], *, role: Role, at: datetime) -> set[User]:
    """Who borrows one of these grants, is at work, and may hold it beside their own roles."""
    if role not in LENDABLE:
        return set()
    loans = (
        Delegation.objects.filter(
            in_force(at),
            Q(everything=True, lender__in={one.user_id for one in grants}) | Q(grants__in=grants),
            Q(only_in_absence=False) | _is_away("lender", at),
            ~_is_away("borrower", at),
            borrower__is_active=True,
        )
        .select_related("borrower")
        .distinct()
    )
    borrowers = {one.borrower for one in loans}
    own: dict[int, list[Held]] = {}
    for grant in Grant.objects.filter(in_force(at), user__in=borrowers):
        own.setdefault(grant.user_id, []).append(held_in(grant))
    lent = [held_in(grant, lent=True) for grant in grants]
    return {
        user
        for user in borrowers
        if any(apart_from(one, own.get(user.pk, ())) is None for one in lent)
    }


def _is_away(field: str, at: datetime) -> Exists:
    return Exists(Absence.objects.filter(in_force(at), user=OuterRef(field)))


def relatives_of(user: int) -> frozenset[UUID]:
    """The persons whose cases this user does not touch."""
    return frozenset(Kinship.objects.filter(user=user).values_list("person", flat=True))


def has_broken_glass(actor: Actor, *, about: str) -> bool:
    """Whether the actor has opened that case in an emergency, and the hours are not over."""
    return (
        actor.user is not None
        and BreakGlass.objects.filter(
            user=actor.user, about=about, at__lte=actor.at, until__gt=actor.at
        ).exists()
    )


def unreviewed_break_glass(actor: Actor) -> list[BreakGlass]:
    """Every emergency that nobody has judged yet, the oldest first: those the actor may judge.

    The machine sees all of them: it tells supervisors and data-protection officers.
    """
    waiting = BreakGlass.objects.filter(reviewed_at__isnull=True).select_related("user")
    return [
        glass
        for glass in waiting.order_by("at", "pk")
        if actor.is_machine or may_review_break_glass(actor, glass)
    ]


def reviewers_of(glass: BreakGlass, *, at: datetime) -> list[User]:
    """Who is told of an emergency: everybody who may judge it."""
    grants = Grant.objects.filter(
        in_force(at),
        role__in=MAY[Deed.REVIEW_BREAK_GLASS],
        state=glass.state,
        user__is_active=True,
    ).exclude(user=glass.user_id)
    return list(User.objects.filter(pk__in=grants.values("user")).order_by("email"))


def glass_told(glass: int, user: int) -> str:
    """The key of the ledger under which it stands that a user was told of an emergency."""
    return f"glass/{glass}/{user}"


def untold_break_glass(*, at: datetime, limit: int) -> list[int]:
    """The emergencies that nobody has judged and of which a reviewer was not told, the oldest first."""
    waiting = BreakGlass.objects.filter(reviewed_at__isnull=True).order_by("at", "pk")
    found: list[int] = []
    for glass in waiting:
        told = [glass_told(glass.pk, user.pk) for user in reviewers_of(glass, at=at)]
        if not all_done(told):
            found.append(glass.pk)
        if len(found) == limit:
            break
    return found
