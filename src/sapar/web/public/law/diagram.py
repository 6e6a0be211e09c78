"""A procedure as a diagram: states in columns by their distance from the first, moves as arrows."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from sapar.core.law.procedure import CLOCK

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 190, 64, 70, 34, 8
LINE, MOST_LINES, LINE_HEIGHT = 22, 3, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A state: its words and the place of its upper left corner."""

    text: str
    x: int
    y: int
    is_final: bool
    is_first: bool

    @property
    def middle_x(self) -> int:
        """Where its text is centred."""
        return self.x + WIDTH // 2

    @property
    def lines(self) -> tuple[tuple[str, int], ...]:
        """Its text in lines that fit, each with its height."""
        found = _wrapped(self.text)
        first = self.y + HEIGHT // 2 + 5 - (len(found) - 1) * LINE_HEIGHT // 2
        return tuple((line, first + number * LINE_HEIGHT) for number, line in enumerate(found))

    @property
    def width(self) -> int:
        """How wide it is drawn."""
        return WIDTH

    @property
    def height(self) -> int:
        """How high it is drawn."""
        return HEIGHT


def _wrapped(text: str) -> list[str]:
    """The text in a few short lines; a Hangul syllable is as wide as two letters."""
    wide = any(one >= "\u1100" for one in text)
    return wrap(text, LINE // 2 if wide else LINE, max_lines=MOST_LINES, placeholder=" …")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A move between two boxes, as an SVG path; dashed where it happens by itself."""

    path: str
    is_by_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A drawing of a procedure, whose words say all that the drawing shows."""

    id: str
    title: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    procedure: dict[str, Any]


def diagram_of(procedure: dict[str, Any]) -> Diagram:
    """The drawing of one procedure of a document."""
    columns = _columns(procedure)
    places: dict[str, tuple[int, int]] = {}
    for number, column in enumerate(columns):
        for row, state in enumerate(column):
            places[state] = (MARGIN + number * (WIDTH + GAP_X), MARGIN + row * (HEIGHT + GAP_Y))
    first = procedure["states"][0]["id"]
    boxes = tuple(
        Box(
            text=state["text"],
            x=places[state["id"]][0],
            y=places[state["id"]][1],
            is_final=state["final"],
            is_first=state["id"] == first,
        )
        for state in procedure["states"]
    )
    return Diagram(
        id=procedure["id"],
        title=procedure["title"],
        width=2 * MARGIN + len(columns) * WIDTH + (len(columns) - 1) * GAP_X,
        height=2 * MARGIN + max(map(len, columns)) * (HEIGHT + GAP_Y),
        boxes=boxes,
        arrows=_arrows(procedure, places),
        procedure=procedure,
    )


def _columns(procedure: dict[str, Any]) -> list[list[str]]:
    """States by the number of moves from the first; those nothing leads to come last."""
    states = [state["id"] for state in procedure["states"]]
    distance = {states[0]: 0}
    waiting = [states[0]]
    while waiting:
        state = waiting.pop(0)
        for move in procedure["moves"]:
            if state in move["from"] and move["to"] not in distance:
                distance[move["to"]] = distance[state] + 1
                waiting.append(move["to"])
    furthest = max(distance.values())
    columns: list[list[str]] = [[] for _ in range(furthest + 1)]
    for state in states:
        columns[distance.get(state, furthest)].append(state)
    return columns


def _arrows(procedure: dict[str, Any], places: dict[str, tuple[int, int]]) -> tuple[Arrow, ...]:
    """One arrow for each way from a state to another; whole where somebody may make the move."""
    ways: dict[str, bool] = {}
    for move in procedure["moves"]:
        for origin in move["from"]:
            path = _path(places[origin], places[move["to"]])
            ways[path] = ways.get(path, True) and move["by"] == CLOCK
    return tuple(Arrow(path=path, is_by_itself=alone) for path, alone in ways.items())


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = start, end
    if x2 == x1:
        return _within_column(x1, y1, y2)
    if x2 < x1:
        return _back(start, end)
    y1, y2 = y1 + HEIGHT // 2, y2 + HEIGHT // 2
    x1, bend = x1 + WIDTH, (x1 + WIDTH + x2) // 2
    return f"M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}"


def _within_column(x: int, y1: int, y2: int) -> str:
    """Straight down to the next one; around, on the right, to any other."""
    if y2 - y1 == HEIGHT + GAP_Y:
        middle = x + WIDTH // 2
        return f"M{middle} {y1 + HEIGHT} L{middle} {y2}"
    side, bend = x + WIDTH, x + WIDTH + GAP_X // 2
    y1, y2 = y1 + HEIGHT // 2, y2 + HEIGHT // 2
    return f"M{side} {y1} C{bend} {y1} {bend} {y2} {side} {y2}"


def _back(start: tuple[int, int], end: tuple[int, int]) -> str:
    """To an earlier column: below the row, where both stand in one; else from the left to the right side."""
    (x1, y1), (x2, y2) = start, end
    if y1 == y2:
        x1, x2, low = x1 + WIDTH // 3, x2 + 2 * WIDTH // 3, y1 + HEIGHT
        return f"M{x1} {low} C{x1} {low + GAP_Y} {x2} {low + GAP_Y} {x2} {low}"
    y1, y2 = y1 + 3 * HEIGHT // 4, y2 + 3 * HEIGHT // 4
    x2, bend = x2 + WIDTH, GAP_X // 2
    return f"M{x1} {y1} C{x1 - bend} {y1} {x2 + bend} {y2} {x2} {y2}"
