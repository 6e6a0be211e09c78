"""The fonts of papers have every letter we say they have, and every letter of our words."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from sapar.instruments.typeface import FAMILY, FOLDER, letters, printable

ROOT = Path(__file__).parents[2]
TEXTS = [
    *ROOT.glob("src/sapar/locale/*/LC_MESSAGES/django.po"),
    *ROOT.glob("instruments/words/*.yaml"),
    *ROOT.glob("instruments/*/words/*.yaml"),
    *ROOT.glob("instruments/*/instrument.yaml"),
    *ROOT.glob("instruments/forms/*.typ"),
    *ROOT.glob("instruments/*/forms/*.typ"),
]


@pytest.mark.parametrize("weight", [400, 700])
def test_the_fonts_have_exactly_the_letters_we_print(weight: int) -> None:
    font = TTFont(FOLDER / f"sapar-letter-{weight}.otf")
    assert set(font.getBestCmap()) == set(letters())
    assert font["OS/2"].usWeightClass == weight


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_letter_of_our_words_can_be_printed(path: Path) -> None:
    known = set(letters()) | {ord("\n")}
    text = path.read_text(encoding="utf-8")
    if path.name == "instrument.yaml":  # only the names of publishers are printed
        text = "\n".join(re.findall(r"^    publisher: (.*)$", text, re.MULTILINE))
    assert {one for one in text if ord(one) not in known} == set()


def test_all_written_korean_and_kazakh_can_be_printed() -> None:
    for first, last in ((0xAC00, 0xD7A3), (0x41, 0x5A), (0x410, 0x44F)):
        text = "".join(map(chr, range(first, last + 1)))
        assert printable(text) == text
    assert printable("ӘәҒғҚқҢңӨөҰұҮүҺһІі₸₩€0123456789") == "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸₩€0123456789"


def test_the_reserved_name_is_not_used_and_the_licence_lies_beside() -> None:
    for weight in (400, 700):
        names = TTFont(FOLDER / f"sapar-letter-{weight}.otf")["name"].names
        assert {str(one) for one in names if one.nameID == 1} == {FAMILY}
        assert not any("Pretendard" in str(one) for one in names if one.nameID != 0)
    assert "Reserved Font Name Pretendard" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_the_fonts_are_not_large() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.otf")) < 3_000_000
