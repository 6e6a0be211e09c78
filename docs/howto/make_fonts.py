"""Cut the fonts of the site and of the papers out of Pretendard GOV: make_fonts.py FOLDER_WITH_OTF."""

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from sapar.instruments import typeface

SITE = Path(__file__).parents[2] / "src/sapar/web/frame/static/frame/fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}

LATIN_AND_CYRILLIC = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A
    *range(0x400, 0x460),  # Cyrillic
    *range(0x490, 0x500),  # Cyrillic letters of Kazakh and its neighbours
    *range(0x2010, 0x2028),  # dashes, quotation marks, bullets
    0x202F,
    0x2030,
    0x2032,
    0x2033,
    0x2039,
    0x203A,
    0x20A9,  # won
    0x20AC,
    0x20B8,  # tenge
    0x20BD,
    0x2116,
    *range(0x2190, 0x2194),  # arrows
    0x2212,
    0x2260,
    0x2264,
    0x2265,
    0x2713,
    0x2717,
    *map(ord, "한국어"),  # in the language switch of every page: it shall not load the large file
]


def syllables_of_ks_x_1001() -> list[int]:
    """The 2,350 syllables that written Korean uses, taken from Python's EUC-KR codec."""
    rows, columns = range(0xB0, 0xC9), range(0xA1, 0xFF)
    return [ord(bytes([row, column]).decode("euc_kr")) for row in rows for column in columns]


HANGUL = [*range(0x3000, 0x3020), *range(0x3131, 0x318F), *syllables_of_ks_x_1001()]


@dataclass(frozen=True)
class Cut:
    """One family of files: "Pretendard" is a reserved font name, so a subset carries another."""

    family: str
    target: str  # with the weight left open
    characters: list[int]
    flavor: str | None  # a browser wants woff2, a paper plain OpenType


CUTS = [
    Cut("Sapar Text", f"{SITE}/sapar-text-{{}}.woff2", LATIN_AND_CYRILLIC, "woff2"),
    Cut("Sapar Text", f"{SITE}/sapar-hangul-{{}}.woff2", HANGUL, "woff2"),
    Cut(
        typeface.FAMILY,
        f"{typeface.FOLDER}/sapar-letter-{{}}.otf",
        list(typeface.letters()),
        None,
    ),
]


def cut(source: Path, one: Cut, target: Path, weight: str) -> None:
    """Write these characters, with kerning and tabular figures, under our family name."""
    options = subset.Options(
        flavor=one.flavor, desubroutinize=bool(one.flavor), hinting=False, notdef_outline=True
    )
    options.layout_features = ["kern", "ccmp", "locl", "mark", "mkmk", "tnum", "case"]
    font: TTFont = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=one.characters)
    cutter.subset(font)
    names = {
        1: one.family,
        2: weight,
        3: f"{one.family} {weight}",
        4: f"{one.family} {weight}",
        6: f"{one.family.replace(' ', '')}-{weight}",
    }
    for record in list(font["name"].names):
        if record.nameID in (16, 17, 21, 22, 25):
            font["name"].removeNames(nameID=record.nameID)
        elif record.nameID in names:
            record.string = names[record.nameID]
    if "CFF " in font:
        table = font["CFF "].cff
        table.fontNames = [names[6]]
        table.topDictIndex[0].FamilyName = one.family
        table.topDictIndex[0].FullName = names[4]
    subset.save_font(font, str(target), options)


def main(folder: Path) -> None:
    """Make every weight of every cut, and say how large each came out."""
    for weight, number in WEIGHTS.items():
        for one in CUTS:
            target = Path(one.target.format(number))
            cut(folder / f"PretendardGOV-{weight}.otf", one, target, weight)
            sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
