"""The shelf, its words, and how a facts file is read."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from tests.instruments.badly import INSTRUMENTS, shelf

from sapar.core.law import DOES_NOT_APPLY, VOCABULARY, FactError, InstrumentError, Verdict, assess
from sapar.core.law.instrument import Quantity
from sapar.instruments.check import check_instrument, check_shared_words
from sapar.instruments.facts_file import facts_in_text, read_facts
from sapar.instruments.library import Library, UnknownInstrumentError
from sapar.instruments.strict_yaml import read_text
from sapar.instruments.words import InstrumentWords, SharedWords, long_date, placeholders

KOREA = "kr-voluntary-departure-2025"
ON = date(2025, 12, 10)


def test_an_unknown_instrument_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownInstrumentError) as caught:
        shelf().law("kr-voluntary-departure-2052")
    assert caught.value.mend == 'Did you mean "kr-voluntary-departure-2025"?'


def test_an_unknown_language_is_answered_with_those_there_are() -> None:
    with pytest.raises(InstrumentError) as caught:
        shelf().words(KOREA, "de")
    assert str(caught.value) == (
        f'"{KOREA}" has no words in "de". It has words in: en, kk, ru, ko, fr.'
    )


def test_every_file_is_read_once() -> None:
    assert shelf().law(KOREA) is shelf().law(KOREA)
    assert shelf().words(KOREA, "en") is shelf().words(KOREA, "en")


TUTORIAL = INSTRUMENTS.parent / "docs/tutorial/example/instruments/xo-spring-departure-2025"


def test_a_shelf_of_its_own_speaks_and_counts_with_what_is_shipped(tmp_path: Path) -> None:
    copytree(TUTORIAL, tmp_path / TUTORIAL.name)
    mine = Library(tmp_path)
    assert mine.ids == (TUTORIAL.name,)
    assert check_instrument(mine, tmp_path / TUTORIAL.name) == []
    assert check_shared_words(mine) == []
    assert mine.shared("kk").text("answers", "yes") == "Иә"
    assert mine.calendars.keys() == shelf().calendars.keys()


def test_a_shelf_with_words_of_its_own_speaks_those(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words/en.yaml").write_text("answers: {yes: Aye}\n")
    assert Library(tmp_path).shared("en").text("answers", "yes") == "Aye"
    assert Library(tmp_path).shared("fr").text("answers", "yes") == "Oui"


def test_an_empty_folder_has_no_instruments(tmp_path: Path) -> None:
    assert Library(tmp_path).ids == ()


def test_the_instrument_of_a_folder_elsewhere_is_read_on_this_shelfs_calendars() -> None:
    law = shelf().law_in(INSTRUMENTS / KOREA)
    assert law.calendars is shelf().calendars


# words

SHARED = SharedWords(
    "ru",
    read_text(
        """
units:
  years: {one: "{n} год", few: "{n} года", many: "{n} лет", other: "{n} года"}
  KRW: {other: "{n} вон"}
quantities: {up_to: "до {amount}", from: "от {amount}", silent: не указано}
answers: {yes: да, no: нет}
facts:
  stay.entry: {label: Въезд, codes: {regular: через контроль}}
  stay.unlawful_since: {does_not_apply: Я здесь законно}
""",
        file="ru.yaml",
    ),
)


@pytest.mark.parametrize(
    ("least", "most", "unit", "text"),
    [
        (1, 1, "years", "1 год"),
        (2, 2, "years", "2 года"),
        (5, 5, "years", "5 лет"),
        (1, 5, "years", "1–5 лет"),
        (None, 10, "years", "до 10 лет"),
        (3, None, "years", "от 3 года"),
        (30_000_000, 30_000_000, "KRW", "30\u00a0000\u00a0000 вон"),
        (7, 7, "moons", "7 moons"),
    ],
)
def test_a_quantity_is_written_as_its_language_writes_it(
    least: int | None, most: int | None, unit: str, text: str
) -> None:
    assert SHARED.quantity(Quantity(least=least, most=most, unit=unit)) == text


def words_of(own: str) -> InstrumentWords:
    instrument = shelf().law(KOREA).instrument
    return InstrumentWords(instrument, "ru", read_text(own, file="own.yaml"), SHARED)


def test_an_instruments_own_words_come_before_the_shared_ones() -> None:
    own = words_of("facts: {stay.entry: {label: Как вы въехали}}")
    assert own.fact("stay.entry", "label") == "Как вы въехали"
    assert words_of("title: x").fact("stay.entry", "label") == "Въезд"
    assert own.fact("stay.entry", "hint") is None


def test_values_are_put_into_words() -> None:
    own = words_of("title: x")
    assert own.value("stay.entry", "regular") == "через контроль"
    assert own.value("stay.entry", "smuggled") == "smuggled"
    assert own.value("person.detained", True) == "да"
    assert own.value("person.detained", False) == "нет"
    assert own.value("stay.unlawful_since", DOES_NOT_APPLY) == "Я здесь законно"
    assert own.value("departure.date", date(2026, 2, 28)) == "суббота, 28 февраля 2026\u202fг."
    assert own.value("household.children", ({}, {})) == "2"


def test_a_sentence_whose_names_cannot_be_filled_gives_way_to_the_rule() -> None:
    own = words_of("provisions: {notice: {rule: Правило., met: 'До {last}.', not_met: Поздно.}}")
    law = shelf().law(KOREA)
    finding = assess(law, {}, on=ON, known_on=ON).finding("notice")
    assert own.sentence(finding, {}) == "Правило."
    assert (
        own.filled("До {last}.", {"last": date(2026, 1, 9)}) == "До пятница, 9 января 2026\u202fг.."
    )
    assert own.filled("До {last}.", {}) is None
    assert finding.verdict is Verdict.UNKNOWN


def test_a_missing_sentence_falls_back_to_its_name() -> None:
    assert words_of("title: x").text("provisions", "notice", "title") == "title"
    assert words_of("title: x").maybe("provisions", "notice", "title") is None


def test_the_names_a_sentence_asks_for_are_found() -> None:
    assert placeholders("From {first} to {departure.date}.") == {"first", "departure.date"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Saturday 28 February 2026"),
        ("kk", "2026 жылғы 28 ақпан, сенбі"),
        ("ko", "2026년 2월 28일 토요일"),
        ("fr", "samedi 28 février 2026"),
    ],
)
def test_a_date_is_written_as_its_language_writes_it(language: str, text: str) -> None:
    assert long_date(date(2026, 2, 28), language) == text


def test_the_french_write_the_first_of_the_month_as_an_ordinal() -> None:
    assert long_date(date(2026, 3, 1), "fr") == "dimanche 1er mars 2026"
    assert long_date(date(2026, 3, 1), "fr", weekday=False) == "1er mars 2026"


# facts files


def test_names_may_be_nested_dotted_or_half_of_each(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("stay: {country: KR, entered_on: 2023-05-01}\nstay.entry: regular\n")
    assert read_facts(path, VOCABULARY) == {
        "stay.country": "KR",
        "stay.entered_on": date(2023, 5, 1),
        "stay.entry": "regular",
    }


@pytest.mark.parametrize("text", ["", "{}", "# nothing yet", "stay: {}", "stay.entry: null"])
def test_whoever_tells_nothing_has_told_nothing_wrong(text: str) -> None:
    assert facts_in_text(text, VOCABULARY, file="facts.yaml") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- KR", "facts.yaml:1:1: A facts file holds names and values."),
        ("stay:\n  entri: regular", 'facts.yaml:2:3: There is no fact called "stay.entri".'),
        ("a: 1\nstay.entri: x", 'facts.yaml:1:1: There is no fact called "a".'),
        ("household.children: 2", "facts.yaml:1:1: "),
        ("household.children: [2]", "facts.yaml:1:1: "),
        ("stay: {visits: [{entered_on: x}]}", "facts.yaml:1:8: "),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(FactError) as caught:
        facts_in_text(text, VOCABULARY, file="facts.yaml")
    assert str(caught.value).startswith(message)
