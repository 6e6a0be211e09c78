"""What can go wrong with names, births and machine-readable zones.

IdentityError                  something about who a person is cannot be used
├── NameTextError              a name as it is written
│   ├── EmptyNameError         nothing is left of it
│   ├── LongNameError          it has more characters than any name
│   ├── NameCharacterError     a character that belongs to no name, or turns the reading order
│   ├── NameMarksError         marks stacked on one letter, or on none
│   └── MixedScriptsError      letters of two scripts in one word
├── BirthError                 a date of birth
│   ├── BirthFormError         not written as a year or a day
│   ├── ImpossibleBirthError   no such day
│   └── UnlikelyBirthError     in the future, too long ago, or counted in another calendar
├── LetterError                a letter that no table of transliteration has
└── ZoneError                  a machine-readable zone
    ├── ZoneShapeError         not the lines of any travel document
    ├── MissingLineError       a line is missing; carries what the other says
    └── ZoneValueError         a value that cannot be written into a zone
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import ClassVar, Final

from sapar.core.kernel import SaparError


class IdentityError(SaparError):
    """Something about who a person is cannot be used."""

    code = "identity"


class NameTextError(IdentityError):
    """A name cannot be used as it is written."""

    code = "name"


class EmptyNameError(NameTextError):
    """Nothing is left of a name once spaces are taken away."""

    code = "name_empty"

    def __init__(self) -> None:
        super().__init__("The name is empty.", mend="Write the name as it stands in the passport.")


class LongNameError(NameTextError):
    """A name has more characters than any name."""

    code = "name_too_long"

    def __init__(self, *, length: int, longest: int) -> None:
        super().__init__(
            f"The name has {length} characters; at most {longest} fit.",
            mend="Write the name only.",
            params={"length": str(length), "longest": str(longest)},
        )
        self.length = length
        self.longest = longest


class NameCharacterError(NameTextError):
    """A character belongs to no name, such as a digit or a sign that turns the reading order."""

    code = "name_character"

    def __init__(self, *, character: str, position: int) -> None:
        code_point = f"U+{ord(character):04X}"
        kind = unicodedata.category(character)[0]
        super().__init__(
            f"Character {position} of the name ({code_point}) is not part of any name.",
            mend="Type the name anew, in letters.",
            params={
                "code_point": code_point,
                "position": str(position),
                "which": _STRANGERS.get(kind, "sign"),
            },
        )
        self.code_point = code_point
        self.position = position


_STRANGERS: Final = {"N": "digit", "C": "invisible", "Z": "invisible"}
"""What somebody sees of a character that belongs to no name, by the first letter of its category."""


class NameMarksError(NameTextError):
    """Marks are stacked on one letter, or stand on none."""

    code = "name_marks"

    def __init__(self, *, position: int, most: int) -> None:
        super().__init__(
            f"At character {position} the name has marks on no letter, or more than {most} on one.",
            mend="Type the name anew.",
            params={"position": str(position), "most": str(most)},
        )
        self.position = position
        self.most = most


class MixedScriptsError(NameTextError):
    """One word has letters of two scripts, which often look alike."""

    code = "name_scripts_mixed"

    def __init__(self, *, word: str, scripts: tuple[str, str]) -> None:
        super().__init__(
            f"“{word}” mixes letters of two scripts ({scripts[0]} and {scripts[1]}).",
            mend="Type the word with one keyboard.",
            params={"word": word, "script": scripts[0], "other_script": scripts[1]},
        )
        self.word = word
        self.scripts = scripts


class BirthError(IdentityError):
    """A date of birth cannot be used."""

    code = "birth"


class BirthFormError(BirthError):
    """A date of birth is not written as a year or as year-month-day."""

    code = "birth_form"

    def __init__(self, *, text: str) -> None:
        short = text[:40]
        super().__init__(
            f"“{short}” is not a date of birth as we read it.",
            mend="Write it as 1990-04-23, or the year alone: 1990.",
            params={"text": short},
        )
        self.text = short


class ImpossibleBirthError(BirthError):
    """There is no such day."""

    code = "birth_impossible"

    def __init__(self, *, year: int, month: int, day: int) -> None:
        super().__init__(
            f"There is no day {day} of month {month} in {year}.",
            mend="Check the date in the passport.",
            params={"year": str(year), "month": str(month), "day": str(day)},
        )


class UnlikelyBirthError(BirthError):
    """A birth in the future or too long ago; perhaps the year of another calendar."""

    code = "birth_unlikely"

    def __init__(self, *, year: int, earliest: int, latest: int) -> None:
        super().__init__(
            f"Nobody alive on the day of this entry was born in {year}.",
            mend="Write the year of the Gregorian calendar, as passports do "
            f"({earliest} to {latest}).",
            params={"year": str(year), "earliest": str(earliest), "latest": str(latest)},
        )
        self.year = year


class LetterError(IdentityError):
    """No table of transliteration has this letter."""

    code = "letter_unknown"

    def __init__(self, *, letter: str, position: int) -> None:
        code_point = f"U+{ord(letter):04X}"
        super().__init__(
            f"The letter {code_point} at character {position} is in no table of transliteration.",
            mend="Give the name in Latin letters as it stands in the document.",
            params={"code_point": code_point, "position": str(position)},
        )
        self.code_point = code_point
        self.position = position


class ZoneError(IdentityError):
    """A machine-readable zone cannot be read or written."""

    code = "zone"


class ZoneShapeError(ZoneError):
    """The text is not the lines of any travel document; carries how long its lines are."""

    code = "zone_shape"

    def __init__(self, *, lengths: tuple[int, ...]) -> None:
        listed = ", ".join(str(length) for length in lengths) or "none"
        super().__init__(
            f"This is no machine-readable zone: lines of {listed} characters.",
            mend="A zone has 2 lines of 44 or 36 characters, or 3 lines of 30. "
            "Type them as they stand at the foot of the page, with every <.",
            params={"lengths": listed},
        )
        self.lengths = lengths


class MissingLineError(ZoneError):
    """A line of the zone is missing; ``readable`` holds the raw fields of the one that is there."""

    code = "zone_line_missing"

    def __init__(self, *, line: int, readable: Mapping[str, str]) -> None:
        super().__init__(
            f"Line {line} of the machine-readable zone is missing.",
            mend="Type all lines at the foot of the page.",
            params={"line": str(line)},
        )
        self.line = line
        self.readable = readable


class ZoneValueError(ZoneError):
    """A value cannot be written into its field of a zone."""

    code = "zone_value"
    sentences_by_which: ClassVar[Mapping[str, str]] = {
        "format": "Choose another format.",
        "empty": "Write it.",
        "too_long": "Write it shorter.",
        "no_place": "Leave it out.",
        "visa": "Begin the code with V for visas, and for them alone.",
        "code": "Write it as a code in capital letters.",
        "signs": "Write it with the letters A to Z and the digits 0 to 9.",
        "sex": "Write F, M or X.",
        "letters": "Write it with letters.",
    }

    def __init__(self, which: str, *, field: str, why: str) -> None:
        super().__init__(
            f"The field {field} cannot be written: {why}.",
            mend=self.sentences_by_which[which],
            params={"field": field, "which": which},
        )
        self.field = field
