"""A name in the letters A to Z, as the machine-readable zone of a travel document has it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from sapar.core.identity import letters
from sapar.core.identity.errors import LetterError

_APOSTROPHES: Final = frozenset("'’ʼ‘`´ʹʺ")
_PARTING: Final = frozenset(" -‐‑–.,·・\u200c\u200d\u00a0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter in the letters A to Z; ``is_assumed`` where ICAO has no (credible) row for it."""

    value: str
    source: str = letters.ICAO
    is_assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Transliterated:
    """A name in A to Z and single spaces, and the letters for which no row of ICAO was at hand."""

    text: str
    assumed: tuple[str, ...] = ()


def transliterate(text: str, *, language: str | None = None) -> Transliterated:
    """The name in A to Z by ICAO Doc 9303-3; what stands in a document always goes before it.

    ``language`` (ISO 639-1) is that of the name: ICAO has exceptions for be, bg, mk, sr and uk,
    and Kazakh has letters that ICAO lacks. An apostrophe is left out and a hyphen parts words, as
    part 3 asks. Raises LetterError for a letter of a script without a table.

    >>> transliterate("Әйгерім Қожахметқызы", language="kk")
    Transliterated(text='AIGERIM KOZHAKHMETKYZY', assumed=('Ә', 'Қ'))
    >>> transliterate("Щербаков-Юрьев").text
    'SHCHERBAKOV IUREV'
    >>> transliterate("Юрій Згурський", language="uk").text
    'YURII ZHURSKYI'
    >>> transliterate("Þórður Müller").text
    'THORDUR MUELLER'
    """
    written: list[str] = []
    assumed: dict[str, None] = {}
    begins = True
    for position, sign in enumerate(unicodedata.normalize("NFC", text), start=1):
        if sign in _PARTING or sign.isspace():
            written.append(" ")
            begins = True
        elif sign not in _APOSTROPHES:
            letter = letter_of(sign, language=language, begins_word=begins)
            if letter is None:
                raise LetterError(letter=sign, position=position)
            if letter.is_assumed:
                assumed[_capital(sign)] = None
            written.append(letter.value)
            begins = False
    return Transliterated(text=" ".join("".join(written).split()), assumed=tuple(assumed))


def letter_of(
    sign: str, *, language: str | None = None, begins_word: bool = False
) -> Letter | None:
    """What stands for one letter or mark, with its source; None when no table has it.

    >>> letter_of("ң").is_assumed, letter_of("ғ").is_assumed
    (True, False)
    >>> letter_of("김") is None
    True
    """
    capital = _capital(sign)
    if "A" <= capital <= "Z":
        return Letter(value=capital)
    if unicodedata.category(sign) in ("Mn", "Me"):
        return Letter(value="")  # a mark that composes with no letter of its own
    if begins_word and language == "uk" and capital in letters.UKRAINIAN_FIRST:
        return Letter(value=letters.UKRAINIAN_FIRST[capital])
    if (value := letters.EXCEPTIONS.get(language or "", {}).get(capital)) is not None:
        return Letter(value=value)
    return _assumed(capital, language) or _of_the_tables(capital)


def _assumed(capital: str, language: str | None) -> Letter | None:
    if (value := letters.CORRECTED.get(language or "", {}).get(capital)) is not None:
        return Letter(value=value, is_assumed=True)
    added = letters.ADDED_KAZAKH.get(capital) if language == "kk" else None
    added = added or letters.ADDED.get(capital)
    return Letter(value=added[0], source=added[1], is_assumed=True) if added else None


def _of_the_tables(capital: str) -> Letter | None:
    if capital in letters.CYRILLIC:
        return Letter(value=letters.CYRILLIC[capital])
    if capital in letters.LATIN:
        return Letter(value=letters.LATIN[capital][0])
    base = unicodedata.normalize("NFD", capital)[0]
    if base != capital and "A" <= base <= "Z":
        # Vietnamese and others: a Latin letter with a mark that table A does not list.
        return Letter(value=base, source=letters.UNICODE, is_assumed=True)
    return None


def _capital(sign: str) -> str:
    """The capital, where that is one letter: ß and ı have rows or sources of their own."""
    capital = sign.upper()
    return sign if len(capital) != 1 or sign == "ı" else capital
