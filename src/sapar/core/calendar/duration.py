"""How long a time limit is, and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from sapar.core.calendar.arithmetic import Rounding
from sapar.core.calendar.errors import DurationError
from sapar.core.kernel import did_you_mean

LARGEST_AMOUNT = 99_999
"""The largest amount a time limit may have; more is a slip of the pen."""


class Unit(Enum):
    """What a time limit counts. Its value is how one of it is written."""

    HOURS = "hour"
    CALENDAR_DAYS = "calendar day"
    CLEAR_CALENDAR_DAYS = "clear calendar day"
    WORKING_DAYS = "working day"
    CLEAR_WORKING_DAYS = "clear working day"
    WEEKS = "week"
    MONTHS = "month"
    YEARS = "year"

    @property
    def needs_calendar(self) -> bool:
        """Working days are somebody's working days."""
        return self in {Unit.WORKING_DAYS, Unit.CLEAR_WORKING_DAYS}

    @property
    def needs_rounding(self) -> bool:
        """Months and years are not all equally long."""
        return self in {Unit.MONTHS, Unit.YEARS}


_ROUNDINGS = {
    Rounding.UP: "rounding up",
    Rounding.DOWN: "rounding down",
    Rounding.REFUSE: "without rounding",
}
_UNITS = {name: unit for unit in Unit for name in (unit.value, f"{unit.value}s")}
_CALENDAR = re.compile(r"[A-Z][A-Z0-9]*(?:[-+][A-Z0-9]+)*")
_PHRASE = re.compile(
    r"(?P<amount>\S+) (?P<unit>.+?)"
    r"(?: of (?P<calendar>\S+))?"
    r"(?: (?P<rounding>rounding(?: \S+)?|without rounding))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time as the law writes it: an amount from 0 to ``LARGEST_AMOUNT`` of a unit.

    Working days say whose ``calendar`` they follow, months and years say their ``rounding``;
    other units have neither (None). Anything else raises ``DurationError``.

    ``str`` writes the phrase that ``parse_duration`` reads.

    >>> str(Duration(amount=3, unit=Unit.WORKING_DAYS, calendar="KR", rounding=None))
    '3 working days of KR'
    """

    amount: int
    unit: Unit
    calendar: str | None
    rounding: Rounding | None

    def __post_init__(self) -> None:
        self._check_amount()
        self._check_calendar()
        self._check_rounding()

    def __str__(self) -> str:
        words = f"{self.amount} {self.unit.value}{'' if self.amount == 1 else 's'}"
        if self.calendar is not None:
            words += f" of {self.calendar}"
        if self.rounding is not None:
            words += f" {_ROUNDINGS[self.rounding]}"
        return words

    def _check_amount(self) -> None:
        if not 0 <= self.amount <= LARGEST_AMOUNT:
            raise DurationError(
                f'"{self}" is too much or too little.',
                text=str(self),
                mend=f"Use a number from 0 to {LARGEST_AMOUNT}.",
            )

    def _check_calendar(self) -> None:
        if not self.unit.needs_calendar:
            if self.calendar is not None:
                raise DurationError(
                    f'"{self}" follows no calendar.',
                    text=str(self),
                    mend=f'Leave out "of {self.calendar}".',
                )
        elif self.calendar is None:
            raise DurationError(
                f'"{self}" does not say whose working days.',
                text=str(self),
                mend=f'Write "{self} of KR".',
            )
        elif not _CALENDAR.fullmatch(self.calendar):
            raise DurationError(
                f'"{self.calendar}" is not the name of a calendar.',
                text=str(self),
                mend='Use capital letters, as "KR" or "FR-57".',
            )

    def _check_rounding(self) -> None:
        if self.unit.needs_rounding and self.rounding is None:
            raise DurationError(
                f'"{self}" does not say how to round.',
                text=str(self),
                mend='Add "rounding up" or "rounding down", '
                'or "without rounding" to refuse days that do not exist.',
            )
        if not self.unit.needs_rounding and self.rounding is not None:
            raise DurationError(
                f'"{self}" has nothing to round.', text=str(self), mend="Leave out the rounding."
            )


def parse_duration(text: str) -> Duration:
    """Reads ``15 calendar days``, ``3 clear working days of KR``, ``1 month rounding down``.

    Singular and plural are both read, and spaces do not matter. Raises ``DurationError`` whose
    ``mend`` says what to write instead.

    >>> parse_duration("1 month rounding down").rounding
    <Rounding.DOWN: 'down'>
    >>> parse_duration("3 working days")
    Traceback (most recent call last):
    sapar.core.calendar.errors.DurationError: "3 working days" does not say whose working days. \
Write "3 working days of KR".
    >>> parse_duration("2 weaks")
    Traceback (most recent call last):
    sapar.core.calendar.errors.DurationError: "weaks" is not a unit of time. Did you mean "weeks"?
    """
    match = _PHRASE.fullmatch(" ".join(text.split()))
    if match is None:
        raise DurationError(
            f'"{text}" is not a length of time.',
            text=text,
            mend='Write a number and a unit, as "15 calendar days".',
        )
    return Duration(
        amount=_amount(match["amount"], text=text),
        unit=_unit(match["unit"], text=text),
        calendar=match["calendar"],
        rounding=_rounding(match["rounding"], text=text),
    )


def _amount(word: str, *, text: str) -> int:
    if word.isascii() and word.isdigit() and len(word) <= len(str(LARGEST_AMOUNT)):
        return int(word)
    raise DurationError(
        f'"{word}" is not a whole number from 0 to {LARGEST_AMOUNT}.',
        text=text,
        mend='Write digits, as "15 calendar days".',
    )


def _unit(words: str, *, text: str) -> Unit:
    if words in _UNITS:
        return _UNITS[words]
    if words in {"day", "days"}:
        mend = 'Write "calendar days", or "working days of KR".'
    else:
        mend = (
            did_you_mean(words, _UNITS)
            or f"Use one of: {', '.join(f'{unit.value}s' for unit in Unit)}."
        )
    raise DurationError(f'"{words}" is not a unit of time.', text=text, mend=mend)


def _rounding(words: str | None, *, text: str) -> Rounding | None:
    if words is None:
        return None
    for rounding, phrase in _ROUNDINGS.items():
        if words == phrase:
            return rounding
    raise DurationError(
        f'"{words}" is not a rounding.', text=text, mend='Write "rounding up" or "rounding down".'
    )
