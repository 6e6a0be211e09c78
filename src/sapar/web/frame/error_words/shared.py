"""What is said when nothing more exact can be: of an unknown error, and of a broken machine."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop as _

from sapar.web.frame.error_words.words import Words

GENERAL: Final = Words(
    _("This could not be done. Nothing was changed."),
    _("Go back, look at it again, and repeat it."),
)

OUR_SIDE: Final = Words(
    _("Something is wrong on our side, and you did nothing wrong. Nothing was changed."),
    _("Try again later. If it happens again, tell the embassy or your administrator."),
)

OURS: Final = frozenset(
    {
        # keys and journal
        "keys_unknown",
        "keys_tampered",
        "keys_master",
        "journal_outside_transaction",
        "journal_word",
        "journal_said",
        "journal_nobody_to_seal_for",
        "journal_closed_day",
        # law, calendars and forms, which their authors get wrong and not who reads them
        "expression",
        "instrument",
        "instrument_unknown",
        "document",
        "procedure_impossible_event",
        "form",
        "form_value",
        "calendar_ambiguous_date",
        "calendar_duration",
        "calendar_unknown",
        "calendar_hours_need_instants",
        "calendar_not_hours",
        "calendar_naive_instant",
        "calendar_data",
    }
)
"""The codes of what only a broken machine or a mistake in the law causes: no person can mend it."""
