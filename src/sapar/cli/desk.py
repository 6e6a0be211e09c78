"""What a command works with: the clock, the shelf, the site, where it writes, and how it reads options."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from sapar.core.kernel import SaparError
from sapar.core.law import Law
from sapar.instruments.library import LANGUAGES, Library

NO, WRONG_USE = 1, 2
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with: the clock, the shelf of instruments, and where it writes.

    ``open_site`` sets Django up, for the few commands that need the database: it takes a moment.
    """

    now: Callable[[], datetime]
    library: Library
    out: Console
    err: Console
    open_site: Callable[[], None]

    def day(self, law: Law, told: str | None, name: str = "--on") -> date:
        """The day an option names, or today in the place of the instrument."""
        if told is None:
            return self.now().astimezone(ZoneInfo(law.instrument.time_zone)).date()
        return day_of(told, name)

    def print_json(self, value: Any) -> None:
        """JSON on standard output, unwrapped."""
        typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def day_of(told: str, name: str) -> date:
    """A date an option names. Raises SaparError naming the option."""
    try:
        if not _DAY.fullmatch(told):
            raise ValueError(told)
        return date.fromisoformat(told)
    except ValueError:
        raise SaparError(
            f'{name}: "{told}" is not a day.', mend="Write year-month-day, such as 2026-02-28."
        ) from None


def language_of(told: str) -> str:
    """A language an option names. Raises SaparError listing those there are."""
    if told not in LANGUAGES:
        raise SaparError(
            f'--lang: there is no "{told}".', mend=f"There are: {', '.join(LANGUAGES)}."
        )
    return told
