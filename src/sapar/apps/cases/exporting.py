"""Everything the cases of a person hold about them, for “download all of it”."""

from __future__ import annotations

from typing import Any

from sapar.apps.accounts.actor import Actor
from sapar.apps.cases.brief import brief_of
from sapar.apps.cases.models import Case
from sapar.apps.cases.queries import messages_of, own_cases
from sapar.apps.cases.sealed import as_json, opened_text
from sapar.apps.journal.queries import entries_about, read
from sapar.apps.people.models import Person


def export_cases(actor: Actor, person: Person) -> list[dict[str, Any]]:
    """The person's own cases as JSON has them: facts, evidence, messages, referrals."""
    return [_case(case, actor) for case in own_cases(actor).filter(person=person)]


def export_journal(person: Person) -> list[dict[str, Any]]:
    """Every entry about the person, the latest first, opened; the user is named by number only."""
    found = []
    for entry in entries_about(person.pk):
        told = read(entry)
        found.append(
            {
                "chain": entry.chain,
                "number": entry.number,
                "at": entry.at.isoformat(),
                "verb": entry.verb,
                "role": entry.role,
                "post": entry.post,
                "said": dict(told.said),
                "personal": dict(told.personal) if told.personal is not None else None,
            }
        )
    return found


def _case(case: Case, actor: Actor) -> dict[str, Any]:
    brief = brief_of(case, at=actor.at)
    return {
        "number": case.number,
        "instrument": case.instrument,
        "procedure": case.procedure,
        "state": case.state.name,
        "known_on": case.known_on.isoformat(),
        "opened_at": case.opened_at.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "post": case.post.code,
        "facts": as_json(brief.facts),
        "evidence": [
            {
                "kind": one.kind,
                "file": str(one.file) if one.file else None,
                "verdict": one.verdict,
                "why": one.why,
                "given_at": one.given_at.isoformat(),
            }
            for one in case.evidence.order_by("given_at", "pk")
        ],
        "messages": [
            {
                "to_person": one.to_person,
                "template": one.template,
                "body": opened_text(case, "message", bytes(one.body)),
                "files": one.files,
                "written_at": one.written_at.isoformat(),
            }
            for one in messages_of(case)
        ],
        "referrals": [
            {"kind": one.kind, "to": one.to_post.code, "answer": one.answer}
            for one in case.referrals.select_related("to_post")
        ],
    }
