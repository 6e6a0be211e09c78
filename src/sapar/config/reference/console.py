"""Runs the commands that a page prints, and pastes what they really say.

A fenced block ``yaml file=NAME`` is written to NAME in a folder of the page's own, or added to it
with ``append``. In a block ``console`` every line that begins with ``$ sapar`` is run in that
folder, on the instruments there are, and what follows it is replaced by what it prints. A line
``…`` keeps standing for what is left out.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import datetime
from pathlib import Path

from sapar.cli import run
from sapar.config.command import backups, open_site
from sapar.config.reference.markdown import PageError
from sapar.core.kernel import Place

_FENCE = re.compile(
    r"^```(?P<kind>[a-z]+)(?P<rest>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
_FILE = re.compile(r" file=(?P<name>[\w./-]+)(?P<append> append)?")
_NOW = datetime.fromisoformat("2026-01-20T09:00+09:00")
_LEFT_OUT = "…"
_ENOUGH = 24  # characters, to know a line again when its end has changed


def rerun(text: str, *, instruments: Path, file: str) -> tuple[str, dict[str, str]]:
    """The page with its commands run anew, and the files it had the reader write."""
    with tempfile.TemporaryDirectory() as folder:
        page = _Page(Path(folder), instruments, file)
        return _FENCE.sub(page.block, text), page.written


def asks_to_run(text: str) -> bool:
    """Whether a page prints a command of ours."""
    return any("$ sapar" in match["body"] for match in _FENCE.finditer(text))


class _Page:
    """The folder of one page, with all instruments in it and the files the reader writes."""

    def __init__(self, folder: Path, instruments: Path, file: str) -> None:
        self.folder = folder
        self.file = file
        self.written: dict[str, str] = {}
        (folder / "instruments").mkdir()
        for one in instruments.iterdir():
            (folder / "instruments" / one.name).symlink_to(one.resolve())

    def block(self, match: re.Match[str]) -> str:
        named = _FILE.fullmatch(match["rest"])
        if named:
            self._write(named["name"], match["body"], append=bool(named["append"]))
        if match["kind"] != "console":
            return match[0]
        return f"```console{match['rest']}\n{self._ran(match['body'])}```"

    def _write(self, name: str, body: str, *, append: bool) -> None:
        self.written[name] = (self.written[name] if append else "") + body
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.written[name], encoding="utf-8")

    def _ran(self, body: str) -> str:
        return "".join(
            f"$ {command}\n{_kept(self._said(command), before, file=self.file)}"
            for command, before in _commands(body)
        )

    def _said(self, command: str) -> str:
        words = shlex.split(command)
        if words[:1] != ["sapar"]:
            raise PageError(
                f'"{command}" is not a command of Sapar.',
                place=Place(file=self.file),
                mend="Put it into a block of another kind, such as ```sh.",
            )
        with _inside(self.folder, words):
            return _output(self.folder / "instruments")


def _commands(body: str) -> Iterator[tuple[str, list[str]]]:
    command, before = "", list[str]()
    for line in body.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, before
            command, before = line[2:], []
        else:
            before.append(line)
    yield command, before


def _kept(said: str, before: list[str], *, file: str) -> str:
    """What a command says, with as much left out as before.

    The lines before the first ``…`` and behind the last keep their number; lines between two are
    looked for by how the first of them begins.
    """
    lines = [line.rstrip() for line in said.splitlines()]
    if _LEFT_OUT in before:
        head, *between, tail = _pieces(before)
        kept = [lines[: len(head)]]
        kept += [_found(lines, piece, file=file) for piece in between]
        kept += [lines[len(lines) - len(tail) :]]
        if sum(map(len, kept)) >= len(lines):
            raise PageError("Nothing is left out any more.", place=Place(file=file))
        lines = f"\n{_LEFT_OUT}\n".join("\n".join(piece) for piece in kept).strip("\n").splitlines()
    return "".join(f"{line}\n" for line in lines)


def _pieces(lines: list[str]) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for line in lines:
        if line == _LEFT_OUT:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def _found(lines: list[str], piece: list[str], *, file: str) -> list[str]:
    begins = piece[0][:_ENOUGH]
    start = next((at for at, line in enumerate(lines) if line.startswith(begins)), None)
    if start is None:
        raise PageError(
            f'The command does not say "{begins}" any more.',
            place=Place(file=file),
            mend="Run it, and choose again which lines the page shows.",
        )
    return lines[start : start + len(piece)]


def _output(instruments: Path) -> str:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said), suppress(SystemExit):
        run(
            now=lambda: _NOW,
            instruments=instruments,
            open_site=open_site,
            start_worker=lambda: None,
            backups=backups,
        )
    return said.getvalue().replace(str(instruments), "instruments").lstrip("\n")


@contextmanager
def _inside(folder: Path, words: list[str]) -> Iterator[None]:
    """In a folder, with these words on the command line and a plain terminal of 80 columns."""
    before = Path.cwd(), sys.argv, dict(os.environ)
    os.chdir(folder)
    sys.argv = words
    os.environ.update(COLUMNS="88", NO_COLOR="1", TERM="dumb")
    os.environ.pop("SAPAR_INSTRUMENTS", None)
    try:
        yield
    finally:
        os.chdir(before[0])
        sys.argv = before[1]
        os.environ.clear()
        os.environ.update(before[2])
