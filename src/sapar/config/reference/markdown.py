"""Markdown: tables, and the parts of a page that are written by a program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from sapar.core.kernel import Place, SaparError

_BLOCK = re.compile(
    r"(?P<begin><!-- generated: (?P<name>[a-z-]+) -->\n).*?(?P<end><!-- end generated -->)",
    re.DOTALL,
)


class PageError(SaparError):
    """A page asks for a part that nobody writes, or the reference lacks a line."""

    code = "page"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a cell may hold anything but a new line.

    >>> print(table(["a", "b"], [["1", "x|y"]]))
    | a | b |
    | --- | --- |
    | 1 | x\\|y |
    """
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: object) -> str:
    """A word in the type of code; nothing stays nothing."""
    return f"`{text}`" if str(text) else ""


def anchored(text: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^a-z0-9 -]", "", text.lower()).replace(" ", "-")


def filled(text: str, writers: Mapping[str, Callable[[], str]], *, file: str) -> str:
    """The page with its generated parts written anew. Raises PageError for a part nobody writes."""

    def replace(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in writers:
            raise PageError(
                f'Nobody writes the part "{name}".',
                place=Place(file=file),
                mend=f"There are: {', '.join(sorted(writers))}.",
            )
        return f"{match['begin']}\n{writers[name]().strip()}\n\n{match['end']}"

    return _BLOCK.sub(replace, text)


def explained(names: Iterable[str], lines: Mapping[str, object], *, what: str) -> None:
    """Every name has its line, and every line its name; PageError otherwise."""
    known = list(names)
    for name in known:
        if name not in lines:
            raise PageError(
                f'{what} "{name}" has no line in the reference.',
                mend="Write what it means in src/sapar/config/reference.",
            )
    for name in lines:
        if name not in known:
            raise PageError(
                f'The reference explains {what.lower()} "{name}", which is not there.',
                mend="Remove the line from src/sapar/config/reference.",
            )
