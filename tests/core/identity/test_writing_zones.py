"""What is written into a zone is read out of it again."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.core.identity import LetterError, ZoneValueError, ZoneValues, read_zone, write_zone

TODAY = date(2026, 1, 20)
AIDA = ZoneValues(
    document_code="P",
    issuer="KAZ",
    surname="Әлімжанова",
    given_names="Аида",
    number="N12345678",
    nationality="KAZ",
    born=date(1990, 4, 23),
    sex="F",
    expires=date(2030, 4, 22),
    language="kk",
)


def test_a_kazakh_name_is_written_in_the_letters_of_the_zone() -> None:
    lines = write_zone("TD3", AIDA)
    assert lines[0] == "P<KAZALIMZHANOVA<<AIDA".ljust(44, "<")
    assert read_zone("\n".join(lines), on=TODAY).is_sound


def test_a_long_name_keeps_its_surname_and_an_initial() -> None:
    long = replace(AIDA, surname="Ж" * 30, given_names="Аида Мария")
    zone = read_zone("\n".join(write_zone("TD3", long)), on=TODAY)
    assert zone.names_may_be_cut
    assert zone.surname == ("ZH" * 30)[:36]
    assert zone.given_names == "A"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "N1234567890"}, "number"),
        ({"number": "n1"}, "number"),
        ({"issuer": "kz"}, "issuer"),
        ({"nationality": "KAZA"}, "nationality"),
        ({"sex": "W"}, "sex"),
        ({"document_code": "V"}, "document_code"),
        ({"document_code": "9"}, "document_code"),
        ({"surname": "-", "given_names": "'"}, "names"),
        ({"optional": "A" * 15}, "optional"),
        ({"optional_2": "A"}, "optional_2"),
    ],
)
def test_what_does_not_fit_its_field_is_refused(change: dict[str, str], field: str) -> None:
    with pytest.raises(ZoneValueError) as refused:
        write_zone("TD3", replace(AIDA, **change))
    assert refused.value.field == field


def test_an_unknown_format_and_an_unknown_script_are_refused() -> None:
    with pytest.raises(ZoneValueError):
        write_zone("TD9", AIDA)
    with pytest.raises(LetterError):
        write_zone("TD3", replace(AIDA, surname="김"))


_NAME = st.text("ABCÉßЖӘ", min_size=1, max_size=15)
_NUMBER = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=9)
_DAY = st.dates(date(1930, 1, 1), date(2026, 1, 1))


@given(
    name=st.sampled_from(["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]),
    surname=_NAME,
    given_names=_NAME,
    number=_NUMBER,
    more=st.text("A1", max_size=4),
    born=st.none() | _DAY,
    sex=st.sampled_from("FMX"),
)
def test_every_zone_is_read_as_it_was_written(
    name: str,
    surname: str,
    given_names: str,
    number: str,
    more: str,
    born: date | None,
    sex: str,
) -> None:
    if name in ("TD1", "TD2") and len(number) == 9 and len(more) <= 4:
        number += more
    values = replace(
        AIDA,
        document_code="V" if name.startswith("MRV") else "I",
        surname=surname,
        given_names=given_names,
        number=number,
        born=born,
        sex=sex,
    )
    zone = read_zone("\n".join(write_zone(name, values)), on=TODAY)
    assert zone.is_sound, (zone.failed, zone.unusable)
    assert (zone.format, zone.number, zone.born, zone.sex) == (name, number, born, sex)
    assert zone.expires == AIDA.expires
    assert zone.corrections == ()
