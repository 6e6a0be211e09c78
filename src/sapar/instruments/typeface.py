"""The typeface of papers: which letters it can print, and what becomes of those it cannot.

A letter that is not in the fonts would vanish from a paper, or stop it. So it is replaced by a mark
that everybody sees, and the paper says what the mark means.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "fonts"
FAMILY: Final = "Sapar Letter"
MARK: Final = "□"
"""Stands for one letter that the fonts do not have."""

_SPANS: Final = (
    (0x20, 0x7E),  # Latin
    (0xA0, 0xAC),
    (0xAE, 0x148),  # … with all accents; the soft hyphen is no letter
    (0x14A, 0x1C3),
    (0x1C5, 0x24F),
    (0x2BB, 0x2BC),  # ʻ ʼ
    (0x300, 0x304),  # accents that stand alone where no letter has them built in
    (0x306, 0x30C),
    (0x323, 0x328),
    (0x386, 0x38A),  # Greek
    (0x38E, 0x3A1),
    (0x3A3, 0x3CE),
    (0x400, 0x49D),  # Cyrillic with the letters of Kazakh and its neighbours
    (0x4A0, 0x4FF),
    (0x1E00, 0x1EF9),  # Latin of Viet Nam
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x202F, 0x202F),
    (0x2030, 0x2030),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x20A9, 0x20A9),  # won
    (0x20AC, 0x20AC),
    (0x20B8, 0x20B8),  # tenge
    (0x20BD, 0x20BD),
    (0x2116, 0x2116),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2260, 0x2260),
    (0x2264, 0x2265),
    (0x25A1, 0x25A1),
    (0x2713, 0x2713),
    (0x2717, 0x2717),
    (0x3000, 0x3002),
    (0x3008, 0x3011),
    (0x3131, 0x3163),  # Hangul
    (0xAC00, 0xD7A3),
)


def letters() -> Iterator[int]:
    """The number of every letter that the fonts have."""
    for first, last in _SPANS:
        yield from range(first, last + 1)


_LETTERS: Final = frozenset(letters())


def printable(text: str) -> str:
    """The text as it can be printed: one line, composed, with a mark for each letter we lack.

    >>> printable("Нұрлан\\tİpek Đặng 이승")
    'Нұрлан İpek Đặng 이승'
    >>> printable("ნინო")
    '□□□□'
    """
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(one if ord(one) in _LETTERS else MARK for one in composed)


def has_marks(texts: Iterable[str]) -> bool:
    """Whether any of these printable texts stands with a mark in place of a letter."""
    return any(MARK in text for text in texts)
