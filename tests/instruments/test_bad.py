"""One file for each mistake: the exact message, with its file, line and mend."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.instruments.badly import BAD, CASES, expected_in, problems_in, text_of

from sapar.core.law import check, check_procedures
from sapar.instruments import strict_yaml, words_check
from sapar.instruments.forms import check as forms_check
from sapar.instruments.reader import context, parts, procedures, provisions

READERS = (context, parts, procedures, provisions)
OF_FILES = ("This file has 9 bytes; at most 9 are read.", "This file is not UTF-8.")
"""What no text can show; see test_strict_yaml.py."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_named_with_its_place_and_its_mend(case: Path) -> None:
    expected = expected_in(case)
    assert expected, f"{text_of(case)} promises nothing: begin it with “# expected: …”"
    assert problems_in(case) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_message_names_the_file_it_is_about(case: Path) -> None:
    for message in expected_in(case):
        assert message.startswith(case.name)


def messages_in(module: ModuleType) -> Iterator[str]:
    """A pattern for each message a module can raise or yield, read from its source."""
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        found = [word.value for word in node.keywords if word.arg == "message"]
        if name in {"InstrumentError", "DocumentError", "ExpressionError"}:
            found += node.args[:1]
        elif name == "error":
            found += node.args[1:2]
        yield from (pattern for one in found if (pattern := pattern_of(one)))


def pattern_of(text: ast.expr) -> str | None:
    if isinstance(text, ast.Constant):
        return re.escape(str(text.value))
    if isinstance(text, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*"
            for part in text.values
        )
    return None


@pytest.mark.parametrize(
    "module",
    [check, check_procedures, words_check, forms_check, strict_yaml, *READERS],
    ids=lambda module: module.__name__,
)
def test_every_check_has_its_file(module: ModuleType) -> None:
    promised = "\n".join([*OF_FILES, *(said for case in CASES for said in expected_in(case))])
    patterns = set(messages_in(module))
    assert patterns, "the test no longer finds the messages of this module"
    assert [one for one in sorted(patterns) if not re.search(one, promised)] == []


def test_no_other_file_lies_among_the_mistakes() -> None:
    assert {path.suffix for path in BAD.rglob("*") if path.is_file()} == {".yaml", ".typ"}
