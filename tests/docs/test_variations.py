"""The list of variations is whole, and everything it names is there."""

import re
from pathlib import Path

import pytest

from sapar.core.law import Instrument
from sapar.instruments.library import Library

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = Library(ROOT / "instruments")
PAGE = (ROOT / "docs/reference/variations.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| [VR]\d", line)
]
NAMED = [
    (row[0], name)
    for row in ROWS
    for cell in row[2:]
    for name in re.findall(r"`([a-z0-9_./-]+/[a-z0-9_./-]+)`", cell)
]


def parts_of(instrument: Instrument) -> set[str]:
    return {
        *instrument.provisions,
        *instrument.benefits,
        *instrument.schedules,
        *instrument.channels,
        *instrument.contacts,
        *instrument.notes,
        *instrument.procedures,
        *(step.id for step in instrument.steps),
    }


def test_there_are_85_variations_each_with_its_row() -> None:
    numbers = [f"V{number}" for number in range(1, 41)] + [f"R{number}" for number in range(1, 46)]
    assert [row[0] for row in ROWS] == numbers


@pytest.mark.parametrize(("row", "name"), NAMED)
def test_what_shows_a_variation_is_there(row: str, name: str) -> None:
    if name.startswith("tests/"):
        assert (ROOT / name).is_file(), row
    else:
        instrument, part = name.split("/")
        assert part in parts_of(LIBRARY.law(instrument).instrument), row


def test_a_row_shows_something_or_says_not_yet() -> None:
    for number, _variation, shown, missing in ROWS:
        assert shown == "not yet" or shown.startswith("`"), number
        assert shown == "not yet" or "not yet" not in shown
        assert missing or shown, number
