"""Opening a case from the answers a person has seen and confirmed, or by an officer for them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Post
from sapar.apps.cases.actions.changing import allowed, known_state, settle
from sapar.apps.cases.actions.messages import tell_person
from sapar.apps.cases.brief import library, local_day
from sapar.apps.cases.errors import AlreadyDoneError
from sapar.apps.cases.history import tell
from sapar.apps.cases.models import Case, Plan
from sapar.apps.cases.policy import may_open
from sapar.apps.cases.queries import ties_to
from sapar.apps.cases.sealed import as_json
from sapar.apps.people.models import Person
from sapar.core.law import FactValue


def open_case(
    person_id: UUID,
    *,
    instrument: str,
    procedure: str,
    post: Post,
    facts: Mapping[str, FactValue],
    actor: Actor,
    plan: Plan | None = None,
    serves: Case | None = None,
) -> Case:
    """A new case of the person, judged by the law as it can be known today.

    ``facts`` are checked facts of the instrument's vocabulary. ``serves`` is the case that waits for
    this one. Raises ``NotAllowedError``, and ``AlreadyDoneError`` when the person has an open case
    under the same procedure; ``KeyError`` for a procedure the instrument does not have.
    """
    law = library().law(instrument)
    declared = law.instrument.procedures[procedure]
    today = local_day(law, actor.at)
    with transaction.atomic():
        person = Person.objects.select_for_update(of=("self",)).get(pk=person_id)
        kind = law.instrument.kind
        allowed(may_open(actor, post, kind, ties_to(actor, person.pk)), "open")
        same = {"person": person, "instrument": instrument, "procedure": procedure}
        if Case.objects.filter(**same, closed_at__isnull=True).exists():
            raise AlreadyDoneError("open_case")
        case = Case.objects.create(
            number=f"new-{person.pk}-{actor.at.timestamp()}"[:40],
            kind=kind,
            known_on=today,
            plan=plan,
            serves=serves,
            post=post,
            state=known_state(law, declared, declared.states[0]),
            opened_at=actor.at,
            opened_on=today,
            **same,
        )
        case.number = f"{post.code.upper()}-{today.year}-{case.pk:06d}"
        Case.objects.filter(pk=case.pk).update(number=case.number)
        said = {"instrument": instrument, "procedure": procedure, "known_on": today.isoformat()}
        tell(case, "case.opened", actor=actor, said=said, sealed={"facts": as_json(facts)})
        settle(case, at=actor.at, facts=facts)
        tell_person(case, "opened", {"number": case.number}, actor=actor)
    return case


def open_family(
    facts: Mapping[UUID, Mapping[str, FactValue]],
    *,
    instrument: str,
    procedure: str,
    post: Post,
    actor: Actor,
) -> list[Case]:
    """A case for each person in ``facts``, in one plan when they are several; all of them or none.

    Whoever has an open case of the kind keeps it as it is: a second press of the button, or a child that
    is already in another plan, opens nothing twice. Gives every person's open case, in their order.
    """
    same = {"instrument": instrument, "procedure": procedure, "closed_at__isnull": True}
    with transaction.atomic():
        people = Person.objects.select_for_update(of=("self",)).filter(pk__in=facts)
        list(people.order_by("pk"))
        there = {one.person_id: one for one in Case.objects.filter(**same, person__in=facts)}
        plan = next((one.plan for one in there.values() if one.plan), None)
        if plan is None and len(facts) > 1:
            plan = open_plan(actor=actor)
        found = []
        for person, told in facts.items():
            found.append(
                there.get(person)
                or open_case(
                    person,
                    instrument=instrument,
                    procedure=procedure,
                    post=post,
                    facts=told,
                    actor=actor,
                    plan=plan,
                )
            )
    return found


def open_plan(*, actor: Actor) -> Plan:
    """A plan for a family; each of them then gets a case of their own in it."""
    return Plan.objects.create(opened_at=actor.at)
