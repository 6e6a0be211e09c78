"""What is said of persons: names, births, stays, households, ways to reach them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as _

from sapar.web.frame.error_words.words import Words

_ERASED: Final = Words(
    _("What was known about this person was erased. It can neither be read nor added to.")
)
_ANEW: Final = _("Type the name anew, in letters, as it stands in the passport.")
_PASSPORT: Final = _("Check the date in the passport.")

PEOPLE: Final[Mapping[str, Words]] = {
    "person_unknown": Words(
        _("There is no such person, or they are not for you to see."),
        _("Go back and choose again."),
    ),
    "person_erased": _ERASED,
    "keys_erased": _ERASED,
    "person_already_known": Words(
        _("You are registered already."), _("Change what is known about you instead.")
    ),
    "person_not_allowed": Words(
        _("You may not do this with what is known about this person."),
        _("Ask an officer of the post that keeps the case."),
    ),
    "person_ended": Words(
        _("This was changed in the meantime."), _("Look at it again, and repeat the change.")
    ),
    "person_membership.none": Words(
        _("This person is in no household."), _("There is nothing to leave.")
    ),
    "person_membership.unknown": Words(_("There is no such household."), _("Begin a new one.")),
    "person_membership.elsewhere": Words(
        _("This person is in a household already."), _("Leave that one first.")
    ),
    "person_membership.head": Words(
        _("This household has a head already."), _("Choose another role."), "role"
    ),
    "person_state": Words(
        _("No state has this code: “%(text)s”."), _("Choose the state from the list.")
    ),
    "person_code": Words(
        _("This answer is not known here: “%(text)s”."), _("Choose one of the list.")
    ),
    "person_stay.unlawful": Words(
        _(
            "You gave a day since when there is no right to stay, but did not say that there is none."
        ),
        _("Leave the day out, or say that there is no right to stay."),
    ),
    "person_stay.before_entry": Words(_("This day is before the entry."), _("Check both days.")),
    "person_stay.region": Words(
        _("The name of the region is too long."), _("Write at most 60 characters.")
    ),
    "person_document_number": Words(
        _("This cannot be the number of a document."),
        _("Write the letters and digits as they stand in the document, 40 at most."),
        "number",
    ),
    "person_contact.too_long": Words(_("This is too long."), _("Write it shorter."), "value"),
    "person_contact.letters": Words(
        _("It is empty, or there are invisible signs in it."), _("Type it anew."), "value"
    ),
    "person_contact.email": Words(
        _("This is not an e-mail address."), _("Write it like aida@example.org."), "value"
    ),
    "person_contact.phone": Words(
        _("This is not a telephone number."),
        _("Write it with the code of the country, like +82 10 1234 5678."),
        "value",
    ),
    "name_empty": Words(
        _("The name is empty."), _("Write the name as it stands in the passport."), "family"
    ),
    "name_too_long": Words(
        _("The name has %(length)s characters; at most %(longest)s fit."),
        _("Write the name only."),
        "family",
    ),
    "name_character.digit": Words(
        _("There is a digit in the name, at place %(position)s."), _ANEW, "family"
    ),
    "name_character.invisible": Words(
        _(
            "There is an invisible sign in the name, at place %(position)s. "
            "Such signs can turn the order of reading."
        ),
        _ANEW,
        "family",
    ),
    "name_character.sign": Words(
        _("There is a sign in the name that belongs to no name, at place %(position)s."),
        _ANEW,
        "family",
    ),
    "name_marks": Words(
        _(
            "At place %(position)s of the name there are marks without a letter, "
            "or more than %(most)s on one letter."
        ),
        _ANEW,
        "family",
    ),
    "name_scripts_mixed": Words(
        _(
            "There are letters of two scripts in one word, “%(word)s”: %(script)s, %(other_script)s."
        ),
        _("Type the word with one keyboard."),
        "family",
    ),
    "letter_unknown": Words(
        _("We cannot write the letter at place %(position)s in Latin letters."),
        _("Give the name in Latin letters as it stands in the document."),
        "family",
    ),
    "birth_form": Words(
        _("We cannot read this date of birth: “%(text)s”."),
        _("Write it as 1990-04-23, or the year alone: 1990."),
        "born",
    ),
    "birth_impossible": Words(_("There is no such day in the calendar."), _PASSPORT, "born"),
    "birth_unlikely": Words(
        _("This cannot be the year of birth: %(year)s. Perhaps it is of another calendar."),
        _("Write the year of the Gregorian calendar, as passports do: %(earliest)s to %(latest)s."),
        "born",
    ),
    "calendar_born_later": Words(_("This day is before the birth: %(day)s."), _PASSPORT, "born"),
    "calendar_impossible_date": Words(
        _("A date that was counted is outside the years 1 to 9999."),
        _("Check the dates that you gave."),
    ),
}
