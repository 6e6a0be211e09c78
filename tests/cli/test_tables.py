"""The tables that the commands print for people, in the reader's language."""

from pathlib import Path

import pytest
from tests.cli.desk import KOREA, Sapar


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("provision", "fall here", "are left", "1 people, 0 answers provisional.")),
        ("kk", ("норма", "қалады", "нәтиже", "Барлығы 1 адам")),
        ("ru", ("положение", "остаются", "исход", "Всего людей: 1")),
        ("ko", ("규정", "남음", "결과", "모두 1명")),
        ("fr", ("disposition", "restent", "résultat", "1 personnes")),
    ],
)
def test_the_funnel_speaks_the_language_asked_for(
    sapar: Sapar, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("id,stay.country\n1,KR\n")
    said = sapar("screen", KOREA, str(people), "--on", "2026-01-20", "--lang", language)
    assert said.code == 0
    for word in words:
        assert word in said.out


def test_the_shelf_is_listed_in_the_language_asked_for(sapar: Sapar) -> None:
    assert sapar("instruments", "--lang", "ru").out.split()[:4] == [
        "документ",
        "вид",
        "страна",
        "название",
    ]
