"""The journal from the command line: anchored, verified, and what is wrong with it named."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.apps.journal.cast import tamper, three_days_of_two_cases
from tests.cli.desk import Sapar, sapar_with

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 1, 22, 2, tzinfo=UTC)


@pytest.fixture
def sapar(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: object,
    tmp_path: Path,
) -> Sapar:
    """The command line in the night to 22 January, when two of three days can be anchored."""
    settings.SAPAR_KEYS = tmp_path / "keys.json"  # type: ignore[attr-defined]
    three_days_of_two_cases()
    return sapar_with(monkeypatch, capsys, now=NIGHT)


def test_anchoring_prints_a_hash_to_keep_elsewhere_and_a_second_time_the_same(sapar: Sapar) -> None:
    said = sapar("journal", "anchor")
    day, kept = said.out.split()
    assert (said.code, day, len(kept)) == (0, "2026-01-21", 64)
    assert sapar("journal", "anchor").out == said.out
    assert sapar("journal", "anchor", "--json").json == {"added": [], "day": day, "anchor": kept}


def test_a_journal_as_it_was_written_verifies_against_the_hash_kept(sapar: Sapar) -> None:
    kept = sapar("journal", "anchor").out.split()[1]
    said = sapar("journal", "verify", "--anchor", kept)
    assert said.code == 0
    assert said.out == (
        f"8 entries, 2 anchored days. The last anchor is {kept}. Nothing is wrong.\n"
    )
    assert sapar("journal", "verify", "--since", "2026-01-21", "--json").json == {
        "holds": True,
        "entries": 5,
        "days": 1,
        "anchor": kept,
        "problems": [],
    }


def test_an_altered_entry_is_named_and_ends_with_1(sapar: Sapar) -> None:
    tamper("UPDATE journal_entry SET verb = 'case.lost' WHERE chain = 'case:17' AND number = 2")
    said = sapar("journal", "verify")
    assert said.code == 1
    assert said.out.splitlines() == [
        "case:17 2 was altered: its hash is not that of what it says.",
        "8 entries, 0 anchored days. 1 problem.",
    ]
    (problem,) = sapar("journal", "verify", "--json").json["problems"]
    assert (problem["wrong"], problem["chain"], problem["number"]) == ("altered", "case:17", 2)


def test_a_hash_of_another_journal_is_refused_with_1(sapar: Sapar) -> None:
    said = sapar("journal", "verify", "--anchor", "ab" * 32)
    assert said.code == 1
    assert "is the hash of no anchor" in said.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--anchor", "abc"), '--anchor: "abc" is not the hash of an anchor.'),
        (("--anchor", "x" * 64), "is not the hash of an anchor."),
        (("--since", "yesterday"), '--since: "yesterday" is not a day.'),
    ],
)
def test_wrong_use_ends_with_2(sapar: Sapar, words: tuple[str, ...], said: str) -> None:
    ended = sapar("journal", "verify", *words)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
