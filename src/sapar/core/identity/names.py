"""A name as it is written: made clean without changing it, and its form for searching."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sapar.core.identity.errors import (
    EmptyNameError,
    LongNameError,
    MixedScriptsError,
    NameCharacterError,
    NameMarksError,
)
from sapar.core.identity.scripts import script_of_letter

LONGEST_NAME: Final = 200
"""Characters of one part of a name. The longest in passports are about 60."""

_MOST_MARKS: Final = 4
# Nobody sees these and a paste from a phone brings them along: they go without a word.
_INVISIBLE: Final = {ord(sign): None for sign in "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"}
# Persian and Indian names join and part letters with these.
_JOINERS: Final = frozenset("\u200c\u200d")
_SIGNS: Final = frozenset("-'.,·’ʼ‘`´‐‑–ʹʺ·・＝ ")
_WORDS: Final = re.compile(r"[^\s·・＝]+")


def clean_name(text: str) -> str:
    """The name in Unicode's composed form (NFC), with single spaces; nothing else is changed.

    Raises EmptyNameError, LongNameError, NameCharacterError, NameMarksError, MixedScriptsError.

    >>> clean_name("  Аида   Серікова ")
    'Аида Серікова'
    >>> clean_name("Jose\\u0301")
    'José'
    >>> clean_name("\\u202eНурлан")
    Traceback (most recent call last):
    sapar.core.identity.errors.NameCharacterError: Character 1 of the name (U+202E) is not part of any name. ...
    """
    # Before anything is computed of it: composing can make a text three times as long at most.
    if len(text) > 4 * LONGEST_NAME:
        raise LongNameError(length=len(text), longest=LONGEST_NAME)
    seen = " ".join(text.translate(_INVISIBLE).split())
    name = unicodedata.normalize("NFC", seen)
    if not name:
        raise EmptyNameError
    if len(name) > LONGEST_NAME:
        raise LongNameError(length=len(name), longest=LONGEST_NAME)
    _refuse_strangers(name)
    for word in _WORDS.findall(name):
        _refuse_two_scripts(word)
    return name


def search_form(text: str) -> str:
    """Small letters without marks, parted by single spaces: what a prefix is compared with.

    >>> search_form("Серікова  Әйгерім"), search_form("Müller-Ōe"), search_form("O’Neil")
    ('серікова әигерім', 'muller oe', 'oneil')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(_folded(sign) for sign in plain)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _folded(sign: str) -> str:
    category = unicodedata.category(sign)
    if category[0] in "LN":
        return sign
    # An apostrophe stands inside a word; a mark sits on a letter; all else parts words.
    return "" if category[0] == "M" or sign in "'’ʼ‘`´ʹʺ" else " "


def _refuse_strangers(name: str) -> None:
    """Every sign is a letter, a mark on a letter, or one of the few that names are written with."""
    marks = 0
    has_letter = False
    for position, sign in enumerate(name, start=1):
        kind = unicodedata.category(sign)
        if kind[0] == "M":
            marks += 1
            if position == 1 or name[position - 2] in _SIGNS or marks > _MOST_MARKS:
                raise NameMarksError(position=position, most=_MOST_MARKS)
            continue
        marks = 0
        if kind[0] == "L":
            has_letter = True
        elif sign not in _SIGNS and sign not in _JOINERS:
            raise NameCharacterError(character=sign, position=position)
    if not has_letter:
        raise EmptyNameError


def _refuse_two_scripts(word: str) -> None:
    scripts = [script for letter in word if (script := script_of_letter(letter)) is not None]
    for script in scripts:
        if script != scripts[0]:
            raise MixedScriptsError(word=word, scripts=(scripts[0], script))
