"""The date of birth as documents have it: a day, or only a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from sapar.core.identity.errors import BirthFormError, ImpossibleBirthError, UnlikelyBirthError

OLDEST: Final = 130
"""Years. The oldest person on record reached 122."""

_FORM: Final = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2}))?")


class Precision(Enum):
    """How much of a date of birth is known."""

    DAY = "day"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Born:
    """A date of birth; of a year alone, ``day`` is its first day."""

    day: date
    precision: Precision


def read_born(text: str, *, on: date) -> Born:
    """Read “1990-04-23” or “1990”, as told on the day ``on``.

    The year is of the Gregorian calendar: 1369 (Persian), 2533 (Thai) and 5750 (Hebrew) are
    refused, not guessed at. Digits of any script count. Raises BirthFormError,
    ImpossibleBirthError, UnlikelyBirthError.

    >>> read_born("1990-04-23", on=date(2026, 1, 20))
    Born(day=datetime.date(1990, 4, 23), precision=<Precision.DAY: 'day'>)
    >>> read_born("١٩٩٠", on=date(2026, 1, 20)).day
    datetime.date(1990, 1, 1)
    >>> read_born("1990-02-30", on=date(2026, 1, 20))
    Traceback (most recent call last):
    sapar.core.identity.errors.ImpossibleBirthError: There is no day 30 of month 2 in 1990. ...
    """
    parts = _FORM.fullmatch(text.strip()) if len(text) <= 40 else None
    if parts is None:
        raise BirthFormError(text=text)
    year = int(parts[1])
    if not on.year - OLDEST <= year <= on.year:
        raise _unlikely(year, on)
    if parts[2] is None:
        return Born(day=date(year, 1, 1), precision=Precision.YEAR)
    month, day = int(parts[2]), int(parts[3])
    try:
        born = date(year, month, day)
    except ValueError:
        raise ImpossibleBirthError(year=year, month=month, day=day) from None
    return check_born(Born(day=born, precision=Precision.DAY), on=on)


def check_born(born: Born, *, on: date) -> Born:
    """The same birth, when somebody born then can be alive on ``on``. Raises UnlikelyBirthError."""
    if born.day > on or born.day.year < on.year - OLDEST:
        raise _unlikely(born.day.year, on)
    return born


def _unlikely(year: int, on: date) -> UnlikelyBirthError:
    return UnlikelyBirthError(year=year, earliest=on.year - OLDEST, latest=on.year)
