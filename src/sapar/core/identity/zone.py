"""What a machine-readable zone says, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A character that was read as another one, because only that can stand there.

    ``line`` and ``column`` are counted from 1.
    """

    line: int
    column: int
    read: str
    taken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The fields of a zone, its clean lines, and what is wrong with them.

    ``issuer`` and ``nationality`` are the zone's codes of up to three letters. ``born`` is None
    when the zone leaves the day open (then ``born_year`` may be known) or when it is no date.
    ``sex`` is F, M or X. ``failed`` names the fields whose check digit does not fit, ``unusable``
    those that do not hold what they should. ``number_may_be`` are numbers one look-alike (0 for O,
    8 for B, …) away that would fit the check digit: something to ask, not to take.
    ``lines_mended`` are lines, counted from 1, whose length was put right by fillers.
    ``names_may_be_cut`` says that the names fill their field to the brim.
    """

    format: str
    lines: tuple[str, ...]
    document_code: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    born: date | None
    born_year: int | None
    sex: str
    expires: date | None
    optional: str
    optional_2: str = ""
    number_may_be: tuple[str, ...] = ()
    names_may_be_cut: bool = False
    failed: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    lines_mended: tuple[int, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether every check digit fits and every field holds what it should."""
        return not self.failed and not self.unusable
