"""Where each field stands in the machine-readable zones of ICAO Doc 9303, parts 4 to 7.

Positions are counted from 0 here, from 1 in the document; ``end`` is the first that is not part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

FILLER: Final = "<"


class Kind(Enum):
    """What a position may hold; it decides how a misreading is mended."""

    LETTERS = "A to Z and <"
    DIGITS = "0 to 9 and <"
    ANY = "A to Z, 0 to 9 and <"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line."""

    line: int
    start: int
    end: int
    kind: Kind

    def of(self, lines: tuple[str, ...]) -> str:
        """What the lines have there."""
        return lines[self.line][self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One of the five zones: its lines, its fields, its check digits and what each is over."""

    name: str
    lines: int
    width: int
    fields: Mapping[str, Span]
    checks: Mapping[str, Span]
    composite: tuple[Span, ...] = ()

    @property
    def long_number_in(self) -> str | None:
        """The field where a document number of more than nine characters goes on."""
        return "optional" if self.name in ("TD1", "TD2") else None


_A, _D, _X = Kind.LETTERS, Kind.DIGITS, Kind.ANY

TD1: Final = Format(
    name="TD1",
    lines=3,
    width=30,
    fields={
        "document_code": Span(0, 0, 2, _A),
        "issuer": Span(0, 2, 5, _A),
        "number": Span(0, 5, 14, _X),
        "optional": Span(0, 15, 30, _X),
        "born": Span(1, 0, 6, _D),
        "sex": Span(1, 7, 8, _A),
        "expires": Span(1, 8, 14, _D),
        "nationality": Span(1, 15, 18, _A),
        "optional_2": Span(1, 18, 29, _X),
        "names": Span(2, 0, 30, _A),
    },
    checks={
        "number": Span(0, 14, 15, _D),
        "born": Span(1, 6, 7, _D),
        "expires": Span(1, 14, 15, _D),
        "composite": Span(1, 29, 30, _D),
    },
    composite=(Span(0, 5, 30, _X), Span(1, 0, 7, _D), Span(1, 8, 15, _D), Span(1, 18, 29, _X)),
)


def _two_lines(name: str, width: int, *, optional: Span, last_checks: Mapping[str, Span]) -> Format:
    """TD2, TD3 and the two visas have the same beginning."""
    composite = (Span(1, 0, 10, _X), Span(1, 13, 20, _D), Span(1, 21, width - 1, _X))
    return Format(
        name=name,
        lines=2,
        width=width,
        fields={
            "document_code": Span(0, 0, 2, _A),
            "issuer": Span(0, 2, 5, _A),
            "names": Span(0, 5, width, _A),
            "number": Span(1, 0, 9, _X),
            "nationality": Span(1, 10, 13, _A),
            "born": Span(1, 13, 19, _D),
            "sex": Span(1, 20, 21, _A),
            "expires": Span(1, 21, 27, _D),
            "optional": optional,
        },
        checks={
            "number": Span(1, 9, 10, _D),
            "born": Span(1, 19, 20, _D),
            "expires": Span(1, 27, 28, _D),
            **last_checks,
        },
        composite=composite if "composite" in last_checks else (),
    )


TD2: Final = _two_lines(
    "TD2", 36, optional=Span(1, 28, 35, _X), last_checks={"composite": Span(1, 35, 36, _D)}
)
TD3: Final = _two_lines(
    "TD3",
    44,
    optional=Span(1, 28, 42, _X),
    last_checks={"optional": Span(1, 42, 43, _D), "composite": Span(1, 43, 44, _D)},
)
MRV_A: Final = _two_lines("MRV-A", 44, optional=Span(1, 28, 44, _X), last_checks={})
MRV_B: Final = _two_lines("MRV-B", 36, optional=Span(1, 28, 36, _X), last_checks={})

FORMATS: Final = {one.name: one for one in (TD1, TD2, TD3, MRV_A, MRV_B)}


def check_digit(text: str) -> str:
    """The check digit of a field: weights 7, 3, 1, letters from A = 10, < as 0, modulo 10.

    Doc 9303-3, section 4.9. ``text`` holds A to Z, 0 to 9 and < only.

    >>> check_digit("L898902C3"), check_digit("740812"), check_digit("<<<<<<")
    ('6', '2', '0')
    """
    total = sum(_value(sign) * (7, 3, 1)[place % 3] for place, sign in enumerate(text))
    return str(total % 10)


def _value(sign: str) -> int:
    return 0 if sign == FILLER else int(sign, 36)
