"""Machine-readable zones as people and cameras give them. Everybody here is invented or ICAO's own."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.core.identity import (
    MissingLineError,
    ZoneError,
    ZoneShapeError,
    read_zone,
)

TODAY = date(2012, 1, 1)
NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
NUMBERS = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
PASSPORT = f"{NAMES}\n{NUMBERS}"
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
SMALL_CARD = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
VISA_A = (
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
)
VISA_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"


@pytest.mark.parametrize(
    ("text", "name", "number", "born"),
    [
        (PASSPORT, "TD3", "L898902C3", date(1974, 8, 12)),
        (CARD, "TD1", "D23145890", date(1974, 8, 12)),
        (SMALL_CARD, "TD2", "D23145890", date(1974, 8, 12)),
        (VISA_A, "MRV-A", "L8988901C", date(1940, 9, 7)),
        (VISA_B, "MRV-B", "L8988901C", date(1940, 9, 7)),
    ],
)
def test_icaos_own_specimens_are_sound(text: str, name: str, number: str, born: date) -> None:
    zone = read_zone(text, on=TODAY)
    assert zone.is_sound, (zone.failed, zone.unusable)
    assert (zone.format, zone.number, zone.born) == (name, number, born)
    assert (zone.surname, zone.given_names, zone.sex) == ("ERIKSSON", "ANNA MARIA", "F")
    assert zone.corrections == ()
    assert zone.lines == tuple(text.split("\n"))


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ("L898902C46UTO7408122F1204159ZE184226B<<<<<10", ("number", "composite")),
        ("L898902C36UTO7408132F1204159ZE184226B<<<<<10", ("born", "composite")),
        ("L898902C36UTO7408122F1204169ZE184226B<<<<<10", ("expires", "composite")),
        ("L898902C36UTO7408122F1204159ZE184226C<<<<<10", ("optional", "composite")),
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<11", ("composite",)),
    ],
)
def test_the_check_digit_that_does_not_fit_is_named(wrong: str, names: tuple[str, ...]) -> None:
    zone = read_zone(f"{NAMES}\n{wrong}", on=TODAY)
    assert zone.failed == names
    assert not zone.is_sound


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        (PASSPORT.lower(), 0),
        (PASSPORT.replace("7408122F", "74O8I22F"), 2),
        (PASSPORT.replace("UTO740", "UT0740"), 1),
        (PASSPORT.replace("ERIKSSON", "ER1K550N"), 4),
        (PASSPORT.replace("120415", "I2O4IS"), 4),
        ("  " + PASSPORT.replace("\n", "  \r\n\r\n  "), 0),
        (PASSPORT.replace("\n", ""), 0),
        (PASSPORT.replace("<", "«"), 0),
        (PASSPORT.replace("<", " "), 0),
        (" ".join(PASSPORT), 0),
    ],
    ids=[
        "small letters",
        "O and I in a date",
        "0 in a country",
        "1, 5 and 0 in a name",
        "a whole date",
        "spaces and empty lines",
        "one run",
        "guillemets for fillers",
        "spaces for fillers",
        "spaces between all",
    ],
)
def test_usual_misreadings_are_mended_and_listed(typed: str, mended: int) -> None:
    zone = read_zone(typed, on=TODAY)
    assert zone.is_sound, (zone.failed, zone.unusable)
    assert zone.lines == (NAMES, NUMBERS)
    assert len(zone.corrections) == mended


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (PASSPORT.replace("MARIA<<<<<<<<<<<<<<<<<<<", "MARIA"), 1),
        (PASSPORT.replace("B<<<<<1", "B<<<1"), 2),
        (PASSPORT.replace("B<<<<<1", "B<<<<<<<1"), 2),
    ],
)
def test_lost_and_surplus_fillers_are_put_right(typed: str, line: int) -> None:
    zone = read_zone(typed, on=TODAY)
    assert zone.is_sound
    assert zone.lines_mended == (line,)
    assert zone.lines == (NAMES, NUMBERS)


def test_a_misreading_in_the_number_is_offered_not_taken() -> None:
    zone = read_zone(PASSPORT.replace("L898902C3", "L8989O2C3"), on=TODAY)
    assert zone.number == "L8989O2C3"
    assert zone.failed == ("number", "composite")
    assert "L898902C3" in zone.number_may_be
    assert read_zone(PASSPORT, on=TODAY).number_may_be == ()


def test_a_number_longer_than_nine_goes_on_in_the_optional_field() -> None:
    # Doc 9303-5 shows it: nine characters, a filler for the check digit, the rest and its digit.
    card = CARD.replace("D231458907<<<<<<<<<<<<<<<", "D23145890<7349<<<<<<<<<<<")
    zone = read_zone(card, on=TODAY)
    assert zone.number == "D23145890734"
    assert "number" not in zone.failed


def test_a_birth_of_which_only_the_year_is_known() -> None:
    zone = read_zone(PASSPORT.replace("7408122", "74<<<<8"), on=TODAY)
    assert (zone.born, zone.born_year) == (None, 1974)
    assert "born" not in zone.unusable


def test_years_of_two_digits_are_seen_from_the_day_of_reading() -> None:
    child = "L898902C36UTO1108122F1604159ZE184226B<<<<<10"
    assert read_zone(f"{NAMES}\n{child}", on=TODAY).born == date(2011, 8, 12)
    assert read_zone(f"{NAMES}\n{child}", on=date(2011, 1, 1)).born == date(1911, 8, 12)
    assert read_zone(f"{NAMES}\n{child}", on=TODAY).expires == date(2016, 4, 15)


def test_impossible_dates_and_signs_are_unusable_not_an_error() -> None:
    zone = read_zone(PASSPORT.replace("7408122F1204159", "7402302Q1213459"), on=TODAY)
    assert zone.unusable == ("born", "expires", "sex")
    assert (zone.born, zone.expires, zone.sex) == (None, None, "")


def test_names_that_fill_their_field_may_have_been_cut() -> None:
    full = "P<UTO" + "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG"[:39]
    assert read_zone(f"{full}\n{NUMBERS}", on=TODAY).names_may_be_cut


@pytest.mark.parametrize(
    ("text", "line", "readable"),
    [
        (NUMBERS, 1, {"number": "L898902C3", "born": "740812", "expires": "120415"}),
        (NAMES, 2, {"issuer": "UTO", "names": "ERIKSSON<<ANNA<MARIA"}),
        (CARD.rsplit("\n", 1)[0], 3, {"number": "D23145890", "born": "740812"}),
        (CARD.split("\n", maxsplit=1)[0], 2, {"number": "D23145890"}),
    ],
)
def test_a_missing_line_is_said_with_what_the_others_tell(
    text: str, line: int, readable: dict[str, str]
) -> None:
    with pytest.raises(MissingLineError) as refused:
        read_zone(text, on=TODAY)
    assert refused.value.line == line
    assert readable.items() <= refused.value.readable.items()


@pytest.mark.parametrize("text", ["", "\n\n", "hello", "P<UTO", "<" * 43, "😀" * 44, "A" * 100_000])
def test_what_is_no_zone_says_how_long_its_lines_are(text: str) -> None:
    with pytest.raises(ZoneShapeError) as refused:
        read_zone(text, on=TODAY)
    assert refused.value.code == "zone_shape"


@given(st.text(max_size=700), st.dates())
def test_no_text_brings_another_error(text: str, day: date) -> None:
    with suppress(ZoneError):
        read_zone(text, on=day)


@given(
    st.sampled_from([(44, 2), (36, 2), (30, 3)]),
    st.data(),
    st.dates(),
)
def test_no_zone_of_the_right_shape_brings_an_error(
    shape: tuple[int, int], data: st.DataObject, day: date
) -> None:
    width, lines = shape
    signs = st.text("ABCVPIO05<<<<«1234 z", min_size=width - 3, max_size=width + 3)
    text = "\n".join(data.draw(signs) for _ in range(lines))
    try:
        zone = read_zone(text, on=day)
    except ZoneError:
        return
    assert {len(line) for line in zone.lines} in ({30}, {36}, {44})
