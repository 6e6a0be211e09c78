"""Figures of cases, and the cases behind each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count, QuerySet

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Post
from sapar.apps.cases.brief import library
from sapar.apps.cases.models import Case
from sapar.apps.cases.queries import visible_to
from sapar.apps.insight.masking import FEW, Place, Table, hidden_totals, masked, without_few
from sapar.apps.insight.models import Blocked
from sapar.apps.insight.policy import may_count, may_open

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which cases are counted: of one procedure, opened in whole weeks, Monday to Sunday.

    ``since`` and ``until`` are any days of the first and the last week.
    """

    instrument: str
    procedure: str
    since: date
    until: date

    @property
    def first(self) -> date:
        """The Monday of the first week."""
        return monday(self.since)

    @property
    def last(self) -> date:
        """The Sunday of the last week."""
        return monday(self.until) + _WEEK - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the cases stand: a row for each post, by its code, and for each week, by its Monday."""

    by_post: Table
    by_week: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """How many cases ended in a state, and the median of their days; None where that is hidden."""

    cases: int | None
    days: float | None


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def standing(actor: Actor, asked: Asked) -> Standing:
    """How many of the cases stand where now.

    Who may open the cases of some posts gets the weeks of those posts only: with the others in them,
    subtracting would tell small numbers. Who may open none gets both tables of all posts, and what
    one hides of the totals the other hides too.
    """
    posts = _posts(actor)
    opens = _opened(actor, posts, asked)
    found = list(
        _cases(asked)
        .filter(post__in=posts.values())
        .values_list("post__code", "opened_on", "state__name")
        .annotate(Count("pk"))
        .order_by()
    )
    by_post: Counter[Place] = Counter()
    by_week: Counter[Place] = Counter()
    for post, day, state, number in found:
        by_post[post, state] += number
        if post in opens or not opens:
            by_week[monday(day).isoformat(), state] += number
    weeks = _weeks(asked)
    hide: frozenset[Place] = frozenset()
    while True:
        told = Standing(
            by_post=_table(by_post, sorted(posts), asked, opens=opens, hide=hide),
            by_week=_table(
                by_week, weeks, asked, opens=frozenset(weeks if opens else ()), hide=hide
            ),
        )
        gone = hidden_totals(told.by_post) | hidden_totals(told.by_week)
        if opens or gone <= hide:
            return told
        hide |= gone


def times_by_post(actor: Actor, asked: Asked) -> dict[Place, Took]:
    """How long the cases took that have ended: by post and final state."""
    posts = _posts(actor)
    opens = _opened(actor, posts, asked)
    days: dict[Place, list[float]] = {}
    ended = _cases(asked).filter(post__in=posts.values(), closed_at__isnull=False)
    for post, state, begun, closed in ended.values_list(
        "post__code", "state__name", "opened_at", "closed_at"
    ):
        if closed is not None:
            days.setdefault((post, state), []).append((closed - begun) / timedelta(days=1))
    return {
        place: Took(cases=len(each), days=median(each))
        if place[0] in opens or len(each) >= FEW
        else Took(cases=None, days=None)
        for place, each in sorted(days.items())
    }


def blocked_by_post(
    actor: Actor, *, instrument: str, procedure: str, day: date
) -> dict[tuple[str, str, str], int | None]:
    """How many open cases had which obstacle on a day, by post, why and about.

    They do not add up to anything: a case may have several. Under an empty why stand all that were
    looked at. These numbers open no rows: whose obstacle it is, is sealed.
    """
    posts = _posts(actor)
    kind = library().law(instrument).instrument.kind
    opens = frozenset(code for code, post in posts.items() if may_open(actor, post, kind))
    kept = Blocked.objects.filter(
        day=day, instrument=instrument, procedure=procedure, post__in=posts.values()
    )
    found = kept.order_by("post__code", "why", "about").values_list(
        "post__code", "why", "about", "cases"
    )
    counts = {(post, f"{why}:{about}"): number for post, why, about, number in found}
    shown = without_few(counts, opens=opens)
    return {(post, why, about): shown[post, f"{why}:{about}"] for post, why, about, _ in found}


def cases_behind(
    actor: Actor, asked: Asked, *, post: str | None = None, state: str | None = None
) -> QuerySet[Case]:
    """The cases that make up a number, as far as the actor may open them, the newest first."""
    found = visible_to(actor).filter(pk__in=_cases(asked).values("pk"))
    if post is not None:
        found = found.filter(post__code=post)
    if state is not None:
        found = found.filter(state__name=state)
    return found.select_related("post", "state", "person").order_by("-opened_at", "-pk")


def _cases(asked: Asked) -> QuerySet[Case]:
    return Case.objects.filter(
        instrument=asked.instrument,
        procedure=asked.procedure,
        opened_on__range=(asked.first, asked.last),
    )


def _posts(actor: Actor) -> dict[str, Post]:
    """The posts whose figures the actor is told, by code."""
    return {post.code: post for post in Post.objects.all() if may_count(actor, post)}


def _opened(actor: Actor, posts: dict[str, Post], asked: Asked) -> frozenset[str]:
    kind = library().law(asked.instrument).instrument.kind
    return frozenset(code for code, post in posts.items() if may_open(actor, post, kind))


def _table(
    counts: Mapping[Place, int],
    rows: Sequence[str],
    asked: Asked,
    *,
    opens: frozenset[str],
    hide: frozenset[Place],
) -> Table:
    procedure = library().law(asked.instrument).instrument.procedures[asked.procedure]
    return masked(counts, rows=rows, columns=procedure.states, opens=opens, hide=hide)


def _weeks(asked: Asked) -> list[str]:
    count = (asked.last - asked.first) // _WEEK + 1
    return [(asked.first + number * _WEEK).isoformat() for number in range(count)]
