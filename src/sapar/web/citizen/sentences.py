"""What went wrong, in the words of the reader: a sentence for each error that a citizen can meet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sapar.core.kernel import SaparError
from sapar.instruments.words import long_date

__all__ = ["sentence_of"]

_DAYS = frozenset({"case_day"})
"""The errors whose gaps are days."""


def sentence_of(error: SaparError) -> str:
    """What is wrong and how to mend it, in the language that is active."""
    text = _SENTENCES.get(error.code)
    if text is None:
        return str(_("This could not be done. Nothing was changed."))
    return str(text) % (_as_days(error.params) if error.code in _DAYS else error.params)


def _as_days(params: Mapping[str, str]) -> dict[str, str]:
    """The gaps of a sentence: days as people read them."""
    language = get_language() or "en"
    return {name: long_date(date.fromisoformat(value), language) for name, value in params.items()}


_SENTENCES = {
    "name_empty": _("Write the name as it stands in your passport."),
    "name_too_long": _(
        "This is longer than any name: %(length)s characters, and at most %(longest)s fit. Write only the name."
    ),
    "name_character": _(
        "The character in place %(position)s belongs to no name. Type the name anew, with letters only."
    ),
    "name_marks": _("There are marks in this name that stand on no letter. Type the name anew."),
    "name_scripts_mixed": _(
        "The word “%(word)s” mixes letters of two alphabets that look alike. Type it with one keyboard."
    ),
    "birth_unlikely": _("Write the year as passports do, between %(earliest)s and %(latest)s."),
    "zone_shape": _(
        "These are not the two lines at the foot of the passport page. "
        "Each has 44 characters. Type them as they stand there, with every < sign."
    ),
    "zone_line_missing": _("One of the lines is missing. Type both lines."),
    "person_document_number": _(
        "The number of the document could not be read. Type both lines again, or leave them out."
    ),
    "case_changed": _(
        "Your plan has changed since you opened this page. Nothing was written. Look at it as it stands now."
    ),
    "case_no_such_move": _(
        "This step cannot be made from where your plan stands now. Perhaps it is already written down."
    ),
    "case_move_not_open": _("This step is not open on that day. The page says why."),
    "case_reason_missing": _("Choose a reason."),
    "case_confirmation_missing": _("Read each point below and tick it, or choose another day."),
    "case_day": _("Write a day from %(first)s to %(last)s."),
    "case_already_done": _("This was already done. Nothing was written twice."),
    "case_message_too_long": _(
        "The message has %(length)s characters. Write at most %(most)s, or send two messages."
    ),
    "case_message_empty": _("Write something, or choose a file."),
    "file_too_large": _(
        "The file is larger than %(megabytes)s MB. Take the picture at a lower quality, or send the pages one by one."
    ),
    "file_empty": _("The file is empty. Choose it again."),
    "file_type": _(
        "We cannot take a file of this type, whatever its name. Send a photo (JPEG, PNG, WebP) or a PDF."
    ),
    "file_broken": _("The file is damaged and cannot be read to its end. Send a new copy."),
    "file_too_many_pixels": _(
        "The picture has more than %(millions)s million pixels. Take it at a lower resolution."
    ),
    "file_moving_picture": _("There is more than one picture in the file. Send a single picture."),
    "file_locked": _("The PDF is protected by a password. Save it without one, or send a photo."),
    "file_too_many_pages": _(
        "The PDF has %(pages)s pages, and we take at most %(most)s. Send the pages that matter."
    ),
    "file_active": _(
        "There is a program or another file inside the PDF. Print it to a new PDF, or send a photo."
    ),
    "file_photo_proportion": _(
        "The photo is %(width)s × %(height)s pixels. "
        "It must be 3.5 wide to 4.5 high: at that width, cut it to a height of %(right_height)s."
    ),
    "file_photo_small": _(
        "The photo has only %(width)s × %(height)s pixels, too few to print. "
        "Send one of %(least_width)s × %(least_height)s or more."
    ),
    "file_not_stored": _("The file could not be kept just now. Try again in a few minutes."),
}
