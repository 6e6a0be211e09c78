"""Small numbers are hidden, and as many others as it takes that nobody works them out by subtracting.

A table with totals on both sides is a graph: its lines are the nodes, its hidden numbers the edges.
A hidden number follows from what is shown exactly when its edge is a bridge, that is, when without it
its two lines are no longer connected. So cells are hidden until there is no bridge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FEW: Final = 5
"""A number from 1 up to but not including this is small."""
TOTAL: Final = ""
"""The name of the line of totals, across and down."""

Place = tuple[str, str]
_Node = tuple[bool, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Numbers by row and column, totals under ``TOTAL``; None where a number is hidden.

    ``opens`` are the rows whose cases the reader may open: there nothing is hidden.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Place, int | None]
    opens: frozenset[str] = frozenset()

    def cell(self, row: str, column: str) -> int | None:
        """One number; a total under ``TOTAL``."""
        return self.cells[row, column]


def masked(
    counts: Mapping[Place, int],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    opens: frozenset[str] = frozenset(),
    hide: frozenset[Place] = frozenset(),
) -> Table:
    """The table with its totals, and nothing small to be read or worked out in rows that do not open.

    Whoever may open some rows knows them: their numbers protect nobody, and are shown. ``hide`` are
    numbers that must be hidden because another table hides them.
    """
    whole = _with_totals(counts, rows, columns)
    closed = [row for row in rows if row not in opens]
    # To whom some rows are open the others add up to a difference they can compute: it is the table.
    inner = {place: whole[place] for place in whole if place[0] in closed}
    rest = _with_totals(inner, closed, columns)
    hidden = _hidden(rest, hide) if closed else set()
    shown: dict[Place, int | None] = {
        place: None if place in hidden else number for place, number in whole.items()
    }
    return Table(rows=tuple(rows), columns=tuple(columns), cells=shown, opens=opens)


def hidden_totals(table: Table) -> frozenset[Place]:
    """The totals down the table that are hidden."""
    return frozenset(
        (TOTAL, column) for column in (*table.columns, TOTAL) if table.cell(TOTAL, column) is None
    )


def without_few(counts: Mapping[Place, int], *, opens: frozenset[str]) -> dict[Place, int | None]:
    """Numbers that do not add up to anything shown: only the small ones are hidden."""
    return {
        place: None if 0 < number < FEW and place[0] not in opens else number
        for place, number in counts.items()
    }


def _with_totals(
    counts: Mapping[Place, int], rows: Sequence[str], columns: Sequence[str]
) -> dict[Place, int]:
    whole = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    for row in rows:
        whole[row, TOTAL] = sum(whole[row, column] for column in columns)
    for column in (*columns, TOTAL):
        whole[TOTAL, column] = sum(whole[row, column] for row in rows)
    return whole


def _hidden(whole: Mapping[Place, int], hide: frozenset[Place]) -> set[Place]:
    hidden = {place for place, number in whole.items() if 0 < number < FEW or place in hide}
    while more := _next(whole, hidden):
        hidden |= more
    return hidden


def _next(whole: Mapping[Place, int], hidden: set[Place]) -> set[Place]:
    """What must be hidden too; nothing when nothing can be worked out."""
    for place in sorted(hidden):
        side = _side(place, hidden)
        if (False, place[1]) not in side:
            return _across(whole, hidden, place, side)
    return set(_small_together(whole, hidden))


def _side(place: Place, hidden: set[Place]) -> set[_Node]:
    """The lines that hang together with the row of a hidden number when its edge is taken away."""
    edges = [((True, row), (False, column)) for row, column in hidden if (row, column) != place]
    found: set[_Node] = {(True, place[0])}
    while True:
        reached = {end for edge in edges if found & set(edge) for end in edge} - found
        if not reached:
            return found
        found |= reached


def _across(
    whole: Mapping[Place, int], hidden: set[Place], place: Place, side: set[_Node]
) -> set[Place]:
    """The cheapest number that joins both sides of a bridge; else one in its row and one in its column."""
    other = _side_of_column(place, hidden)
    joining = [
        (row, column)
        for row, column in whole.keys() - hidden
        if ((True, row) in side and (False, column) in other)
        or ((True, row) in other and (False, column) in side)
    ]
    if joining:
        return {_cheapest(whole, joining)}
    in_row = [one for one in whole.keys() - hidden if one[0] == place[0]]
    in_column = [one for one in whole.keys() - hidden if one[1] == place[1]]
    return {_cheapest(whole, some) for some in (in_row, in_column) if some}


def _side_of_column(place: Place, hidden: set[Place]) -> set[_Node]:
    turned = {(column, row) for row, column in hidden}
    found = _side((place[1], place[0]), turned)
    return {(not is_row, name) for is_row, name in found}


def _cheapest(whole: Mapping[Place, int], places: Sequence[Place]) -> Place:
    """The smallest number, zeros last: a hidden zero hides nobody. Inner ones before totals."""
    return min(places, key=lambda one: (TOTAL in one, whole[one] == 0, whole[one], one))


def _small_together(whole: Mapping[Place, int], hidden: set[Place]) -> Iterator[Place]:
    """A line whose hidden numbers add up to few: the total tells that they are few. One more goes."""
    for axis in (0, 1):
        for line in sorted({place[axis] for place in hidden}):
            total = (line, TOTAL) if axis == 0 else (TOTAL, line)
            inside = [one for one in whole if one[axis] == line and one != total]
            gone = [one for one in inside if one in hidden]
            left = [one for one in inside if one not in hidden and whole[one] > 0]
            if gone and total not in hidden and sum(whole[one] for one in gone) < FEW:
                yield _cheapest(whole, left) if left else total
                return
