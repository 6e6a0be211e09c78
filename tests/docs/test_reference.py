"""What is promised is documented, and what is documented is current."""

from pathlib import Path

import pytest

from sapar.cli import run
from sapar.config.clock import now
from sapar.config.command import backups
from sapar.config.reference import PageError, stale
from sapar.config.reference.commands import commands_explained
from sapar.config.reference.console import rerun
from sapar.config.reference.markdown import explained, filled

ROOT = Path(__file__).resolve().parents[2]


def test_every_page_is_current() -> None:
    assert stale(ROOT) == [], "run: make docs"


def test_every_command_has_its_section(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["sapar", "--help"])
    with pytest.raises(SystemExit):
        run(
            now=now,
            instruments=ROOT / "instruments",
            open_site=lambda: None,
            start_worker=lambda: None,
            backups=backups,
        )
    listed = capsys.readouterr().out.split("Commands:")[1]
    assert {line.split()[0] for line in listed.splitlines() if line.strip()} == commands_explained()


def test_a_name_without_its_line_fails() -> None:
    with pytest.raises(PageError, match='The setting "B" has no line'):
        explained(["A", "B"], {"A": "known"}, what="The setting")


def test_a_line_about_nothing_fails() -> None:
    with pytest.raises(PageError, match='the setting "B", which is not there'):
        explained(["A"], {"A": "known", "B": "gone"}, what="The setting")


def test_a_part_that_nobody_writes_fails() -> None:
    page = "<!-- generated: nothing -->\n<!-- end generated -->"
    with pytest.raises(PageError, match="Nobody writes"):
        filled(page, {"facts": lambda: ""}, file="page.md")


def test_a_page_shows_what_its_command_really_says() -> None:
    page = "```console\n$ sapar dates nothing\nIt went well.\n```\n"
    text, _ = rerun(page, instruments=ROOT / "instruments", file="page.md")
    assert text == (
        "```console\n$ sapar dates nothing\n"
        'There is no instrument "nothing". See `sapar instruments` for all of them.\n```\n'
    )


def test_what_is_left_out_stays_left_out() -> None:
    page = "```console\n$ sapar schema facts\nold\n…\nold\nold\n```\n"
    text, _ = rerun(page, instruments=ROOT / "instruments", file="page.md")
    assert text == "```console\n$ sapar schema facts\n{\n…\n  }\n}\n```\n"


def test_lines_between_are_known_again_by_how_they_begin() -> None:
    page = '```console\n$ sapar schema facts\nold\n…\n    "person.born": {\nold\n…\nold\n```\n'
    text, _ = rerun(page, instruments=ROOT / "instruments", file="page.md")
    shown = '{\n…\n    "person.born": {\n      "type": "string",\n…\n}\n'
    assert text == f"```console\n$ sapar schema facts\n{shown}```\n"


def test_a_line_that_is_not_said_any_more_fails() -> None:
    page = "```console\n$ sapar schema facts\n…\nnothing\n…\n```\n"
    with pytest.raises(PageError, match='does not say "nothing" any more'):
        rerun(page, instruments=ROOT / "instruments", file="page.md")


def test_a_page_runs_no_command_but_ours() -> None:
    page = "```console\n$ sapar schema facts\n$ ls\n```\n"
    with pytest.raises(PageError, match="not a command of Sapar"):
        rerun(page, instruments=ROOT / "instruments", file="page.md")
