"""Who somebody is, as documents say it: names in any script, births, machine-readable zones."""

from sapar.core.identity.birth import Born, Precision, check_born, read_born
from sapar.core.identity.errors import (
    BirthError,
    BirthFormError,
    EmptyNameError,
    IdentityError,
    ImpossibleBirthError,
    LetterError,
    LongNameError,
    MissingLineError,
    MixedScriptsError,
    NameCharacterError,
    NameMarksError,
    NameTextError,
    UnlikelyBirthError,
    ZoneError,
    ZoneShapeError,
    ZoneValueError,
)
from sapar.core.identity.names import LONGEST_NAME, clean_name, search_form
from sapar.core.identity.read_zone import read_zone
from sapar.core.identity.scripts import script_of
from sapar.core.identity.transliterate import Letter, Transliterated, letter_of, transliterate
from sapar.core.identity.write_zone import ZoneValues, write_zone
from sapar.core.identity.zone import Correction, Zone
from sapar.core.identity.zone_formats import check_digit

__all__ = [
    "LONGEST_NAME",
    "BirthError",
    "BirthFormError",
    "Born",
    "Correction",
    "EmptyNameError",
    "IdentityError",
    "ImpossibleBirthError",
    "Letter",
    "LetterError",
    "LongNameError",
    "MissingLineError",
    "MixedScriptsError",
    "NameCharacterError",
    "NameMarksError",
    "NameTextError",
    "Precision",
    "Transliterated",
    "UnlikelyBirthError",
    "Zone",
    "ZoneError",
    "ZoneShapeError",
    "ZoneValueError",
    "ZoneValues",
    "check_born",
    "check_digit",
    "clean_name",
    "letter_of",
    "read_born",
    "read_zone",
    "script_of",
    "search_form",
    "transliterate",
    "write_zone",
]
