"""From what somebody typed or a camera read to the lines of one format: case, spaces, fillers."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sapar.core.identity.errors import MissingLineError, ZoneShapeError
from sapar.core.identity.zone_formats import FILLER, FORMATS, TD1, Format

_LONGEST: Final = 600
"""Characters. The longest zone has 90; a camera adds spaces, a person nothing more."""
_WIDTHS: Final = (44, 36, 30)
_MOST_ASTRAY: Final = 5
"""How many fillers too few or too many a line may have before it is no line of that format."""
_RUN: Final = re.compile(f"{FILLER}+")
_LIKE_FILLER: Final = str.maketrans(dict.fromkeys("«‹＜〈≤⟨", FILLER))
_ALLOWED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")


def lines_in(text: str) -> tuple[Format, tuple[str, ...], tuple[int, ...]]:
    """The format, its lines at full width, and which lines (from 0) had their fillers mended.

    Raises ZoneShapeError and MissingLineError.
    """
    if len(text) > _LONGEST:
        raise ZoneShapeError(lengths=(len(text),))
    read = _split([_clean(line) for line in text.splitlines() if line.strip()])
    chosen = _format_of(read)
    if chosen is None:
        raise _why_not(read)
    lines = tuple(_at_width(line, at, chosen) for at, line in enumerate(read))
    mended = tuple(at for at, line in enumerate(read) if line != lines[at])
    return chosen, lines, mended


def _clean(line: str) -> str:
    """Capitals without spaces; spaces that stand for fillers become fillers."""
    line = unicodedata.normalize("NFKC", line.translate(_LIKE_FILLER)).upper().strip()
    if " " in line:
        filled = line.replace(" ", FILLER)
        bare = line.replace(" ", "")
        stands = FILLER not in line or (len(filled) in _WIDTHS and len(bare) not in _WIDTHS)
        line = filled if stands else bare
    return "".join(sign for sign in line if not sign.isspace())


def _split(lines: list[str]) -> list[str]:
    """One run of 90, 88 or 72 characters is a zone whose line breaks were lost."""
    if len(lines) == 1 and len(lines[0]) in (72, 88, 90):
        run = lines[0]
        width = 30 if len(run) == 90 else len(run) // 2
        return [run[at : at + width] for at in range(0, len(run), width)]
    return lines


def _format_of(lines: list[str]) -> Format | None:
    """The format with as many lines whose width is nearest to theirs.

    The line of the names says little of the width: its last fillers are what people leave out.
    """
    if not lines or not all(_ALLOWED.issuperset(line) for line in lines):
        return None
    possible = [
        one
        for one in FORMATS.values()
        if one.lines == len(lines)
        and one.name.startswith("MRV") == (lines[0][:1] == "V" and one.lines == 2)
    ]
    nearest = min(possible, key=lambda one: _astray(lines, one), default=None)
    if nearest is None or any(not _can_be(line, at, nearest) for at, line in enumerate(lines)):
        return None
    return nearest


def _astray(lines: list[str], one: Format) -> tuple[int, int]:
    names = one.fields["names"].line
    away = [abs(len(line) - one.width) for line in lines]
    return sum(away) - away[names], away[names]


def _can_be(line: str, at: int, one: Format) -> bool:
    """Whether the line has the width, or misses only fillers or has a few too many."""
    if len(line) == one.width:
        return True
    if at == one.fields["names"].line:
        return len(line.rstrip(FILLER)) <= one.width and len(line) >= 6
    spare = len(line) - one.width
    has_run = FILLER * max(1, spare) in line if spare > 0 else FILLER in line
    return abs(spare) <= _MOST_ASTRAY and has_run


def _at_width(line: str, at: int, one: Format) -> str:
    """Fillers are put into, or taken out of, a run of fillers: never any other character."""
    if len(line) == one.width:
        return line
    if at == one.fields["names"].line:
        return line.rstrip(FILLER).ljust(one.width, FILLER)
    run = max(_RUN.finditer(line), key=lambda found: len(found[0]))
    wanted = len(run[0]) + one.width - len(line)
    return line[: run.start()] + FILLER * wanted + line[run.end() :]


def _why_not(lines: list[str]) -> ZoneShapeError | MissingLineError:
    """A missing line is told apart from what is no zone at all."""
    lengths = tuple(len(line) for line in lines)
    if not lines or not all(_ALLOWED.issuperset(line) for line in lines):
        return ZoneShapeError(lengths=lengths)
    if len(lines) == 1 and lengths[0] in (44, 36):
        return _missing(lines[0])
    if len(lines) in (1, 2) and set(lengths) == {30}:
        return MissingLineError(line=len(lines) + 1, readable=_raw(TD1, dict(enumerate(lines))))
    return ZoneShapeError(lengths=lengths)


def _missing(line: str) -> MissingLineError:
    """One line of two: the first begins with letters and has the names, the second has digits."""
    is_first = not any(sign.isdigit() for sign in line[:5]) and FILLER * 2 in line[5:]
    visa = is_first and line[0] == "V"
    one = next(
        one
        for one in FORMATS.values()
        if one.lines == 2 and one.width == len(line) and one.name.startswith("MRV") == visa
    )
    there = 0 if is_first else 1
    return MissingLineError(line=2 - there, readable=_raw(one, {there: line}))


def _raw(one: Format, lines: dict[int, str]) -> dict[str, str]:
    return {
        name: lines[span.line][span.start : span.end].rstrip(FILLER)
        for name, span in one.fields.items()
        if span.line in lines
    }
