"""A case in one line: whose it is, where it stands, and its next date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sapar.apps.cases.brief import Brief, brief_of
from sapar.apps.cases.models import Case
from sapar.web.citizen.people import name_of
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import DeadlineSaid, deadline_said, state_text, words_for

__all__ = ["Summary", "next_date", "summaries_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One case for a list."""

    number: str
    url: str
    title: str
    whose: str
    state: str
    next: DeadlineSaid | None
    is_closed: bool
    is_held: bool


def summaries_of(cases: Iterable[Case], *, at: datetime) -> list[Summary]:
    """Each case in a line, in their order."""
    return [_summary(case, at) for case in cases]


def next_date(brief: Brief) -> DeadlineSaid | None:
    """The nearest deadline with a day."""
    words = words_for(brief.case)
    said = (deadline_said(one, brief, words) for one in brief.deadlines if one.day)
    return next(said, None)


def _summary(case: Case, at: datetime) -> Summary:
    brief, words = brief_of(case, at=at), words_for(case)
    return Summary(
        number=case.number,
        url=address("citizen:plan", case.number),
        title=words.text("short"),
        whose=name_of(case.person),
        state=state_text(case, brief.position.state, words),
        next=next_date(brief),
        is_closed=case.closed_at is not None,
        is_held=case.is_held,
    )
