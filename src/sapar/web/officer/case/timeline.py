"""What happened in a case, from its journal: who, what, when. Sealed notes only for those who may."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sapar.apps.cases.brief import Brief
from sapar.apps.cases.desk import users_named
from sapar.apps.cases.history import SEEN, chain_of
from sapar.apps.journal.models import Entry
from sapar.apps.journal.queries import entries_of, read
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.casework import (
    fault_text,
    hold_text,
    limit_text,
    move_text,
    need_text,
    reason_text,
)
from sapar.web.frame.dates import longdate
from sapar.web.officer.words import fact_text, role_text

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One entry: what, in words; who, and as what. ``note`` is what was sealed with it."""

    number: int
    at: datetime
    who: str
    role: str
    what: str
    details: tuple[str, ...]
    note: str
    has_note: bool
    is_look: bool


def timeline_of(
    brief: Brief,
    words: InstrumentWords,
    *,
    opens_notes: bool,
    looks: bool = False,
    since: int = 0,
    most: int | None = None,
) -> tuple[Happened, ...]:
    """The entries after ``since``, the latest first; ``looks`` says whether with every look."""
    entries = entries_of(chain_of(brief.case)).filter(number__gt=since)
    if not looks:
        entries = entries.exclude(verb=SEEN)
    found = list(entries.reverse()[:most] if most else entries.reverse())
    return _told(found, brief, words, opens_notes=opens_notes)


def last_entry(brief: Brief) -> int:
    """The number of the last entry of the case."""
    last = entries_of(chain_of(brief.case)).values_list("number", flat=True).last()
    return last or 0


def _told(
    entries: Sequence[Entry], brief: Brief, words: InstrumentWords, *, opens_notes: bool
) -> tuple[Happened, ...]:
    said = {entry.number: json.loads(entry.said) for entry in entries}
    users = users_named(
        [entry.user for entry in entries]
        + [
            one.get(name)
            for one in said.values()
            for name in ("to", "proposed_by")
            if _is_user(one.get(name))
        ]
    )
    return tuple(
        _happened(entry, said[entry.number], brief, words, users, opens_notes=opens_notes)
        for entry in entries
    )


def _is_user(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _happened(
    entry: Entry,
    said: Said,
    brief: Brief,
    words: InstrumentWords,
    users: Mapping[int, str],
    *,
    opens_notes: bool,
) -> Happened:
    tell = _TELL.get(entry.verb)
    return Happened(
        number=entry.number,
        at=entry.at,
        who=users.get(entry.user, "") if entry.user else "",
        role=role_text(entry.role),
        what=tell(said, brief, words, users) if tell else entry.verb,
        details=tuple(_details(said, words, users)),
        note=_note(entry, words) if opens_notes else "",
        has_note=entry.sealed is not None,
        is_look=entry.verb == SEEN,
    )


def _note(entry: Entry, words: InstrumentWords) -> str:
    """What was sealed: a note, a reason, or the facts that were told."""
    personal = read(entry).personal if entry.sealed is not None else {}
    if personal is None:
        return _("The person was erased: nobody can read this any more.")
    if facts := personal.get("facts"):
        return "; ".join(
            f"{words.fact(name, 'label') or name}: {_value(name, value, words)}"
            for name, value in facts.items()
        )
    return str(personal.get("note") or personal.get("reason") or "")


def _value(name: str, value: Any, words: InstrumentWords) -> str:
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
        return longdate(date.fromisoformat(value), words.language)
    return fact_text(name, tuple(value) if isinstance(value, list) else value, words)


def _details(said: Said, words: InstrumentWords, users: Mapping[int, str]) -> list[str]:
    found = []
    if reason := said.get("reason"):
        found.append(_("Reason: %(reason)s.") % {"reason": reason_text(reason, words)})
    if confirms := said.get("confirms"):
        titles = ", ".join(words.text("provisions", one, "title") for one in confirms)
        found.append(_("Confirmed: %(what)s.") % {"what": titles})
    if (by := said.get("proposed_by")) is not None:
        found.append(_("Proposed by: %(name)s.") % {"name": users.get(by, str(by))})
    if day := said.get("day"):
        shown = longdate(date.fromisoformat(day), words.language)
        found.append(_("Day: %(day)s.") % {"day": shown})
    if why := said.get("why"):
        found.append(fault_text(why))
    return found


_Tell = Callable[[Said, Brief, InstrumentWords, Mapping[int, str]], str]


def _moved(said: Said, brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    return move_text(brief.case, said["name"], words)


def _held(said: Said, brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    return _("Held: %(hold)s") % {"hold": hold_text(brief.case, said["name"], words)[0]}


def _released(said: Said, brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    return _("No longer held: %(hold)s") % {"hold": hold_text(brief.case, said["name"], words)[0]}


def _proposed(said: Said, brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    return _("Proposed: %(move)s") % {"move": move_text(brief.case, said["name"], words)}


def _turned_down(
    said: Said, brief: Brief, words: InstrumentWords, _users: Mapping[int, str]
) -> str:
    return _("Not countersigned: %(move)s") % {"move": move_text(brief.case, said["name"], words)}


def _given(said: Said, _brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    what = {"document": need_text(said["kind"], words)}
    if said.get("file"):
        return _("Document sent: %(document)s") % what
    return _("Original seen: %(document)s") % what


def _checked(said: Said, _brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    what = {"document": need_text(said["kind"], words)}
    if said["verdict"] == "accepted":
        return _("Document accepted: %(document)s") % what
    return _("Document refused: %(document)s") % what


def _facts(said: Said, _brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    names = [*said.get("facts", ()), *said.get("taken", ())]
    shown = ", ".join(words.fact(name, "label") or name for name in names)
    return _("Told or changed: %(facts)s") % {"facts": shown}


def _assigned(said: Said, _brief: Brief, _words: InstrumentWords, users: Mapping[int, str]) -> str:
    if said.get("to") is None:
        return _("Given back: nobody keeps the case now")
    return _("Given to %(name)s") % {"name": users.get(said["to"], str(said["to"]))}


def _referred(said: Said, _brief: Brief, _words: InstrumentWords, _users: Mapping[int, str]) -> str:
    if said["kind"] == "transfer":
        return _("Transfer asked of %(post)s") % {"post": said["to"]}
    return _("Help asked of %(post)s") % {"post": said["to"]}


def _answered(said: Said, _brief: Brief, _words: InstrumentWords, _users: Mapping[int, str]) -> str:
    return {
        "accepted": _("%(post)s accepted"),
        "refused": _("%(post)s refused"),
        "done": _("%(post)s is done"),
    }[said["answer"]] % {"post": said["post"]}


def _adopted(said: Said, _brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    day = longdate(date.fromisoformat(said["to"]), words.language)
    return _("The law as known on %(day)s was adopted") % {"day": day}


def _reminded(said: Said, brief: Brief, words: InstrumentWords, _users: Mapping[int, str]) -> str:
    return _("Reminded: %(what)s") % {"what": limit_text(brief.case, said["limit"], words)}


def _looked(said: Said, _brief: Brief, _words: InstrumentWords, _users: Mapping[int, str]) -> str:
    return {
        "case": _("Looked at the case"),
        "file": _("Looked at a document"),
        "paper": _("Had a paper printed"),
        "history": _("Looked at the whole history"),
    }.get(str(said.get("part")), _("Looked at the case"))


_TELL: Mapping[str, _Tell] = {
    "case.opened": lambda *_args: _("Case opened"),
    "case.moved": _moved,
    "case.held": _held,
    "case.released": _released,
    "case.proposed": _proposed,
    "case.proposal_turned_down": _turned_down,
    "case.evidence_given": _given,
    "case.evidence_checked": _checked,
    "case.facts_told": _facts,
    "case.message_written": lambda *_args: _("Message written"),
    "case.assigned": _assigned,
    "case.referred": _referred,
    "case.referral_answered": _answered,
    "case.law_adopted": _adopted,
    "case.reminded": _reminded,
    "case.glass-broken": lambda *_args: _("Opened in an emergency"),
    "case.glass-reviewed": lambda *_args: _("The emergency was reviewed"),
    SEEN: _looked,
}
