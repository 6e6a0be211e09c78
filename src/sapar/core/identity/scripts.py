"""The script of letters, by the four-letter codes of ISO 15924."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Final

_BY_NAME: Final = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "HANGUL": "Hang",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "THAI": "Thai",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "MYANMAR": "Mymr",
    "TIBETAN": "Tibt",
    "MONGOLIAN": "Mong",
    "ETHIOPIC": "Ethi",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    # Chinese characters and the two syllabaries are written together: one script here.
    "CJK": "Hani",
    "HIRAGANA": "Hani",
    "KATAKANA": "Hani",
    "KATAKANA-HIRAGANA": "Hani",
    "IDEOGRAPHIC": "Hani",
}
OTHER: Final = "Zyyy"
"""No letters, or letters of a script that has no name here."""


def script_of_letter(letter: str) -> str | None:
    """The script of one letter, or None for marks, signs and letters of no known script.

    >>> script_of_letter("Қ"), script_of_letter("김"), script_of_letter("-")
    ('Cyrl', 'Hang', None)
    """
    if not letter.isalpha():
        return None
    name = unicodedata.name(letter, "").removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ")
    return _BY_NAME.get(name.split(" ", 1)[0])


def script_of(text: str) -> str:
    """The script most letters of ``text`` have.

    >>> script_of("Серікова"), script_of("O'Neil"), script_of("…")
    ('Cyrl', 'Latn', 'Zyyy')
    """
    counted = Counter(filter(None, map(script_of_letter, text)))
    return counted.most_common(1)[0][0] if counted else OTHER
