"""What is said of cases: steps, reasons, confirmations, messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

from sapar.web.frame.error_words.words import Words

_ASK: Final = _("Ask an officer of the post that keeps the case.")
_OPEN: Final = _("Open the case again to see what can be done now.")

CASES: Final[Mapping[str, Words]] = {
    "case_not_allowed.sign_in": Words(
        _("You are not signed in."), _("Sign in, and then repeat it.")
    ),
    "case_not_allowed.open": Words(_("You may not open a case of this kind there."), _ASK),
    "case_not_allowed.move": Words(_("You may not take this step."), _ASK),
    "case_not_allowed.countersign": Words(
        _("You may not countersign this."),
        _("Ask another officer: nobody countersigns what they proposed themselves."),
    ),
    "case_not_allowed.hold": Words(_("You may not stop this case or let it go on."), _ASK),
    "case_not_allowed.tell_facts": Words(_("You may not change the answers of this case."), _ASK),
    "case_not_allowed.give_evidence": Words(
        _("You may not add documents to this case in this way."), _ASK
    ),
    "case_not_allowed.check_evidence": Words(
        _("You may not check the documents of this case."), _ASK
    ),
    "case_not_allowed.write": Words(_("You may not write in this case."), _ASK),
    "case_not_allowed.read_messages": Words(_("These messages are not addressed to you."), _ASK),
    "case_not_allowed.assign": Words(_("You may not give this case to that officer."), _ASK),
    "case_not_allowed.refer": Words(_("You may not send this case to that post."), _ASK),
    "case_not_allowed.answer_referral": Words(
        _("You may not answer for that post."), _("Ask an officer of that post.")
    ),
    "case_not_allowed.adopt_amendment": Words(
        _("You may not put this case under the new rules."), _ASK
    ),
    "case_not_allowed.propose_erasure": Words(
        _("Erasures are proposed by the machine, when the law keeps nothing any longer."), _ASK
    ),
    "case_not_allowed.decide_erasure": Words(
        _("You may not decide on this erasure."), _("Ask a data-protection officer.")
    ),
    "case_not_allowed.relative": Words(_("Nobody opens the case of a relative."), _ASK),
    "case_changed": Words(
        _("The case has changed since you opened it. What you did was not kept."),
        _("Look at what is new, then repeat it if it still fits."),
    ),
    "case_no_such_move": Words(_("This step is not possible where the case stands now."), _OPEN),
    "case_move_not_open": Words(
        _(
            "This step is not open yet, or no longer: a rule or a missing document stands against it."
        ),
        _OPEN,
    ),
    "case_reason_missing": Words(
        _("A reason is missing, or it does not belong to this step."),
        _("Choose one of the reasons in the list."),
        "reason",
    ),
    "case_confirmation_missing": Words(
        _("This step rests on rules that nobody has verified."),
        _("Confirm each of them, and write why."),
        "note",
    ),
    "case_day": Words(
        _("It cannot have been on this day: %(day)s."),
        _("Give a day in this period: %(first)s – %(last)s."),
        "day",
    ),
    "case_no_post": Words(
        _(
            "No post of this state keeps cases here for people in this country: %(state)s, %(country)s."
        ),
        _("Turn to the embassy directly."),
    ),
    "case_message_too_long": Words(
        _("The message has %(length)s characters; at most %(most)s fit."),
        _("Write it shorter, or send two messages."),
        "text",
    ),
    "case_message_empty": Words(
        _("The message is empty."), _("Write something or attach a file."), "text"
    ),
    "case_already_done.open_case": Words(
        _("There is an open case of this kind already."), _("Go on in that case.")
    ),
    "case_already_done.proposal_waits": Words(
        _("Another step already waits for a second officer."),
        _("Wait until it is decided."),
    ),
    "case_already_done.proposal_decided": Words(_("This was decided already."), _OPEN),
    "case_already_done.hold_set": Words(_("The case is stopped for this reason already."), _OPEN),
    "case_already_done.hold_not_set": Words(_("The case is not stopped for this reason."), _OPEN),
    "case_already_done.facts": Words(
        _("Nothing differs from what was told before."), _("Change an answer, or leave it so.")
    ),
    "case_already_done.evidence_accepted": Words(_("This document was accepted already."), _OPEN),
    "case_already_done.evidence_refused": Words(_("This document was refused already."), _OPEN),
    "case_already_done.assigned": Words(_("This officer has the case already."), _OPEN),
    "case_already_done.at_that_post": Words(_("That post has the case already."), _OPEN),
    "case_already_done.referral_answered": Words(_("This was answered already."), _OPEN),
    "case_already_done.open_to_you": Words(_("This case is open to you already."), _OPEN),
    "case_already_done.law": Words(_("The rules have not changed since."), _OPEN),
    "case_already_done.erasure_decided": Words(_("This was decided already."), ""),
    "case_still_kept": Words(
        _("A case of this person is open, or is still to be kept. Nothing was erased."),
        _("Refuse the proposal; it is made again when the time is over."),
    ),
    "case_until": Words(
        _("This is not a later day: %(day)s."),
        _("Say until which later day the data are kept."),
        "until",
    ),
}
