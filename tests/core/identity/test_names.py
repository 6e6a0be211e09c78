"""A name is kept as it was written, and refused with a reason when it is none."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.core.identity import (
    BirthError,
    BirthFormError,
    EmptyNameError,
    IdentityError,
    ImpossibleBirthError,
    LetterError,
    LongNameError,
    MixedScriptsError,
    NameCharacterError,
    NameMarksError,
    NameTextError,
    Precision,
    UnlikelyBirthError,
    clean_name,
    letter_of,
    read_born,
    script_of,
    search_form,
    transliterate,
)

TODAY = date(2026, 1, 20)


@pytest.mark.parametrize(
    "name",
    [
        "Әйгерім",
        "Нұрсұлтанұлы",
        "O’Brien",
        "Jean-Luc",
        "Lê Thị Ánh",
        "김민준",
        "محمد‌رضا",
        "Ó",
        "von der Lühe, jr.",
        "Мар’яна",
        "山田はなこ",
    ],
)
def test_names_of_every_script_stay_as_they_are(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", EmptyNameError),
        (" \t\n ", EmptyNameError),
        ("--", EmptyNameError),
        ("А" * 10_000, LongNameError),
        ("é" * 201, LongNameError),
        ("Аида\u0000", NameCharacterError),
        ("Аида\u202eавокиреС", NameCharacterError),
        ("\u2067Аида", NameCharacterError),
        ("Аида😀", NameCharacterError),
        ("Аида1", NameCharacterError),
        ("\ud800", NameCharacterError),
        ("\ue000", NameCharacterError),
        ("<script>", NameCharacterError),
        ("\u0301Аида", NameMarksError),
        ("q" + "\u0323" * 30, NameMarksError),
        ("Aидa", MixedScriptsError),
    ],
)
def test_what_is_no_name_is_refused_with_its_own_error(
    typed: str, error: type[NameTextError]
) -> None:
    with pytest.raises(error) as refused:
        clean_name(typed)
    assert refused.value.code.startswith("name_")


def test_signs_that_nobody_sees_go_without_a_word() -> None:
    assert clean_name("\ufeffАи\u200bда\u200e ") == "Аида"


@given(st.text())
def test_no_text_brings_another_error(text: str) -> None:
    try:
        name = clean_name(text)
    except NameTextError:
        return
    assert clean_name(name) == name
    assert len(name) <= 200


@given(st.text(max_size=300))
def test_nothing_else_breaks_on_any_text(text: str) -> None:
    search_form(text)
    script_of(text)
    for call in (lambda: transliterate(text), lambda: read_born(text, on=TODAY)):
        with suppress(IdentityError):
            call()


def test_a_search_finds_with_and_without_marks() -> None:
    assert search_form("Müller") == search_form("muller") == "muller"
    assert search_form("Ёлкин") == search_form("Елкин")
    assert search_form("Ә") != search_form("А")  # another letter, not the same with a mark


# transliteration


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        ("ӘҒҚҢӨҰҮҺІ", "kk", "AGKNOUUHI"),
        ("Щербакова Юлия", "ru", "SHCHERBAKOVA IULIIA"),
        ("Игорь Объедков", "ru", "IGOR OBIEEDKOV"),
        ("Єлизавета Гнатюк", "uk", "YELYZAVETA HNATIUK"),
        ("Ђорђе Живковић", "sr", "DORDE ZIVKOVIC"),
        ("Щерю", "bg", "SHTERIU"),
        ("Ќосе", "mk", "KJOSE"),
        ("Ёлка", "be", "IOLKA"),
        ("Æsa Strauß", None, "AESA STRAUSS"),
        ("Nguyễn", None, "NGUYEN"),
        ("D'Angelo-Rossi", None, "DANGELO ROSSI"),
    ],
)
def test_names_are_written_in_a_to_z(name: str, language: str | None, written: str) -> None:
    assert transliterate(name, language=language).text == written


def test_a_letter_without_a_row_is_marked_and_says_its_source() -> None:
    assert transliterate("Қанат", language="kk").assumed == ("Қ",)
    assert transliterate("Канат", language="ru").assumed == ()
    letter = letter_of("Һ", language="kk")
    assert letter is not None
    assert letter.is_assumed
    assert "BGN" in letter.source


def test_a_script_without_a_table_is_an_error_not_a_guess() -> None:
    with pytest.raises(LetterError) as refused:
        transliterate("김")
    assert refused.value.params == {"code_point": "U+AE40", "position": "1"}


# births


def test_a_year_alone_is_kept_as_a_year() -> None:
    assert read_born("1990", on=TODAY).precision is Precision.YEAR
    assert read_born(" 1990-4-3 ", on=TODAY).day == date(1990, 4, 3)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", BirthFormError),
        ("23.04.1990", BirthFormError),
        ("1990-04", BirthFormError),
        ("9" * 10_000, BirthFormError),
        ("1990-02-30", ImpossibleBirthError),
        ("1990-13-01", ImpossibleBirthError),
        ("1369-02-03", UnlikelyBirthError),
        ("2533", UnlikelyBirthError),
        ("٥٧٥٠", UnlikelyBirthError),
        ("2026-01-21", UnlikelyBirthError),
        ("0000-01-01", UnlikelyBirthError),
    ],
)
def test_other_calendars_and_impossible_days_are_refused(
    text: str, error: type[BirthError]
) -> None:
    with pytest.raises(error):
        read_born(text, on=TODAY)
