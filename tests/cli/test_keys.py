"""The keys from the command line: listed, wrapped anew, and missed when they are gone."""

from pathlib import Path
from uuid import UUID

import pytest
from tests.cli.desk import NOON_IN_SEOUL, Sapar, sapar_with

from sapar.apps.keys.actions import erase
from sapar.apps.keys.sealing import seal

pytestmark = pytest.mark.django_db

CITIZEN, OUTSIDER = UUID(int=1), UUID(int=2)


@pytest.fixture
def ring(tmp_path: Path, settings: object) -> Path:
    path = tmp_path / "keys.json"
    settings.SAPAR_KEYS = path  # type: ignore[attr-defined]
    settings.SAPAR_KEYS_MADE_ON_FIRST_USE = False  # type: ignore[attr-defined]
    return path


@pytest.fixture
def sapar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ring: Path) -> Sapar:
    return sapar_with(monkeypatch, capsys, now=NOON_IN_SEOUL)


def test_a_first_master_key_is_made_and_a_second_takes_over(sapar: Sapar, ring: Path) -> None:
    assert sapar("keys", "new-master").out.startswith(
        f"2025-12-10T030000Z is in {ring}. Keep a copy"
    )
    for person in (CITIZEN, OUTSIDER):
        seal(person, b"a name", context="here", at=NOON_IN_SEOUL)
    erase(OUTSIDER, at=NOON_IN_SEOUL)
    assert sapar("keys", "new-master", "--id", "second").code == 0
    assert sapar("keys", "rotate").out == "1 keys are wrapped anew.\n"
    said = sapar("keys", "inventory", "--json").json
    assert said["destroyed"] == 1
    assert [(one["id"], one["state"], one["wraps"]) for one in said["masters"]] == [
        ("2025-12-10T030000Z", "kept", 0),
        ("second", "current", 1),
    ]


def test_a_spare_master_key_does_not_wrap_yet(sapar: Sapar, ring: Path) -> None:
    sapar("keys", "new-master", "--id", "first")
    sapar("keys", "new-master", "--id", "second", "--spare")
    listed = sapar("keys", "inventory").out.splitlines()
    assert [line.split()[:2] for line in listed[1:3]] == [["first", "current"], ["second", "kept"]]


def test_a_master_key_that_is_missing_ends_with_1(sapar: Sapar, ring: Path) -> None:
    sapar("keys", "new-master", "--id", "first")
    seal(CITIZEN, b"a name", context="here", at=NOON_IN_SEOUL)
    ring.unlink()
    sapar("keys", "new-master", "--id", "second")
    said = sapar("keys", "inventory")
    assert said.code == 1
    assert "missing" in said.out


def test_without_a_key_ring_each_command_says_what_to_do(sapar: Sapar, ring: Path) -> None:
    for command in ("inventory", "rotate"):
        said = sapar("keys", command)
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(f"{ring}: The key ring cannot be read")
        assert "sapar keys new-master" in said.err


def test_a_name_that_is_taken_is_refused(sapar: Sapar, ring: Path) -> None:
    sapar("keys", "new-master", "--id", "first")
    said = sapar("keys", "new-master", "--id", "first")
    assert said.code == 2
    assert 'There is already a master key "first".' in said.err
