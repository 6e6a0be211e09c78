"""What a case says to its reader: states, moves, obstacles, deadlines and messages as sentences.

The words of the instrument come first; what every instrument shares is said here. The reader's language
is the one that is active.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sapar.apps.cases.actions.evidence import EVIDENCE_FAULTS
from sapar.apps.cases.brief import Brief, library
from sapar.apps.cases.models import Case, Message
from sapar.apps.cases.sealed import opened_text
from sapar.apps.keys.errors import ErasedError
from sapar.core.law.deadlines import Deadline
from sapar.core.law.moves import Obstacle, Why
from sapar.core.law.procedure import APPLICANT
from sapar.instruments.forms import form_of
from sapar.instruments.words import InstrumentWords, long_date


def words_for(case: Case) -> InstrumentWords:
    """The words of the instrument a case is under."""
    return library().words(case.instrument, _language())


def state_text(case: Case, state: str, words: InstrumentWords) -> str:
    """A state of the procedure."""
    return words.text("procedures", case.procedure, "states", state)


def move_text(case: Case, move: str, words: InstrumentWords) -> str:
    """A move of the procedure."""
    return words.text("procedures", case.procedure, "moves", move)


def hold_text(case: Case, hold: str, words: InstrumentWords) -> tuple[str, str]:
    """A hold of the procedure: its title and what it means."""
    path = ("procedures", case.procedure, "holds", hold)
    return words.text(*path, "title"), words.text(*path, "text")


def limit_text(case: Case, limit: str, words: InstrumentWords) -> str:
    """A time limit of the procedure."""
    return words.text("procedures", case.procedure, "time_limits", limit)


def reason_text(reason: str, words: InstrumentWords) -> str:
    """A reason that a move may need."""
    return words.text("reasons", reason)


def need_text(need: str, words: InstrumentWords) -> str:
    """What a move needs: a kind of evidence, or a provision for any evidence of it."""
    return words.maybe("evidence", need) or words.text("provisions", need, "title")


def obstacle_text(obstacle: Obstacle, brief: Brief, words: InstrumentWords) -> str:
    """One reason why a move is not open, and what it turns on."""
    about, day = obstacle.about, _day(obstacle.day)
    match obstacle.why:
        case Why.TOO_EARLY:
            return _("It is too early. The first day is %(day)s.") % {"day": day}
        case Why.TOO_LATE:
            return _("It is too late. The last day was %(day)s.") % {"day": day}
        case Why.NOT_COUNTED:
            return _("The days cannot be counted yet: a date is missing, or our calendar ends.")
        case Why.HELD:
            return _("It is stopped: %(hold)s.") % {"hold": hold_text(brief.case, about, words)[0]}
        case Why.NEEDS:
            return _("A document is missing: %(document)s.") % {"document": need_text(about, words)}
        case _:
            return _of_condition(obstacle.why, about, words)


def _of_condition(why: Why, about: str, words: InstrumentWords) -> str:
    if why is Why.CONDITION:
        return _("It does not fit what is known of this person.")
    if why is Why.RULED_OUT:
        return _("A condition is not met: %(condition)s.") % {"condition": _title(about, words)}
    is_fact = why is Why.CONDITION_OPEN
    missing = (words.fact(about, "label") or about) if is_fact else _title(about, words)
    return _("An answer is missing: %(condition)s.") % {"condition": missing}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSaid:
    """A deadline in words: what is to be done, by whom, and by which day.

    ``last`` is empty where every reading ends on ``day``; both are empty where no number is known.
    ``by_itself`` says what happens when it lapses.
    """

    id: str
    text: str
    who: str
    day: str
    last: str
    days_left: int | None
    has_lapsed: bool
    by_itself: str
    provision: str


def role_text(role: str, words: InstrumentWords, *, at_desk: bool) -> str:
    """Who acts. The applicant is “you” to themselves, and “the person” at the desk."""
    return _("The person") if at_desk and role == APPLICANT else words.party(role)


def form_title(case: Case, name: str, words: InstrumentWords) -> str:
    """The title of a form in the reader's language; in its own where it is in fixed ones."""
    form = form_of(library(), case.instrument, name)
    titles = [
        library().words(case.instrument, one).text("forms", name, "title")
        for one in form.languages_for(words.language)
    ]
    return titles[0] if form.is_of_the_reader else " / ".join(titles)


def deadline_said(
    deadline: Deadline, brief: Brief, words: InstrumentWords, *, at_desk: bool = False
) -> DeadlineSaid:
    """One deadline of a case."""
    limit, case = deadline.limit, brief.case
    safe = deadline.safe_day or deadline.day
    differs = deadline.day is not None and deadline.day != safe
    return DeadlineSaid(
        id=limit.id,
        text=limit_text(case, limit.id, words),
        who=role_text(limit.by, words, at_desk=at_desk),
        day=_day(safe),
        last=_day(deadline.day) if differs else "",
        days_left=(safe - brief.today).days if safe else None,
        has_lapsed=deadline.has_lapsed(brief.at),
        by_itself=move_text(case, limit.then, words) if limit.then else "",
        provision=limit.ends_with or "",
    )


def fault_text(code: str) -> str:
    """Why an officer did not accept a document."""
    return {
        "unreadable": _("It cannot be read."),
        "incomplete": _("A part of it is missing."),
        "expired": _("It is no longer valid."),
        "another_person": _("It belongs to somebody else."),
        "another_document": _("It is another document than the one needed."),
        "altered": _("Something in it was changed."),
    }[code]


def faults() -> tuple[tuple[str, str], ...]:
    """Every such reason, as choices."""
    return tuple((code, fault_text(code)) for code in EVIDENCE_FAULTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSaid:
    """A message in words; ``is_erased`` when its person was erased and nobody can read it any more."""

    id: int
    text: str
    to_person: bool
    by_machine: bool
    written_at: datetime
    is_read: bool
    files: tuple[str, ...]
    is_erased: bool = False


def message_said(message: Message, case: Case, words: InstrumentWords) -> MessageSaid:
    """One message: what somebody wrote, or the words of its template."""
    is_erased = False
    try:
        values = opened_text(case, "message", bytes(message.body))
        text = _templated(message.template, values, case, words) or str(values.get("text", ""))
    except ErasedError:
        text, is_erased = "", True
    return MessageSaid(
        id=message.pk,
        text=text,
        to_person=message.to_person,
        by_machine=bool(message.template),
        written_at=message.written_at,
        is_read=message.read_at is not None,
        files=tuple(map(str, message.files)),
        is_erased=is_erased,
    )


def _templated(
    template: str, values: Mapping[str, Any], case: Case, words: InstrumentWords
) -> str | None:
    match template:
        case "opened":
            return _("Your case %(number)s is open. Keep this number.") % {
                "number": values["number"]
            }
        case "moved":
            return _("%(move)s. Your case is now: %(state)s.") % {
                "move": move_text(case, values["move"], words),
                "state": state_text(case, values["state"], words),
            }
        case "reminder":
            return _("Do not forget: %(what)s, by %(day)s.") % {
                "what": limit_text(case, values["limit"], words),
                "day": _day(date.fromisoformat(values["day"])),
            }
        case "evidence_refused":
            return _(
                "We cannot use this document: %(document)s. %(why)s Please send another one."
            ) % {
                "document": need_text(values["kind"], words),
                "why": fault_text(values["why"]),
            }
        case "law_changed":
            return _(
                "The rules have changed, and your dates were counted anew. Please look at them."
            )
        case "transferred":
            return _("Another post of your country now keeps your case.")
    return None


def _title(provision: str, words: InstrumentWords) -> str:
    return words.text("provisions", provision, "title")


def _day(day: date | None) -> str:
    return long_date(day, _language()) if day else ""


def _language() -> str:
    return get_language() or "en"
