"""The rows of the lists, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sapar.apps.cases.brief import law_of
from sapar.apps.cases.desk import Line
from sapar.apps.cases.models import Case, Proposal, Referral
from sapar.web.frame.casework import limit_text, move_text, role_text, state_text, words_for
from sapar.web.frame.dates import shortday
from sapar.web.frame.shelf import language
from sapar.web.officer.words import post_text

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case: what is due by which day, who must act, and what else to know before opening it."""

    number: str
    name: str
    title: str
    state: str
    due: str
    who: str
    day: date | None
    day_text: str
    days_left: int | None
    is_held: bool
    has_unread: bool
    officer: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A move of a colleague that waits for a second officer."""

    number: str
    move: str
    state: str
    by: str
    at: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """What another post asks."""

    number: str
    kind: str
    answer: str
    from_post: str
    at: datetime
    zone: str


def case_row(line: Line, *, at: datetime) -> CaseRow:
    """A case as a row; the last day is the one before its deadline lapses."""
    case = line.case
    law, words = law_of(case), words_for(case)
    zone = ZoneInfo(law.instrument.time_zone)
    last = (case.due_at - _MOMENT).astimezone(zone).date() if case.due_at else None
    limits = law.instrument.procedures[case.procedure].time_limits
    due = next((one for one in limits if one.id == case.due), None)
    return CaseRow(
        number=case.number,
        name=line.name,
        title=words.maybe("short") or words.text("title"),
        state=state_text(case, case.state.name, words),
        due=limit_text(case, due.id, words) if due else "",
        who=role_text(due.by, words, at_desk=True) if due else "",
        day=last,
        day_text=shortday(last, language()) if last else "",
        days_left=(last - at.astimezone(zone).date()).days if last else None,
        is_held=case.is_held,
        has_unread=line.has_unread,
        officer=_officer(case),
        post=post_text(case.post),
    )


def proposal_row(proposal: Proposal) -> ProposalRow:
    """A proposal as a row."""
    case = proposal.case
    words = words_for(case)
    return ProposalRow(
        number=case.number,
        move=move_text(case, proposal.move, words),
        state=state_text(case, case.state.name, words),
        by=proposal.proposed_by.name or proposal.proposed_by.email,
        at=proposal.proposed_at,
        zone=case.post.time_zone,
    )


def referral_row(referral: Referral) -> ReferralRow:
    """A referral as a row."""
    return ReferralRow(
        number=referral.case.number,
        kind=referral.kind,
        answer=referral.answer,
        from_post=post_text(referral.from_post),
        at=referral.asked_at,
        zone=referral.to_post.time_zone,
    )


def _officer(case: Case) -> str:
    return (case.officer.name or case.officer.email) if case.officer else ""
