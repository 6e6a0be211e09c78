"""The documents of a case as its page shows them: what was given, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.brief import Brief
from sapar.apps.cases.models import Evidence
from sapar.apps.cases.reach import seen_by
from sapar.apps.documents.models import File
from sapar.apps.documents.policy import OPEN
from sapar.apps.documents.queries import files_of, name_of
from sapar.apps.keys.errors import ErasedError
from sapar.core.law.moves import kinds_of
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.casework import fault_text, need_text
from sapar.web.officer.case.steps import Option
from sapar.web.officer.case.typed import Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown:
    """A file: can it be opened, and is it a picture that stands on the page?"""

    id: UUID
    name: str
    state: str
    can_be_opened: bool
    is_picture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceShown:
    """One document: a file, or an original that an officer saw."""

    id: int
    form: str
    text: str
    verdict: str
    why: str
    at: datetime
    is_original: bool
    file: FileShown | None
    chosen: str
    problem: str


def evidence_shown(
    brief: Brief, actor: Actor, words: InstrumentWords, typed: Typed
) -> tuple[EvidenceShown, ...]:
    """What was given: what waits for an officer first, then the latest."""
    rows = list(brief.case.evidence.order_by("-given_at", "-pk"))
    files = files_shown(brief, actor) if any(one.file for one in rows) else {}
    found = [_evidence(one, files, words, typed) for one in rows]
    return tuple(sorted(found, key=lambda one: one.verdict != Evidence.Verdict.OFFERED))


def files_shown(brief: Brief, actor: Actor) -> dict[UUID, FileShown]:
    """The person's files, for who may see the person."""
    rows = files_of(actor, brief.case.person_id, sees=seen_by(actor))
    return {row.pk: _file(row) for row in rows}


def kinds_needed(brief: Brief, words: InstrumentWords, typed: Typed) -> tuple[Option, ...]:
    """The kinds of documents that some move of the procedure needs, for an original that was seen."""
    needs = {need for move in brief.procedure.moves for need in move.needs}
    kinds = {kind for need in needs for kind in kinds_of(need, brief.law.instrument)}
    chosen = typed.text("original", "kind")
    options = (
        Option(value=kind, text=need_text(kind, words), is_chosen=kind == chosen) for kind in kinds
    )
    return tuple(sorted(options, key=lambda one: one.text))


def _evidence(
    row: Evidence, files: dict[UUID, FileShown], words: InstrumentWords, typed: Typed
) -> EvidenceShown:
    form = f"evidence-{row.pk}"
    return EvidenceShown(
        id=row.pk,
        form=form,
        text=need_text(row.kind, words),
        verdict=row.verdict,
        why=fault_text(row.why) if row.why else "",
        at=row.given_at,
        is_original=row.file is None,
        file=files.get(row.file) if row.file else None,
        chosen=typed.text(form, "why"),
        problem=typed.problem_of(form),
    )


def _file(row: File) -> FileShown:
    try:
        name = name_of(row)
    except ErasedError:
        name = row.kind
    return FileShown(
        id=row.pk,
        name=name,
        state=row.state,
        can_be_opened=row.state in OPEN,
        is_picture=row.media_type.startswith("image/"),
    )
