"""Every letter of every text is in the fonts we ship: no boxes, no mixed faces."""

import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

SOURCES = Path(__file__).parents[2]
FOLDER = SOURCES / "src/sapar/web/frame/static/frame/fonts"
TEXTS = [
    *SOURCES.glob("src/sapar/locale/*/LC_MESSAGES/django.po"),
    *SOURCES.glob("src/sapar/web/*/templates/**/*.html"),
    *SOURCES.glob("instruments/words/*.yaml"),
    *SOURCES.glob("instruments/*/words/*.yaml"),
]
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸"


def _characters(weight: int) -> set[int]:
    found: set[int] = set()
    for script in ("text", "hangul"):
        found |= set(TTFont(FOLDER / f"sapar-{script}-{weight}.woff2").getBestCmap())
    return found


@pytest.mark.parametrize("weight", [400, 700])
def test_the_fonts_hold_every_character_of_our_texts(weight: int) -> None:
    known = _characters(weight)
    missing = {
        f"{character!r} in {path.name}"
        for path in TEXTS
        for character in path.read_text(encoding="utf-8")
        if ord(character) not in known and not unicodedata.category(character).startswith("C")
    }
    assert missing == set()


@pytest.mark.parametrize("weight", [400, 700])
def test_the_small_font_holds_kazakh(weight: int) -> None:
    known = TTFont(FOLDER / f"sapar-text-{weight}.woff2").getBestCmap()
    assert [letter for letter in KAZAKH if ord(letter) not in known] == []


def test_the_style_sheet_announces_what_the_fonts_hold() -> None:
    sheet = (FOLDER.parent / "sapar.css").read_text(encoding="utf-8")
    for face in re.findall(r"@font-face \{[^}]*\}", sheet):
        name = re.search(r"fonts/([\w-]+\.woff2)", face)
        spans = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)
        assert name is not None
        announced = {
            code
            for first, last in spans
            for code in range(int(first, 16), int(last or first, 16) + 1)
        }
        held = set(TTFont(FOLDER / name[1]).getBestCmap())
        assert held <= announced, f"{name[1]}: {sorted(map(hex, held - announced))}"


def test_a_cheap_phone_need_not_load_much() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.glob("*.woff2")}
    assert sizes["sapar-text-400.woff2"] < 30_000
    assert sum(sizes.values()) < 1_200_000
    assert (FOLDER.parent / "sapar.css").stat().st_size < 20_000
