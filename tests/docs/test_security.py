"""Each line of the page on security names tests that exist, or says that there is none."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/reference/security.md").read_text(encoding="utf-8")
LINES = [line for line in PAGE.splitlines() if re.match(r"\| \d", line)]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_every_test_it_names_exists() -> None:
    named = NAMED.findall(PAGE)
    assert len(named) > 50
    for file, test in named:
        text = (ROOT / file).read_text(encoding="utf-8")
        assert f"def {test}(" in text if test else "def test_" in text, f"{file}::{test}"


def test_every_line_has_a_test_or_a_reason() -> None:
    assert len(LINES) > 40
    for line in LINES:
        _, number, what, proof, _ = (part.strip() for part in line.split("|"))
        assert number
        assert what
        assert NAMED.search(proof) or len(proof) > 12, line
