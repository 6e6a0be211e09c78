"""Figures as CSV, for a spreadsheet that must not take a text for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

HIDDEN: Final = "<5"
"""What stands where a number is hidden; some hidden numbers are larger, to protect the others."""
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

Value = str | int | float | None


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Value]], *, hidden: str = HIDDEN) -> str:
    """The rows under their head; None is a hidden number. A text that begins like a formula gets an apostrophe.

    With a byte order mark, so that spreadsheets read it as UTF-8.
    """
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([_harmless(one) for one in head])
    for row in rows:
        writer.writerow([hidden if one is None else _harmless(one) for one in row])
    return "\ufeff" + written.getvalue()


def _harmless(value: str | float) -> str | float:
    """Numbers stay numbers; a text never begins a formula, not even behind blanks."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(_FORMULAS):
        return "'" + value
    return value
