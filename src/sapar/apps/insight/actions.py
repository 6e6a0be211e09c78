"""Counting what stands in the way, once a day: the facts are sealed, so only the machine can."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db import transaction

from sapar.apps.cases.brief import brief_of, law_of, local_day
from sapar.apps.cases.models import Case
from sapar.apps.insight.models import Blocked
from sapar.core.kernel import SaparError
from sapar.core.law.procedure import APPLICANT

UNREADABLE = "unreadable"
"""Why a case could not be counted: its facts or its journal do not open."""

_Group = tuple[date, int, str, str]


def count_blocked(*, at: datetime) -> int:
    """Count the obstacles of every open case; gives how many cases that were. A second time that day replaces.

    Counted are the obstacles of what the person themselves could do next. Nothing of a person is
    kept, and nobody is told of a look: nobody has seen anything.
    """
    found: Counter[tuple[_Group, str, str]] = Counter()
    for case in Case.objects.filter(closed_at__isnull=True).select_related("person").iterator():
        group = (local_day(law_of(case), at), case.post_id, case.instrument, case.procedure)
        found[group, "", ""] += 1
        for why, about in _obstacles(case, at=at):
            found[group, why, about] += 1
    rows = [
        Blocked(
            day=day,
            post_id=post,
            instrument=instrument,
            procedure=procedure,
            why=why,
            about=about,
            cases=number,
        )
        for ((day, post, instrument, procedure), why, about), number in sorted(found.items())
    ]
    with transaction.atomic():
        Blocked.objects.filter(day__in={one.day for one in rows}).delete()
        Blocked.objects.bulk_create(rows, batch_size=500)
    return sum(one.cases for one in rows if not one.why)


def _obstacles(case: Case, *, at: datetime) -> set[tuple[str, str]]:
    try:
        moves = brief_of(case, at=at).moves
    except SaparError:
        return {(UNREADABLE, "")}
    theirs = [one for one in moves if one.move.by == APPLICANT and not one.move.override]
    return {(each.why.value, each.about) for one in theirs for each in one.obstacles}
