"""What could not be done, as a sentence in the reader's language that says how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from sapar.core.kernel import SaparError
from sapar.web.frame.dates import longdate
from sapar.web.frame.shelf import language

Params = Mapping[str, str]


def mistake(error: SaparError) -> str:
    """The sentence of an error by its code; an unknown one says that nothing was written."""
    say = _SAY.get(error.code)
    return say(error.params) if say else _("This could not be done. Nothing was written.")


def _day(params: Params) -> str:
    return _("It cannot have been on that day. Give a day from %(first)s to %(last)s.") % {
        name: longdate(date.fromisoformat(params[name]), language()) for name in ("first", "last")
    }


_SAY: Mapping[str, Callable[[Params], str]] = {
    "case_changed": lambda _p: _(
        "Somebody was faster: the case has changed since you opened it. Nothing was written. "
        "What you typed is still here; look at what changed, then send it again if it still fits."
    ),
    "case_no_such_move": lambda _p: _(
        "This step does not lead on from where the case stands now. Nothing was written."
    ),
    "case_move_not_open": lambda _p: _(
        "On that day this step was not open. Below it says why. Nothing was written."
    ),
    "case_reason_missing": lambda _p: _("Choose a reason from the list."),
    "case_confirmation_missing": lambda _p: _(
        "This rests on something that nobody has verified. Confirm each point and write why."
    ),
    "case_day": _day,
    "desk_day": lambda _p: _("This is no day. Write it like 2026-02-28."),
    "case_no_post": lambda _p: _("No post of that state in that country keeps cases here."),
    "case_already_done": lambda _p: _("This is already done, or there is nothing left to do."),
    "case_message_empty": lambda _p: _("The message is empty. Write something."),
    "case_message_too_long": lambda p: (
        _("The message has %(length)s characters. Write at most %(most)s, or send two messages.")
        % {"length": p["length"], "most": p["most"]}
    ),
    "account-reason": lambda _p: _(
        "Say more: what happened, and why it cannot wait. At least 30 characters."
    ),
    "account-not-allowed": lambda _p: _("Your roles do not allow this."),
    "person_state": lambda _p: _("Choose a state from the list."),
    "person_code": lambda _p: _("Choose one of the answers offered."),
    "person_document_number": lambda _p: _(
        "This is not the number of a document. Write its letters and digits, 40 at most."
    ),
    "name_empty": lambda _p: _("Write at least a family name or a given name."),
    "name_too_long": lambda _p: _("This name is too long."),
    "name_character": lambda _p: _("There is a sign in this name that belongs in no name."),
    "name_marks": lambda _p: _("There are too many marks on one letter of this name."),
    "name_scripts_mixed": lambda _p: _(
        "This name mixes scripts. Write it in one; the other spelling has fields of its own."
    ),
    "birth_form": lambda _p: _("Write the birth as 1990-04-23, or only the year."),
    "birth_impossible": lambda _p: _("This day does not exist."),
    "birth_unlikely": lambda _p: _("Check the year of birth."),
    "person_not_allowed": lambda _p: _("Only those who work on cases can look for people."),
}
