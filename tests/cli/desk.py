"""The command line in this process: with arguments, a clock, standard input, and what came of it."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sapar.cli import run
from sapar.config.command import backups

INSTRUMENTS = Path(__file__).parents[2] / "instruments"
NOON_IN_SEOUL = datetime(2025, 12, 10, 3, tzinfo=UTC)
KOREA = "kr-voluntary-departure-2025"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


Sapar = Callable[..., Said]


def _worker() -> None:
    sys.stdout.write("A worker works.\n")


def sapar_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, now: datetime
) -> Sapar:
    """The `sapar` command, at an instant."""

    def sapar(*words: str, stdin: str = "") -> Said:
        monkeypatch.setattr("sys.argv", ["sapar", *words])
        monkeypatch.setattr("sys.stdin", StringIO(stdin))
        monkeypatch.setenv("COLUMNS", "200")
        code = 0
        try:
            run(
                now=lambda: now,
                instruments=INSTRUMENTS,
                open_site=lambda: None,
                start_worker=_worker,
                backups=backups,
            )
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return sapar
