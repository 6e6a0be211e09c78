"""Write a machine-readable zone with its check digits, by ICAO Doc 9303."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from sapar.core.identity.errors import ZoneValueError
from sapar.core.identity.transliterate import transliterate
from sapar.core.identity.zone_formats import FILLER, FORMATS, Format, Span, check_digit

_CODE: Final = re.compile(r"[A-Z]{1,3}")
_SEX: Final = {"F": "F", "M": "M", "X": FILLER}


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneValues:
    """What goes into a zone. Names in any script that has a table; ``None`` for a day not known."""

    document_code: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    born: date | None
    sex: str
    expires: date | None
    optional: str = ""
    optional_2: str = ""
    language: str | None = None


def write_zone(format_name: str, values: ZoneValues) -> tuple[str, ...]:
    """The lines of a zone TD1, TD2, TD3, MRV-A or MRV-B.

    Names are transliterated and, when too long, cut so that the surname and the first letter of
    the given names remain. Raises ZoneValueError, and LetterError for a name in a script without
    a table.

    >>> anna = ZoneValues(document_code="P", issuer="UTO", surname="Eriksson",
    ...     given_names="Anna Maria", number="L898902C3", nationality="UTO",
    ...     born=date(1974, 8, 12), sex="F", expires=date(2012, 4, 15), optional="ZE184226B")
    >>> for line in write_zone("TD3", anna): print(line)
    P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
    L898902C36UTO7408122F1204159ZE184226B<<<<<10
    """
    one = FORMATS.get(format_name)
    if one is None:
        raise ZoneValueError(
            "format", field="format", why=f"there is no zone called {format_name[:10]}"
        )
    grid = [[FILLER] * one.width for _ in range(one.lines)]
    for name, text in _texts(one, values).items():
        _put(grid, one.fields[name], text, name)
    _put_checks(one, grid, is_long=len(values.number) > 9)
    return tuple("".join(line) for line in grid)


def _texts(one: Format, values: ZoneValues) -> dict[str, str]:
    """Each field as it is written, before fillers."""
    if not re.fullmatch(r"[A-Z][A-Z]?", values.document_code):
        raise ZoneValueError("code", field="document_code", why="it is one or two capital letters")
    if (values.document_code[0] == "V") != one.name.startswith("MRV"):
        raise ZoneValueError(
            "visa", field="document_code", why="V is for visas, and for them alone"
        )
    texts = {
        "document_code": values.document_code,
        "issuer": _code(values.issuer, "issuer"),
        "names": _names(values, one.fields["names"].end - one.fields["names"].start),
        "nationality": _code(values.nationality, "nationality"),
        "born": _six_digits(values.born),
        "sex": _sex(values.sex),
        "expires": _six_digits(values.expires),
        "optional": _any(values.optional, "optional"),
    }
    if "optional_2" in one.fields:
        texts["optional_2"] = _any(values.optional_2, "optional_2")
    elif values.optional_2:
        raise ZoneValueError(
            "no_place", field="optional_2", why=f"{one.name} has no second optional field"
        )
    return {**texts, **_number(one, _any(values.number, "number"), texts["optional"])}


def _number(one: Format, number: str, optional: str) -> dict[str, str]:
    """A number longer than nine goes on in the optional field, its check digit behind it."""
    if not number:
        raise ZoneValueError("empty", field="number", why="it is empty")
    if len(number) <= 9:
        return {"number": number}
    if one.long_number_in is None:
        raise ZoneValueError(
            "too_long", field="number", why=f"{one.name} has nine characters for it"
        )
    rest = f"{number[9:]}{check_digit(number)}{FILLER}{optional}".rstrip(FILLER)
    return {"number": number[:9], "optional": rest}


def _put(grid: list[list[str]], span: Span, text: str, name: str) -> None:
    if len(text) > span.end - span.start:
        raise ZoneValueError("too_long", field=name, why=f"it has {len(text)} characters, too many")
    grid[span.line][span.start : span.start + len(text)] = list(text)


def _put_checks(one: Format, grid: list[list[str]], *, is_long: bool) -> None:
    """A filler stays where the number goes on elsewhere, or where there is nothing to check."""
    for name, check in one.checks.items():
        lines = tuple("".join(line) for line in grid)
        spans = one.composite if name == "composite" else (one.fields[name],)
        over = "".join(span.of(lines) for span in spans)
        if (name == "number" and is_long) or (name == "optional" and not over.strip(FILLER)):
            continue
        grid[check.line][check.start] = check_digit(over)


def _code(text: str, field: str) -> str:
    if not _CODE.fullmatch(text):
        raise ZoneValueError(
            "code", field=field, why="it is a code of one to three capital letters"
        )
    return text


def _any(text: str, field: str) -> str:
    if not re.fullmatch(r"(?:[A-Z0-9<]*[A-Z0-9])?", text):
        raise ZoneValueError(
            "signs", field=field, why="it may have A to Z, 0 to 9, and < between them"
        )
    if field == "number" and FILLER in text:
        raise ZoneValueError("signs", field=field, why="it may have A to Z and 0 to 9")
    return text


def _six_digits(day: date | None) -> str:
    return FILLER * 6 if day is None else f"{day.year % 100:02}{day.month:02}{day.day:02}"


def _sex(text: str) -> str:
    if text not in _SEX:
        raise ZoneValueError("sex", field="sex", why="it is F, M or X")
    return _SEX[text]


def _names(values: ZoneValues, width: int) -> str:
    """SURNAME<<GIVEN<NAMES, cut where it must be, never on a filler."""
    surname = transliterate(values.surname, language=values.language).text.replace(" ", FILLER)
    given = transliterate(values.given_names, language=values.language).text.replace(" ", FILLER)
    if not surname:
        surname, given = given, ""
    if not surname:
        raise ZoneValueError("letters", field="names", why="there is no letter in it")
    if not given:
        return surname[:width].rstrip(FILLER)
    kept = surname[: width - 3].rstrip(FILLER)
    return f"{kept}{FILLER * 2}{given}"[:width].rstrip(FILLER)
