"""Cases as an actor may see them: the one door to a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Kinship, Post
from sapar.apps.accounts.queries import has_broken_glass, relatives_of
from sapar.apps.cases.history import chain_of
from sapar.apps.cases.models import Case, Message, Proposal, Referral
from sapar.apps.cases.policy import READERS, WORKERS, Ties, may_see, reaches
from sapar.apps.people.policy import of_minors, own_and_minors

OPEN_REFERRALS = (Referral.Answer.WAITING, Referral.Answer.ACCEPTED)


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases the actor may open: their own and their children's, and those their roles reach.

    Cases of the actor's relatives are left out of the latter.
    """
    return Case.objects.filter(_visible(actor))


def _visible(actor: Actor) -> Q:
    """What must hold of a case the actor may open. One query: who they are and whose kin."""
    if actor.is_machine:
        return Q()
    if actor.user is None:
        return Q(pk__in=())
    own, kin = _own_and_kin(actor, actor.user)
    return Q(person__in=own) | (_reached(actor) & ~Q(person__in=kin))


def _own_and_kin(actor: Actor, user: int) -> tuple[list[UUID], list[UUID]]:
    """The persons who are the actor or in their care, and those the actor must not work for."""
    ops = connection.ops
    sql, values = _compiled(connection.vendor)
    mine = {
        _SOMEBODY: user,
        ops.adapt_datefield_value(of_minors(_ONCE.date())): ops.adapt_datefield_value(
            of_minors(actor.at.date())
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, [mine.get(one, one) for one in values])
        found = [(UUID(str(one)), is_own) for one, is_own in cursor.fetchall()]
    return [one for one, is_own in found if is_own], [one for one, is_own in found if not is_own]


_SOMEBODY, _ONCE = -1, datetime(1200, 1, 1, tzinfo=UTC)


@cache
def _compiled(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query for own persons and kin, as SQL for somebody at some time.

    Every list and every search begins with it, and Django takes longer to build it than the database
    to answer.
    """
    somebody = Actor(user=_SOMEBODY, at=_ONCE)
    own = own_and_minors(somebody).values_list("pk", Value(1))
    kin = Kinship.objects.filter(user=_SOMEBODY).values_list("person", Value(0))
    sql, values = own.union(kin, all=True).query.sql_with_params()
    return sql, tuple(values)


def _reached(actor: Actor) -> Q:
    found = Q(pk__in=())
    for held in actor.held:
        kinds = Q(kind__in=held.kinds) if held.kinds else Q()
        if held.role in READERS:
            at_post = Q(post=held.post) if held.post else Q(post__state=held.state)
            found |= at_post & kinds
        if held.role in WORKERS:
            to_post = Q(to_post=held.post) if held.post else Q(to_post__state=held.state)
            helped = Referral.objects.filter(to_post, answer__in=OPEN_REFERRALS)
            found |= Q(pk__in=helped.values("case")) & kinds
    return found


def case_for(actor: Actor, number: str) -> Case:
    """One case by its number. Raises ``Case.DoesNotExist`` when there is none the actor may see."""
    found = read_with_ties(actor, _whole(), number=number)
    if found is None or not may_see(actor, *found):
        raise Case.DoesNotExist
    return found[0]


def read_with_ties(
    actor: Actor, rows: QuerySet[Case], **which: int | str
) -> tuple[Case, Ties] | None:
    """One of the cases, and how the actor stands to it; as a rule in one query. None without any."""
    if actor.user is not None:
        own = own_and_minors(actor).filter(pk=OuterRef("person"))
        kin = Kinship.objects.filter(user=actor.user, person=OuterRef("person"))
        rows = rows.annotate(is_own=Exists(own), is_kin=Exists(kin))
    case = rows.filter(**which).first()
    if case is None:
        return None
    is_own: bool = getattr(case, "is_own", False)
    ties = Ties(is_own=is_own, is_relative=not is_own and getattr(case, "is_kin", False))
    return case, _with_help(actor, case, ties)


def ties_of(actor: Actor, case: Case) -> Ties:
    """How the actor stands to a case besides their roles; asks no more than it takes to know."""
    return _with_help(actor, case, ties_to(actor, case.person_id))


def _with_help(actor: Actor, case: Case, ties: Ties) -> Ties:
    """For whom no role reaches the case: whether it was referred to them, or they broke the glass."""
    if actor.user is None or ties.is_own or ties.is_relative or reaches(actor, case):
        return ties
    helping = case.referrals.filter(answer__in=OPEN_REFERRALS)
    return Ties(
        helping_posts=frozenset(helping.values_list("to_post__state", "to_post_id")),
        broke_glass=has_broken_glass(actor, about=chain_of(case)),
    )


def ties_to(actor: Actor, person: UUID) -> Ties:
    """How the actor stands to a person, whether or not there is a case."""
    if actor.user is None:
        return Ties()
    is_own = own_and_minors(actor).filter(pk=person).exists()
    return Ties(is_own=is_own, is_relative=not is_own and person in relatives_of(actor.user))


def _whole() -> QuerySet[Case]:
    return Case.objects.select_related("post", "person", "state", "officer")


def own_cases(actor: Actor) -> QuerySet[Case]:
    """The actor's own cases and those of their children, the newest first."""
    if actor.user is None:
        return Case.objects.none()
    return (
        _whole().filter(person__in=own_and_minors(actor).values("pk")).order_by("-opened_at", "-pk")
    )


def own_case(actor: Actor, number: str) -> Case:
    """One of these by its number. Raises ``Case.DoesNotExist``; also for an officer of the post."""
    return own_cases(actor).get(number=number)


def open_cases(
    actor: Actor, *, posts: Iterable[int] = (), officer: int | None = None
) -> QuerySet[Case]:
    """The open cases the actor may see, by the next deadline; of some posts, or of one officer."""
    found = _whole().filter(_visible(actor), closed_at__isnull=True)
    if posts:
        found = found.filter(post__in=list(posts))
    if officer is not None:
        found = found.filter(officer=officer)
    return found.order_by(F("due_at").asc(nulls_last=True), "pk")


def case_numbered(actor: Actor, number: str) -> QuerySet[Case]:
    """The visible case with that number, or none."""
    return _whole().filter(_visible(actor), number=number.strip().upper())


def cases_of_persons(actor: Actor, persons: Iterable[UUID]) -> QuerySet[Case]:
    """The visible cases of some persons, open ones first."""
    found = _whole().filter(_visible(actor), person__in=list(persons))
    return found.order_by(
        F("closed_at").asc(nulls_first=True), F("due_at").asc(nulls_last=True), "pk"
    )


def waiting_proposal(case: Case) -> Proposal | None:
    """The move that waits for a second officer, if there is one."""
    return case.proposals.filter(decided_at__isnull=True).first()


def messages_of(case: Case) -> QuerySet[Message]:
    """The messages of a case, first to last."""
    return case.messages.select_related("written_by").order_by("written_at", "pk")


def post_for(*, state: str, country: str) -> Post | None:
    """The post of a state that serves people in a country: an embassy before a consulate."""
    posts = Post.objects.filter(state=state, country=country)
    return posts.order_by("-kind", "pk").filter(kind__in=("embassy", "consulate")).first()


def due_to_wake(*, now: datetime, limit: int) -> list[int]:
    """The cases in which something happens by itself by now, the longest overdue first."""
    waking = Case.objects.filter(wakes_at__lte=now).order_by("wakes_at", "pk")
    return list(waking.values_list("pk", flat=True)[:limit])


def open_by_state() -> list[tuple[tuple[str, str, str], int]]:
    """How many open cases there are by instrument, procedure and state: figures, and no case."""
    names = ("state__instrument", "state__procedure", "state__name")
    found = Case.objects.filter(closed_at__isnull=True).values_list(*names).order_by(*names)
    return [
        ((one, two, three), number) for one, two, three, number in found.annotate(n=Count("pk"))
    ]


def overdue(*, at: datetime) -> int:
    """How many open cases have a deadline that has lapsed."""
    return Case.objects.filter(closed_at__isnull=True, due_at__lte=at).count()
