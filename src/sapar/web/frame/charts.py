"""A chart of bars as values: its template draws an SVG, and under it the same numbers as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

WIDTH: Final = 640
"""Units across; the picture is as wide as its column."""
_STEP = 48
_ROOM = 90  # for the number behind the longest bar


class Bar(NamedTuple):
    """One number and what it counts; None where it is hidden."""

    label: str
    value: float | None


class Drawn(NamedTuple):
    """A bar in its place: where its label and its bar stand, how long it is, what stands behind it."""

    label: str
    label_y: int
    y: int
    length: int
    text: str
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars with a title, and the heads of both columns of the table; all in the reader's language.

    ``hidden`` is the word for a number that is not told, such as "fewer than five".
    """

    title: str
    of_what: str
    how_many: str
    hidden: str
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """Units down."""
        return len(self.bars) * _STEP

    @property
    def drawn(self) -> Iterator[Drawn]:
        """The bars from the first down; the longest fills the width that is left."""
        most = max((one.value or 0 for one in self.bars), default=0)
        for number, one in enumerate(self.bars):
            share = (one.value or 0) / most if most else 0
            top = number * _STEP
            yield Drawn(
                label=one.label,
                label_y=top + 16,
                y=top + 22,
                length=round(share * (WIDTH - _ROOM)),
                text=self.text(one),
                is_hidden=one.value is None,
            )

    def text(self, bar: Bar) -> str:
        """The number as it is written, or the word for a hidden one."""
        return self.hidden if bar.value is None else f"{bar.value:g}"
