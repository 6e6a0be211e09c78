"""A procedure as a diagram: states in columns by their distance from the first, moves as arrows."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

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
    """A move between two boxes, as an SVG path."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A drawing with its list of moves in words, which says all that the drawing shows."""

    id: str
    title: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    moves: tuple[dict[str, Any], ...]


def diagram_of(procedure: dict[str, Any]) -> Diagram:
    """The drawing of one procedure of a document."""
    columns = _columns(procedure)
    places: dict[str, tuple[int, int]] = {}
    for number, column in enumerate(columns):
        for row, state in enumerate(column):
            places[state] = (MARGIN + number * (WIDTH + GAP_X), MARGIN + row * (HEIGHT + GAP_Y))
    names = {state["id"]: state["text"] for state in procedure["states"]}
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
        height=2 * MARGIN + max(map(len, columns)) * (HEIGHT + GAP_Y) - GAP_Y,
        boxes=boxes,
        arrows=tuple(
            Arrow(path=_path(places[origin], places[move["to"]]))
            for move in procedure["moves"]
            for origin in move["from"]
        ),
        moves=tuple(
            {
                **move,
                "from_text": ", ".join(names[one] for one in move["from"]),
                "to_text": names[move["to"]],
            }
            for move in procedure["moves"]
        ),
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


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    x1, y1 = start[0] + WIDTH, start[1] + HEIGHT // 2
    x2, y2 = end[0], end[1] + HEIGHT // 2
    if end[0] == start[0] and abs(end[1] - start[1]) > HEIGHT + GAP_Y:  # around those between
        x2, bend = start[0] + WIDTH, start[0] + WIDTH + GAP_X // 2
        return f"M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}"
    if end[0] <= start[0]:  # down within a column, or back
        x1, y1 = start[0] + WIDTH // 2, start[1] + HEIGHT
        x2, y2 = end[0] + WIDTH // 2, end[1]
        return f"M{x1} {y1} L{x2} {y2}"
    bend = (x1 + x2) // 2
    return f"M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}"
