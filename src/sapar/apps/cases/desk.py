"""The lists of an officer's desk: a page at a time, in a few queries, each look told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Post, User
from sapar.apps.accounts.told import by
from sapar.apps.cases.models import Case, Message, Proposal, Referral
from sapar.apps.cases.policy import READERS, WORKERS, may_enter_desk, may_name
from sapar.apps.cases.queries import OPEN_REFERRALS, open_cases, visible_to
from sapar.apps.journal.actions import record
from sapar.apps.people.models import PersonName

PAGE: Final = 50
"""Rows that one page of a list shows."""

_KINDS: Final = (
    PersonName.Kind.NATIVE,
    PersonName.Kind.DOCUMENT,
    PersonName.Kind.ROMANISED,
    PersonName.Kind.FORMER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One case in a list: whose it is (empty for who may not know), and whether a message waits."""

    case: Case
    name: str
    has_unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """One page of a list; ``has_more`` says that another page follows."""

    rows: tuple[Line, ...]
    page: int
    has_more: bool


def due_cases(actor: Actor) -> QuerySet[Case]:
    """The open cases with a deadline, the nearest first."""
    return open_cases(actor).filter(due_at__isnull=False)


def cases_of_the_posts(actor: Actor) -> QuerySet[Case]:
    """Every open case the actor may see, those without a deadline last."""
    return open_cases(actor)


def my_cases(actor: Actor) -> QuerySet[Case]:
    """The open cases that were given to the actor."""
    return open_cases(actor, officer=actor.user or 0)


def cases_with_news(actor: Actor) -> QuerySet[Case]:
    """The cases in which somebody wrote to the post and nobody has read it, the longest waiting first."""
    unread = Q(messages__to_person=False, messages__read_at__isnull=True)
    found = Case.objects.filter(pk__in=visible_to(actor).values("pk")).filter(unread)
    waiting = found.annotate(waits_since=Min("messages__written_at", filter=unread))
    return waiting.select_related("post", "person", "state", "officer").order_by(
        "waits_since", "pk"
    )


def cases_found(actor: Actor, *, number: str, persons: Iterable[UUID]) -> QuerySet[Case]:
    """The visible cases with that number or of these persons, open ones first; closed ones, too."""
    found = Case.objects.filter(pk__in=visible_to(actor).values("pk"))
    wanted = found.filter(Q(number__iexact=number.strip()) | Q(person__in=set(persons)))
    return wanted.select_related("post", "person", "state", "officer").order_by(
        F("closed_at").desc(nulls_first=True), F("due_at").asc(nulls_last=True), "pk"
    )


def proposals_to_decide(actor: Actor) -> QuerySet[Proposal]:
    """The moves of others that wait for a second officer, the longest waiting first."""
    found = Proposal.objects.filter(
        case__in=visible_to(actor).values("pk"), decided_at__isnull=True
    )
    return (
        found.exclude(proposed_by=actor.user)
        .select_related("case__post", "case__state", "proposed_by")
        .order_by("proposed_at", "pk")
    )


def referrals_to_answer(actor: Actor) -> QuerySet[Referral]:
    """What other posts ask of the posts at which the actor works, the longest waiting first."""
    to_mine = Q(pk__in=())
    for held in actor.held:
        if held.role in WORKERS:
            post = Q(to_post=held.post) if held.post else Q(to_post__state=held.state)
            to_mine |= post & (Q(case__kind__in=held.kinds) if held.kinds else Q())
    found = Referral.objects.filter(
        to_mine, case__in=visible_to(actor).values("pk"), answer__in=OPEN_REFERRALS
    )
    return found.select_related("case__post", "case__state", "from_post", "to_post").order_by(
        "asked_at", "pk"
    )


def page_of_cases(actor: Actor, cases: QuerySet[Case], *, page: int, which: str) -> Lines:
    """One page of a list of cases; the look is told once, with how many rows it showed."""
    unread = Message.objects.filter(case=OuterRef("pk"), to_person=False, read_at__isnull=True)
    first = (page - 1) * PAGE
    found = list(cases.annotate(has_unread=Exists(unread))[first : first + PAGE + 1])
    shown = found[:PAGE]
    names = names_of_persons(actor, (case.person_id for case in shown))
    tell_look(actor, which=which, rows=len(shown))
    return Lines(
        rows=tuple(
            Line(
                case=case,
                name=names.get(case.person_id, ""),
                has_unread=bool(getattr(case, "has_unread", False)),
            )
            for case in shown
        ),
        page=page,
        has_more=len(found) > PAGE,
    )


def names_of_persons(actor: Actor, persons: Iterable[UUID]) -> Mapping[UUID, str]:
    """One name of each person, for who works on cases: as written at home, else as in the passport."""
    if not may_name(actor):
        return {}
    rows = PersonName.objects.filter(person__in=set(persons), until__isnull=True)
    found: dict[UUID, PersonName] = {}
    for row in rows.order_by("since", "pk"):
        before = found.get(row.person_id)
        if before is None or _rank(row) < _rank(before):
            found[row.person_id] = row
    return {person: whole_name(row) for person, row in found.items()}


def whole_name(name: PersonName) -> str:
    """Family name, given name and patronymic, as far as there are any."""
    return " ".join(filter(None, (name.family, name.given, name.patronymic)))


def users_named(users: Iterable[int | None]) -> Mapping[int, str]:
    """Who these users are: their name, else their address."""
    rows = User.objects.filter(pk__in={one for one in users if one is not None})
    return {row.pk: row.name or row.email for row in rows}


def posts_of(actor: Actor) -> list[Post]:
    """The posts at which the actor works on cases, by their code."""
    found = Q(pk__in=())
    for held in actor.held:
        if held.role in WORKERS:
            found |= Q(pk=held.post) if held.post else Q(state=held.state)
    return list(Post.objects.filter(found).order_by("code"))


def other_posts(post: Post) -> list[Post]:
    """The other posts of the same state, to refer a case to."""
    return list(Post.objects.filter(state=post.state).exclude(pk=post.pk).order_by("code"))


def tell_look(actor: Actor, *, which: str, rows: int) -> None:
    """Write down that the actor looked at a list: which, and how many rows."""
    if not may_enter_desk(actor):
        return
    held = next(one for one in actor.held if one.role in READERS)
    chain = f"post:{held.post}" if held.post else f"posts:{held.state.lower()}"
    with transaction.atomic():
        record(
            "desk.looked",
            chain=chain,
            by=by(actor, state=held.state, post=held.post),
            at=actor.at,
            post=held.post,
            said={"list": which, "rows": rows},
        )


def _rank(name: PersonName) -> int:
    return _KINDS.index(PersonName.Kind(name.kind))
