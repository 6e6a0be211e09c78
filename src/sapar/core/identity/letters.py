"""The tables of transliteration for machine-readable zones, as data.

Each row gives capital letters and what a zone has in their place. Where the first of several
values is marked as usual, it stands first; a state may choose another.

- LATIN, CYRILLIC and EXCEPTIONS: ICAO Doc 9303, eighth edition (2021), part 3, section 6, tables A
  and B, read letter by letter in two independent transcripts of the document.
- CORRECTED: rows of table B whose printed letter and code point contradict each other.
- ADDED: letters without a row, each with its source. They are `assumed`.
"""

from __future__ import annotations

from typing import Final

ICAO: Final = "ICAO Doc 9303-3, 8th edition, section 6"
KAZAKH_TO_RUSSIAN: Final = (
    "the rule for writing Kazakh names in Russian (Ә as А, Ғ as Г, Қ as К, Ң as Н, Ө as О, Ұ and "
    "Ү as У), as reported by dogovor24.kz and nur.kz, and then the row of the Russian letter in "
    + ICAO
)
BGN: Final = "BGN/PCGN romanisation of Kazakh, 1979"
UNICODE: Final = "the letter without its mark, by Unicode's decomposition"

LATIN: Final = {
    letter: values.split()
    for row in (
        "À A|Á A|Â A|Ã A|Ä AE A|Å AA A|Æ AE|Ç C|È E|É E|Ê E|Ë E|Ì I|Í I|Î I|Ï I|Ð D|Ñ N NXX",
        "Ò O|Ó O|Ô O|Õ O|Ö OE O|Ø OE|Ù U|Ú U|Û U|Ü UE UXX U|Ý Y|Þ TH|Ā A|Ă A|Ą A|Ć C|Ĉ C|Ċ C|Č C",
        "Ď D|Đ D|Ē E|Ĕ E|Ė E|Ę E|Ě E|Ĝ G|Ğ G|Ġ G|Ģ G|Ĥ H|Ħ H|Ĩ I|Ī I|Ĭ I|Į I|İ I|ı I|Ĳ IJ|Ĵ J|Ķ K",
        "Ĺ L|Ļ L|Ľ L|Ŀ L|Ł L|Ń N|Ņ N|Ň N|Ŋ N|Ō O|Ŏ O|Ő O|Œ OE|Ŕ R|Ŗ R|Ř R|Ś S|Ŝ S|Ş S|Š S|Ţ T|Ť T",
        "Ŧ T|Ũ U|Ū U|Ŭ U|Ů U|Ű U|Ų U|Ŵ W|Ŷ Y|Ÿ Y|Ź Z|Ż Z|Ž Z|ẞ SS",
    )
    for letter, values in (pair.split(" ", 1) for pair in row.split("|"))
}
"""Table A. The first value is taken; ICAO allows the others."""

CYRILLIC: Final = dict(
    pair.split(" ", 1)
    for row in (
        "Ё E|Ђ D|Є IE|Ѕ DZ|І I|Ї I|Ј J|Љ LJ|Њ NJ|Ќ K|Ў U|Џ DZ|А A|Б B|В V|Г G|Д D|Е E|Ж ZH|З Z",
        "И I|Й I|К K|Л L|М M|Н N|О O|П P|Р R|С S|Т T|У U|Ф F|Х KH|Ц TS|Ч CH|Ш SH|Щ SHCH|Ъ IE|Ы Y",
        "Э E|Ю IU|Я IA|Ѫ U|Ѵ Y|Ґ G|Ғ G|Һ C",
    )
    for pair in row.split("|")
)
"""Table B, the values for every language."""

EXCEPTIONS: Final = {
    "be": {"Ё": "IO", "Г": "H"},
    "bg": {"Щ": "SHT"},
    "mk": {"Ќ": "KJ", "Џ": "DJ", "Х": "H", "Ц": "C"},
    "sr": {"Г": "H", "Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S"},
    "uk": {"Г": "H", "И": "Y"},
}
"""Table B, “except …”, by the language of the name."""

UKRAINIAN_FIRST: Final = {"Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA"}
"""Table B, “except if Ukrainian first character”."""

CORRECTED: Final = {
    # The row 0492 Ғ carries the value of Macedonian Ѓ (0403), and 04BA Һ that of Serbian Ћ (040B):
    # both letters have no row of their own, and look alike.
    "mk": {"Ѓ": "GJ"},
    "sr": {"Ћ": "C"},
}
"""What two misprinted rows of table B mean; marked `assumed`."""

ADDED: Final = {
    "Ә": ("A", KAZAKH_TO_RUSSIAN),
    "Қ": ("K", KAZAKH_TO_RUSSIAN),
    "Ң": ("N", KAZAKH_TO_RUSSIAN),
    "Ө": ("O", KAZAKH_TO_RUSSIAN),
    "Ұ": ("U", KAZAKH_TO_RUSSIAN),
    "Ү": ("U", KAZAKH_TO_RUSSIAN),
    "Ѓ": ("G", UNICODE),
    "Ћ": ("C", "its row in Serbian, printed under 04BA"),
    "Ѐ": ("E", UNICODE),
    "Ѝ": ("I", UNICODE),
    "Ӣ": ("I", UNICODE),
    "Ӯ": ("U", UNICODE),
    "Ҳ": ("KH", "the letter without its tail"),
    "Ҷ": ("CH", "the letter without its tail"),
    "Ҥ": ("N", "the letter Ң of other alphabets"),
    "Җ": ("ZH", "the letter without its tail"),
    "Ь": ("", "it has no row in table B: passports leave it out"),
    "ß": ("SS", "the small form of ẞ"),
    "ĸ": ("K", UNICODE),
    "Ə": ("A", "the Latin letter of Azerbaijani, as its passports write it"),
    "Ș": ("S", "the row of Ş"),
    "Ț": ("T", "the row of Ţ"),
    "ſ": ("S", UNICODE),
}
"""Letters that no row has; each value is `assumed`, with its source."""

ADDED_KAZAKH: Final = {"Һ": ("H", BGN)}
"""In Kazakh Һ is a sound like h; the C of table B is a misprint (see CORRECTED)."""
