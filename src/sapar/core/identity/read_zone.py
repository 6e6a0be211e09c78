"""Read a machine-readable zone as people and cameras give it: mended where only one reading is possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sapar.core.identity.zone import Correction, Zone
from sapar.core.identity.zone_formats import FILLER, Format, Kind, check_digit
from sapar.core.identity.zone_shape import lines_in

_TO_DIGIT: Final = dict(zip("OQDILZSGB", "000112568", strict=True))
_TO_LETTER: Final = dict(zip("015826", "OISBZG", strict=True))
_LOOK_ALIKE: Final = {**_TO_LETTER, **{letter: digit for digit, letter in _TO_LETTER.items()}}
_SEXES: Final = {"F": "F", "M": "M", FILLER: "X", "X": "X"}


def read_zone(text: str, *, on: date) -> Zone:
    """Read TD1, TD2, TD3, MRV-A or MRV-B; two-digit years are resolved as seen on the day ``on``.

    1 lines: capitals, spaces away, fillers put back.  2 positions that hold letters or digits only:
    O for 0 and the like are mended.  3 check digits: which do not fit is in ``failed``; nothing is
    refused for that. In the document number anything may stand, so nothing is mended there:
    ``number_may_be`` offers what one exchange of look-alikes would make fit.

    Raises ZoneShapeError and MissingLineError, and nothing else whatever the text.

    >>> zone = read_zone('''
    ... P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
    ... L898902C36UTO7408122F1204159ZE184226B<<<<<10''', on=date(2012, 1, 1))
    >>> zone.surname, zone.given_names, zone.number, zone.born.isoformat(), zone.is_sound
    ('ERIKSSON', 'ANNA MARIA', 'L898902C3', '1974-08-12', True)

    A person who types O for 0, in small letters, without the last fillers:

    >>> zone = read_zone('''p<utoeriksson<<anna<maria
    ... L898902C36UTO74O8122F1204159ZE184226B<<<<<10''', on=date(2012, 1, 1))
    >>> zone.is_sound, [(one.line, one.column, one.read, one.taken) for one in zone.corrections]
    (True, [(2, 16, 'O', '0')])
    """
    chosen, lines, mended = lines_in(text)
    reading = _Reading(chosen, [list(line) for line in lines], [])
    reading.mend_by_kind()
    return _zone_of(reading, mended, on)


@dataclass(frozen=True, slots=True)
class _Reading:
    format: Format
    grid: list[list[str]]
    corrections: list[Correction]

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple("".join(line) for line in self.grid)

    def take(self, line: int, column: int, sign: str) -> None:
        was = self.grid[line][column]
        self.grid[line][column] = sign
        self.corrections.append(Correction(line=line + 1, column=column + 1, read=was, taken=sign))

    def mend_by_kind(self) -> None:
        for span in (*self.format.fields.values(), *self.format.checks.values()):
            table = {Kind.DIGITS: _TO_DIGIT, Kind.LETTERS: _TO_LETTER}.get(span.kind, {})
            for column in range(span.start, span.end):
                if (mended := table.get(self.grid[span.line][column])) is not None:
                    self.take(span.line, column, mended)


def _zone_of(reading: _Reading, mended: tuple[int, ...], on: date) -> Zone:
    lines = reading.lines
    fields = {name: span.of(lines) for name, span in reading.format.fields.items()}
    number, number_fits, optional = _number(reading.format, fields, lines)
    born, born_year = _born(fields["born"], on)
    expires = _expires(fields["expires"], on)
    surname, _, given = fields["names"].rstrip(FILLER).partition(FILLER * 2)
    failed = [name for name in _failed(reading.format, lines) if name != "number"]
    return Zone(
        format=reading.format.name,
        lines=lines,
        document_code=fields["document_code"].rstrip(FILLER),
        issuer=fields["issuer"].rstrip(FILLER),
        surname=_words(surname),
        given_names=_words(given),
        number=number,
        number_may_be=() if number_fits else tuple(_look_alikes(reading.format, fields, lines)),
        nationality=fields["nationality"].rstrip(FILLER),
        born=born,
        born_year=born_year,
        sex=_SEXES.get(fields["sex"], ""),
        expires=expires,
        optional=optional,
        optional_2=fields.get("optional_2", "").rstrip(FILLER),
        names_may_be_cut=not fields["names"].endswith(FILLER),
        failed=tuple([*failed] if number_fits else ["number", *failed]),
        unusable=tuple(_unusable(reading.format, fields, born_year, expires)),
        corrections=tuple(reading.corrections),
        lines_mended=tuple(at + 1 for at in mended),
    )


def _words(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _number(
    one: Format, fields: Mapping[str, str], lines: tuple[str, ...]
) -> tuple[str, bool, str]:
    """The whole number, whether its check digit fits, and what is left of the optional field.

    In TD1 and TD2 a longer number goes on in the optional field up to the first filler; a filler
    stands in the place of the check digit, which is the last character before that filler.
    """
    first, told = fields["number"], one.checks["number"].of(lines)
    optional = fields["optional"]
    if told == FILLER and one.long_number_in and not first.endswith(FILLER):
        rest, _, left = optional.partition(FILLER)
        if rest:
            whole = first + rest[:-1]
            return whole, check_digit(whole) == rest[-1], left.rstrip(FILLER)
    fits = check_digit(first) == told or (told == FILLER and not first.strip(FILLER))
    return first.rstrip(FILLER), fits, optional.rstrip(FILLER)


def _look_alikes(one: Format, fields: Mapping[str, str], lines: tuple[str, ...]) -> Iterator[str]:
    """The numbers that differ by one look-alike and fit the check digit. One in ten fits by chance."""
    number, told = fields["number"], one.checks["number"].of(lines)
    for at, sign in enumerate(number):
        if (other := _LOOK_ALIKE.get(sign)) is not None:
            changed = number[:at] + other + number[at + 1 :]
            if check_digit(changed) == told:
                yield changed.rstrip(FILLER)


def _failed(one: Format, lines: tuple[str, ...]) -> Iterator[str]:
    """The names of the check digits that do not fit. An empty field may have a filler for its digit."""
    for name, check in one.checks.items():
        over = (
            "".join(span.of(lines) for span in one.composite)
            if name == "composite"
            else one.fields[name].of(lines)
        )
        told = check.of(lines)
        is_open = told == FILLER and not over.strip(FILLER)
        if check_digit(over) != told and not is_open:
            yield name


def _born(text: str, on: date) -> tuple[date | None, int | None]:
    """The last century in which that day is not after ``on``; a part that is not known is filled up."""
    year = _two_digits(text[:2])
    if year is None:
        return None, None
    full = on.year - (on.year - year) % 100
    if text[2:] == FILLER * 4 or text[4:] == FILLER * 2:
        return None, full
    day = _day(full, text[2:])
    if day is not None and day > on:
        full -= 100
        day = _day(full, text[2:])
    return day, full if day else None


def _expires(text: str, on: date) -> date | None:
    """The century that brings the day nearest to ``on``: documents last ten years, some twenty."""
    year = _two_digits(text[:2])
    if year is None:
        return None
    nearest = on.year - 50 + (year - (on.year - 50)) % 100
    return _day(nearest, text[2:])


def _two_digits(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _day(year: int, month_and_day: str) -> date | None:
    month, day = _two_digits(month_and_day[:2]), _two_digits(month_and_day[2:])
    if month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unusable(
    one: Format, fields: Mapping[str, str], born_year: int | None, expires: date | None
) -> Iterator[str]:
    """The fields that do not hold what they should, by name."""
    for name, span in one.fields.items():
        if span.kind is Kind.LETTERS and any(sign.isdigit() for sign in fields[name]):
            yield name
    if fields["document_code"][0] == FILLER:
        yield "document_code"
    if not fields["names"].strip(FILLER):
        yield "names"
    if born_year is None and fields["born"] != FILLER * 6:
        yield "born"
    if expires is None and fields["expires"] != FILLER * 6:
        yield "expires"
    if fields["sex"] not in _SEXES and not fields["sex"].isdigit():
        yield "sex"
