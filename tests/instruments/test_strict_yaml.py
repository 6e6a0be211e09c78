"""YAML is read strictly: NO is Norway, nothing explodes, and a mistake is found quickly."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sapar.instruments.strict_yaml import MAX_BYTES, DocumentError, read_file, read_text


def value(text: str) -> Any:
    return read_text(text, file="facts.yaml").value


def error(text: str) -> str:
    with pytest.raises(DocumentError) as caught:
        read_text(text, file="facts.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("'null'", "null"),
        ('"2026-02-28"', "2026-02-28"),
        ("2026-02-28", date(2026, 2, 28)),
        ("2026-2-8", "2026-2-8"),
        ("2026-02-28T10:00:00", "2026-02-28T10:00:00"),
        ("12", 12),
        ("-3", -3),
        ("007", "007"),
        ("1345", 1345),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1.5", "1.5"),
        ("12:30:45", "12:30:45"),
        ("9" * 30, "9" * 30),
        ("[NO, SE]", ["NO", "SE"]),
        ("{NO: Norway}", {"NO": "Norway"}),
    ],
)
def test_a_value_means_what_a_person_reads(written: str, meant: Any) -> None:
    assert value(f"a: {written}")["a"] == meant
    assert type(value(f"a: {written}")["a"]) is type(meant)


def test_a_key_is_a_word_whatever_it_looks_like() -> None:
    assert value("NO: 1\n2026: 2\ntrue: 3") == {"NO": 1, "2026": 2, "true": 3}


BILLION_LAUGHS = "\n".join(
    ["a: &a [ha, ha]"]
    + [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BILLION_LAUGHS, "facts.yaml:1:4: Aliases are not used here. Write the value again."),
        ("[" * 400_000, "facts.yaml:1:32: This is nested more than 30 deep. Write it flatter."),
        ("{a: " * 100_000, "facts.yaml:1:125: This is nested more than 30 deep. Write it flatter."),
        (
            "- " * 20_000 + "a",
            "facts.yaml:1:63: This is nested more than 30 deep. Write it flatter.",
        ),
        (
            "\n".join(" " * depth + "a:" for depth in range(40)),
            "facts.yaml:32:32: This is nested more than 30 deep. Write it flatter.",
        ),
    ],
    ids=["a billion laughs", "brackets", "braces", "dashes", "indentation"],
)
def test_what_would_explode_is_refused_at_once(text: str, message: str) -> None:
    assert error(text) == message


def test_a_control_character_is_refused() -> None:
    assert error("a: \x00").startswith("facts.yaml: This is not valid YAML: unacceptable character")


def test_what_never_closes_is_an_error_at_its_end() -> None:
    assert error('a: "b').startswith("facts.yaml:1:6: This is not valid YAML: found unexpected")


# files


def of_file(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read_file(path, name="law.yaml")
    return str(caught.value)


def test_a_file_of_more_than_a_megabyte_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "law.yaml"
    path.write_text("a" * (MAX_BYTES + 1))
    assert of_file(path) == "law.yaml: This file has 1000001 bytes; at most 1000000 are read."


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "law.yaml"
    path.write_bytes("закон: да".encode("cp1251"))
    assert of_file(path) == "law.yaml: This file is not UTF-8. Save it as UTF-8."


def test_a_file_that_is_not_there_or_is_a_folder_is_named(tmp_path: Path) -> None:
    assert of_file(tmp_path / "law.yaml") == (
        "law.yaml: This file cannot be read: No such file or directory."
    )
    assert of_file(tmp_path) == "law.yaml: This file cannot be read: Is a directory."


# places


def test_every_part_has_its_place_and_a_missing_one_that_of_what_surrounds_it() -> None:
    document = read_text('a:\n  b: [x, "y"]\n', file="f.yaml")
    assert str(document.place(("a", "b"))) == "f.yaml:2:3"
    assert str(document.value_place(("a", "b"))) == "f.yaml:2:6"
    assert str(document.value_place(("a", "b", 1))) == "f.yaml:2:11"
    assert str(document.place(("a", "c"))) == "f.yaml:1:1"
    assert str(document.value_place(("a", "c"))) == "f.yaml:1:1"
    assert str(read_text("", file="f.yaml").value_place(())) == "f.yaml"
