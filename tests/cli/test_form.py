"""`sapar form`: a lawyer looks at a paper, filled as far as a file goes."""

from pathlib import Path

import pytest
from tests.cli.conftest import FactsFile
from tests.cli.desk import KOREA, Sapar
from tests.instruments.forms.papers import words_of


def test_it_writes_the_paper_with_what_the_facts_give(
    sapar: Sapar, facts: FactsFile, tmp_path: Path
) -> None:
    out = tmp_path / "plan.pdf"
    said = sapar("form", KOREA, "plan", "--facts", facts(), "--lang", "ru", "--out", str(out))
    assert (said.code, said.out, said.err) == (0, "", "")
    paper = words_of(out.read_bytes())
    assert "Мой план отъезда" in paper
    assert "среда, 31 декабря 2025 г. – пятница, 9 января 2026 г." in paper
    assert "Составлено: 10 декабря 2025 г." in paper


def test_values_that_are_no_facts_may_stand_in_the_same_file(
    sapar: Sapar, facts: FactsFile, tmp_path: Path
) -> None:
    out = tmp_path / "declaration.pdf"
    named = facts(("  nationality: KZ", "  nationality: KZ\n  surname: SARSENOVA"))
    said = sapar("form", KOREA, "declaration", "--facts", named, "--out", str(out))
    assert said.code == 0
    assert "SARSENOVA" in words_of(out.read_bytes())


def test_facts_may_come_on_standard_input(sapar: Sapar, tmp_path: Path) -> None:
    out = tmp_path / "plan.pdf"
    said = sapar(
        "form", KOREA, "plan", "--facts", "-", "--out", str(out), stdin="person.surname: KIM"
    )
    assert said.code == 0
    assert "KIM" in words_of(out.read_bytes())


@pytest.mark.parametrize(
    ("words", "stdin", "message"),
    [
        (("plam",), "", f'"{KOREA}" has no form "plam". Did you mean "plan"?\n'),
        (("plan", "--lang", "de"), "", '--lang: there is no "de".'),
        (("plan",), "person.shoe: 1", 'standard input:1:1: There is no fact called "person.shoe".'),
        (("plan",), "contact.phone: 1345", 'The value "contact.phone" cannot be used'),
        (("plan",), "departure.date: 2026-02-30", "standard input:1:17: 2026-02-30 is a day"),
    ],
)
def test_wrong_use_is_one_sentence_and_writes_nothing(
    sapar: Sapar, tmp_path: Path, words: tuple[str, ...], stdin: str, message: str
) -> None:
    out = tmp_path / "paper.pdf"
    said = sapar("form", KOREA, *words, "--facts", "-", "--out", str(out), stdin=stdin)
    assert said.code == 2
    assert said.err.startswith(message)
    assert said.out == ""
    assert not out.exists()


def test_a_folder_that_is_not_there_is_named(sapar: Sapar, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "paper.pdf"
    said = sapar("form", KOREA, "plan", "--facts", "-", "--out", str(out))
    assert said.code == 2
    assert said.err.startswith(f"{out}: The paper cannot be written: No such file or directory.")
