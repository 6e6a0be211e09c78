"""Everything the page of a case shows, gathered for one reader at one instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Post, User
from sapar.apps.accounts.queries import granted_users_of
from sapar.apps.accounts.roles import Role
from sapar.apps.cases.brief import Brief, brief_of, library
from sapar.apps.cases.desk import other_posts, users_named, whole_name
from sapar.apps.cases.models import Case, Proposal, Referral
from sapar.apps.cases.policy import (
    Ties,
    may_answer,
    may_assign,
    may_countersign,
    may_read_notes,
    may_tell_facts,
    may_work_on,
)
from sapar.apps.cases.queries import OPEN_REFERRALS, messages_of, ties_of, waiting_proposal
from sapar.apps.cases.reach import reachable_by
from sapar.apps.cases.sealed import opened_text
from sapar.apps.keys.errors import ErasedError
from sapar.apps.people.errors import NoSuchPersonError
from sapar.apps.people.queries import contact_points_of, documents_of, names_of, person_for
from sapar.core.law.interview import still_open
from sapar.instruments.forms import forms_of
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.casework import (
    MessageSaid,
    faults,
    form_title,
    message_said,
    move_text,
    reason_text,
    state_text,
    words_for,
)
from sapar.web.frame.components import Row
from sapar.web.frame.shelf import country_name, language
from sapar.web.officer.case.evidence import EvidenceShown, evidence_shown, kinds_needed
from sapar.web.officer.case.law import (
    AnswerShown,
    DeadlineShown,
    Difference,
    answer_shown,
    deadlines_shown,
    differences,
)
from sapar.web.officer.case.steps import HoldShown, Option, Step, holds_of, steps_of
from sapar.web.officer.case.timeline import Happened, last_entry, timeline_of
from sapar.web.officer.case.typed import Typed
from sapar.web.officer.words import fact_text, post_text

_LATEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """Who it is about, as far as the reader may know."""

    names: tuple[str, ...]
    born: str
    rows: tuple[Row, ...]
    is_erased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalShown:
    """A move that waits for a second officer, and whether the reader may be that one."""

    id: int
    form: str
    move: str
    reason: str
    note: str
    by: str
    at: datetime
    is_mine_to_decide: bool
    typed_note: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralShown:
    """What was asked of another post, or of ours, and what was said to it."""

    id: int
    form: str
    kind: str
    answer: str
    from_post: str
    to_post: str
    text: str
    at: datetime
    is_mine_to_answer: bool
    reply: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What the reader may do beside the steps."""

    work: bool
    tell_facts: bool
    take: bool
    give: bool
    read_notes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """The page of one case."""

    number: str
    title: str
    state: str
    since: datetime
    zone: str
    post: str
    officer: str
    officer_id: int | None
    turn: int
    entry: int
    is_closed: bool
    person: PersonShown | None
    may: May
    steps: tuple[Step, ...]
    holds: tuple[HoldShown, ...]
    deadlines: tuple[DeadlineShown, ...]
    answer: AnswerShown
    facts: tuple[Row, ...]
    unanswered: tuple[str, ...]
    evidence: tuple[EvidenceShown, ...]
    kinds: tuple[Option, ...]
    faults: tuple[tuple[str, str], ...]
    messages: tuple[MessageSaid, ...]
    templates: tuple[Option, ...]
    has_unread: bool
    proposal: ProposalShown | None
    referrals: tuple[ReferralShown, ...]
    posts: tuple[Option, ...]
    colleagues: tuple[Option, ...]
    amended: tuple[Difference, ...]
    is_amended: bool
    papers: tuple[tuple[str, str], ...]
    timeline: tuple[Happened, ...]
    changed: tuple[Happened, ...]
    typed: Typed


def case_page(case: Case, actor: Actor, *, at: datetime, typed: Typed) -> CasePage:
    """The page of a case as its reader may see it.

    1 the case under its law  2 what the reader may do  3 each part in the reader's language.
    """
    brief, words = brief_of(case, at=at), words_for(case)
    ties = ties_of(actor, case)
    may = _may(actor, case, ties)
    is_amended = brief.amended_edition is not None
    messages = _messages(case, words) if may.read_notes else ()
    return CasePage(
        number=case.number,
        title=words.text("title"),
        state=state_text(case, brief.position.state, words),
        since=brief.position.since,
        zone=brief.law.instrument.time_zone,
        post=post_text(case.post),
        officer=(case.officer.name or case.officer.email) if case.officer else "",
        officer_id=case.officer_id,
        turn=case.turn,
        entry=last_entry(brief),
        is_closed=case.closed_at is not None,
        person=person_shown(case, actor),
        may=may,
        steps=steps_of(brief, actor, ties, words, typed),
        holds=holds_of(brief, actor, ties, words, typed),
        deadlines=deadlines_shown(brief, words),
        answer=answer_shown(brief, words),
        facts=_facts(brief, words),
        unanswered=tuple(words.fact(one, "label") or one for one in still_open(brief.assessment)),
        evidence=evidence_shown(brief, actor, words, typed),
        kinds=kinds_needed(brief, words, typed),
        faults=faults(),
        messages=messages,
        templates=templates_in(language()) if may.work else (),
        has_unread=any(not one.to_person and not one.is_read for one in messages),
        proposal=_proposal(brief, actor, ties, words, typed, opens_notes=may.read_notes),
        referrals=_referrals(case, actor, typed, opens_notes=may.read_notes),
        posts=tuple(_post(one) for one in other_posts(case.post)) if may.work else (),
        colleagues=colleagues_of(case, at=at) if may.give else (),
        amended=differences(brief, brief.under_amended_law(), words) if is_amended else (),
        is_amended=is_amended,
        papers=_papers(case, words),
        timeline=timeline_of(brief, words, opens_notes=may.read_notes, most=_LATEST),
        changed=_changed(brief, words, typed, opens_notes=may.read_notes),
        typed=typed,
    )


def person_shown(case: Case, actor: Actor) -> PersonShown | None:
    """Who it is about; None for control, which reads cases and not people. The look is told."""
    try:
        person = person_for(actor, case.person_id, reachable=reachable_by(actor))
    except NoSuchPersonError:
        return None
    if person.erased_at is not None:
        return PersonShown(names=(), born="", rows=(), is_erased=True)
    rows = [Row(_("Nationality"), country_name(person.nationality))] if person.nationality else []
    try:
        rows += [Row(_("Document"), f"{one.number} {one.issuer}") for one in documents_of(person)]
        rows += [Row(_channel(one.channel), one.value) for one in contact_points_of(person)]
    except ErasedError:
        return PersonShown(names=(), born="", rows=(), is_erased=True)
    born = person.born.isoformat() if person.born else ""
    return PersonShown(
        names=tuple(whole_name(one) for one in names_of(person)),
        born=born[:4] if person.born_precision == "year" else born,
        rows=tuple(rows),
        is_erased=False,
    )


def templates_in(code: str) -> tuple[Option, ...]:
    """Sentences that are often written to a person, in a language."""
    with override(code):
        return (
            Option(value="send", text=_("Please send us a photo of the document we asked for.")),
            Option(value="come", text=_("Please come to us with the originals of your documents.")),
            Option(value="call", text=_("Please call us.")),
            Option(value="ready", text=_("Your document is ready. Please come and collect it.")),
            Option(
                value="ticket",
                text=_("Please tell us the day and the flight as soon as you have a ticket."),
            ),
            Option(value="free", text=_("Our help is free. Do not pay anybody who promises more.")),
        )


def language_of(case: Case) -> str:
    """The language the person reads: that of their account, else the reader's."""
    user: User | None = case.person.user
    return user.language if user else language()


def _may(actor: Actor, case: Case, ties: Ties) -> May:
    return May(
        work=may_work_on(actor, case, ties),
        tell_facts=may_tell_facts(actor, case, ties),
        take=case.officer_id != actor.user and may_assign(actor, case, ties, to=actor.user),
        give=may_assign(actor, case, ties, to=-1),
        read_notes=may_read_notes(actor, case, ties),
    )


def _facts(brief: Brief, words: InstrumentWords) -> tuple[Row, ...]:
    return tuple(
        Row(words.fact(name, "label") or name, fact_text(name, value, words))
        for name, value in brief.facts.items()
    )


def _messages(case: Case, words: InstrumentWords) -> tuple[MessageSaid, ...]:
    return tuple(message_said(one, case, words) for one in messages_of(case))


def _proposal(
    brief: Brief,
    actor: Actor,
    ties: Ties,
    words: InstrumentWords,
    typed: Typed,
    *,
    opens_notes: bool,
) -> ProposalShown | None:
    found = waiting_proposal(brief.case)
    if found is None:
        return None
    form = "proposal"
    return ProposalShown(
        id=found.pk,
        form=form,
        move=move_text(brief.case, found.move, words),
        reason=reason_text(found.reason, words) if found.reason else "",
        note=_note(found) if opens_notes else "",
        by=users_named([found.proposed_by_id]).get(found.proposed_by_id, ""),
        at=found.proposed_at,
        is_mine_to_decide=may_countersign(
            actor, brief.case, ties, proposed_by=found.proposed_by_id
        ),
        typed_note=typed.text(form, "note"),
        problem=typed.problem_of(form),
    )


def _note(proposal: Proposal) -> str:
    return _opened(proposal.case, "proposal", bytes(proposal.note), "note")


def _opened(case: Case, part: str, sealed: bytes, name: str) -> str:
    try:
        return str(opened_text(case, part, sealed).get(name, ""))
    except ErasedError:
        return _("The person was erased: nobody can read this any more.")


def _referrals(
    case: Case, actor: Actor, typed: Typed, *, opens_notes: bool
) -> tuple[ReferralShown, ...]:
    rows = case.referrals.select_related("from_post", "to_post").order_by("-asked_at", "-pk")
    return tuple(_referral(row, case, actor, typed, opens_notes=opens_notes) for row in rows)


def _referral(
    row: Referral, case: Case, actor: Actor, typed: Typed, *, opens_notes: bool
) -> ReferralShown:
    form = f"referral-{row.pk}"
    texts = [_opened(case, "referral", bytes(one), "text") for one in (row.question, row.reply)]
    post = row.to_post
    return ReferralShown(
        id=row.pk,
        form=form,
        kind=row.kind,
        answer=row.answer,
        from_post=post_text(row.from_post),
        to_post=post_text(post),
        text="\n\n".join(filter(None, texts)) if opens_notes else "",
        at=row.asked_at,
        is_mine_to_answer=row.answer in OPEN_REFERRALS
        and may_answer(actor, state=post.state, post=post.pk, kind=case.kind),
        reply=typed.text(form, "reply"),
        problem=typed.problem_of(form),
    )


def colleagues_of(case: Case, *, at: datetime) -> tuple[Option, ...]:
    """Who can be given the case: the officers of the post that are at work."""
    users = {
        user.pk: user.name or user.email
        for role in (Role.CONSULAR_OFFICER, Role.MIGRATION_OFFICER, Role.SUPERVISOR)
        for user in granted_users_of(case.post, role, at=at, kind=case.kind)
    }
    return tuple(
        Option(value=str(pk), text=name, is_chosen=pk == case.officer_id)
        for pk, name in sorted(users.items(), key=lambda one: one[1])
    )


def _post(post: Post) -> Option:
    return Option(value=post.code, text=post_text(post))


def _papers(case: Case, words: InstrumentWords) -> tuple[tuple[str, str], ...]:
    names = forms_of(library(), case.instrument)
    return tuple((name, form_title(case, name, words)) for name in names)


def _changed(
    brief: Brief, words: InstrumentWords, typed: Typed, *, opens_notes: bool
) -> tuple[Happened, ...]:
    """What happened since the reader of an old page had seen it."""
    if typed.seen is None:
        return ()
    return timeline_of(brief, words, opens_notes=opens_notes, since=typed.seen)


def _channel(channel: str) -> str:
    return {
        "email": _("E-mail"),
        "phone": _("Phone"),
        "messenger": _("Messenger"),
        "address": _("Address"),
    }[channel]
