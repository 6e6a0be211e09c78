"""Whose data have been kept as long as the law of their cases says: who is proposed for erasure.

Only persons all of whose cases have ended under a procedure with a time to keep, and had it run out.
Where no text gives a time, nobody is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.brief import law_of, library, local_day, zone_of
from sapar.apps.cases.models import Case, Erasure
from sapar.apps.cases.policy import may_decide_erasure
from sapar.apps.cases.queries import ties_to
from sapar.apps.people.models import Person
from sapar.core.law import Law
from sapar.core.law.procedure import Procedure, Retention

_DAY = timedelta(days=1)
_LONGEST = 120 * 366


def due_for_erasure(*, at: datetime) -> QuerySet[Person]:
    """The persons to be proposed at an instant, those who were refused meanwhile left out."""
    elapsed = _elapsed(at)
    theirs = Case.objects.filter(person=OuterRef("pk"))
    kept = Erasure.objects.filter(
        Q(decided_at__isnull=True) | Q(not_before__gt=at.date()), person=OuterRef("pk")
    )
    return Person.objects.filter(
        Exists(theirs.filter(elapsed)),
        ~Exists(theirs.filter(~elapsed)),
        ~Exists(kept),
        erased_at__isnull=True,
    ).order_by("registered_at", "pk")


def is_over(person: UUID, *, at: datetime) -> bool:
    """Whether each case of the person has ended and been kept long enough."""
    theirs, elapsed = Case.objects.filter(person=person), _elapsed(at)
    return theirs.exists() and not theirs.filter(~elapsed).exists()


def longest_kept(person: UUID) -> tuple[Case, date] | None:
    """The case of the person that is kept longest, and its last day; None while one has no end."""
    found = []
    for case in Case.objects.filter(person=person).select_related("state"):
        law = law_of(case)
        retention = law.instrument.procedures[case.procedure].retention
        if retention is None or case.closed_at is None:
            return None
        until = retention.kept_until(case.state.name, local_day(law, case.closed_at))
        if until is None:
            return None
        found.append((case, until))
    return max(found, key=lambda one: one[1], default=None)


def waiting_erasures(actor: Actor) -> list[Erasure]:
    """The proposals that the actor may decide, the oldest first."""
    waiting = Erasure.objects.filter(decided_at__isnull=True).select_related("person")
    return [one for one in waiting.order_by("proposed_at", "pk") if may_decide(actor, one)]


def may_decide(actor: Actor, erasure: Erasure) -> bool:
    """Whether the actor may confirm or refuse it: a data-protection officer of every post concerned."""
    cases = Case.objects.filter(person=erasure.person_id).select_related("post")
    return may_decide_erasure(actor, list(cases), ties_to(actor, erasure.person_id))


def _elapsed(at: datetime) -> Q:
    """What is true of a case that was kept long enough at an instant."""
    found = Q(pk__in=())
    for law, procedure, retention in _retentions():
        closed_on = _last_closing_day(retention, today=local_day(law, at))
        if closed_on is not None:
            next_day = datetime.combine(closed_on + _DAY, time(), tzinfo=zone_of(law))
            found |= Q(
                instrument=law.instrument.id,
                procedure=procedure.id,
                state__name__in=retention.after,
                closed_at__isnull=False,
                closed_at__lt=next_day,
            )
    return found


def _retentions() -> Iterator[tuple[Law, Procedure, Retention]]:
    """The procedures that say how long, each with its law."""
    for law in (library().law(name) for name in library().ids):
        for procedure in law.instrument.procedures.values():
            if procedure.retention is not None and procedure.retention.keep is not None:
                yield law, procedure, procedure.retention


def _last_closing_day(retention: Retention, *, today: date) -> date | None:
    """The latest day of which the time to keep is over before today, found by halving."""
    state = retention.after[0]

    def is_past(days_ago: int) -> bool:
        until = retention.kept_until(state, today - days_ago * _DAY)
        return until is not None and until < today

    least, most = 0, _LONGEST
    if not is_past(most):
        return None
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if is_past(middle) else (middle + 1, most)
    return today - most * _DAY
