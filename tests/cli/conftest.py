"""The command, and Aigerim's facts in files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.desk import NOON_IN_SEOUL, Sapar, sapar_with

AIGERIM = """\
person:
  nationality: KZ
  born: 1990-02-01
  has_committed_offence: false
  under_departure_order: false
  detained: false
stay:
  country: KR
  entered_on: 2023-05-01
  entry: regular
  unlawful_since: 2023-06-01
travel_document:
  kind: passport
  valid_until: 2027-01-01
departure.date: 2026-01-15
"""

FactsFile = Callable[..., str]


@pytest.fixture
def sapar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sapar:
    """The command line, at noon of 10 December 2025 in Seoul."""
    return sapar_with(monkeypatch, capsys, now=NOON_IN_SEOUL)


@pytest.fixture
def facts(tmp_path: Path) -> FactsFile:
    """Writes Aigerim's facts with some of them changed, and returns the file's path."""

    def write(*changes: tuple[str, str], name: str = "facts.yaml") -> str:
        text = AIGERIM
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write
