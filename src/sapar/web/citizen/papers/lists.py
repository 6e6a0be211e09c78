"""The papers of a case as values: each that is needed, and every file sent for it with its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.brief import Brief
from sapar.apps.cases.models import Evidence
from sapar.apps.cases.progress import needs_of
from sapar.apps.documents.models import File
from sapar.apps.documents.policy import OPEN, Sees
from sapar.apps.documents.queries import files_of
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.addresses import address
from sapar.web.frame.casework import fault_text, need_text

__all__ = ["PaperSaid", "SentSaid", "papers_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentSaid:
    """One document as it was sent, and what became of it. ``url`` is empty where it cannot be opened."""

    text: str
    at: datetime
    status: str
    look: str
    why: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSaid:
    """One paper that is needed, and what was sent for it, the latest first."""

    need: str
    text: str
    is_given: bool
    is_due: bool
    url: str
    sent: tuple[SentSaid, ...]


def papers_of(
    brief: Brief, words: InstrumentWords, *, actor: Actor, sees: Sees
) -> tuple[PaperSaid, ...]:
    """Every paper that a move of the procedure asks for."""
    case = brief.case
    files = {one.pk: one for one in files_of(actor, case.person_id, sees=sees)}
    given = list(case.evidence.order_by("-given_at", "-pk"))
    return tuple(
        PaperSaid(
            need=need.id,
            text=need_text(need.id, words),
            is_given=need.is_given,
            is_due=need.is_due,
            url="" if case.closed_at else address("citizen:send", case.number, need.id),
            sent=tuple(_sent(one, files, brief, words) for one in given if one.kind in need.kinds),
        )
        for need in needs_of(brief)
    )


def _sent(
    one: Evidence, files: Mapping[UUID, File], brief: Brief, words: InstrumentWords
) -> SentSaid:
    status, look = {
        Evidence.Verdict.OFFERED: (_("Sent, not checked yet"), "sky"),
        Evidence.Verdict.ACCEPTED: (_("Accepted"), "good"),
        Evidence.Verdict.REFUSED: (_("Not accepted"), "bad"),
    }[Evidence.Verdict(one.verdict)]
    file = files.get(one.file) if one.file else None
    if file is not None and file.state == File.State.QUARANTINED:
        status, look = _("Being checked for viruses"), "warn"
    opens = file is not None and file.state in OPEN
    return SentSaid(
        text=need_text(one.kind, words),
        at=one.given_at,
        status=status,
        look=look,
        why=fault_text(one.why) if one.why else "",
        url=address("citizen:file", brief.case.number, one.file) if opens else "",
    )
