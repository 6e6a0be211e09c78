"""Each paper says what it must, in every language, on one page; nothing is invented where nothing is known."""

from pathlib import Path
from typing import Any

import pytest
from tests.instruments.badly import shelf
from tests.instruments.forms.papers import (
    AIGERIM,
    KOREA,
    LANGUAGES,
    LOST,
    RETURN,
    aigerim,
    opened,
    printed,
    text_of,
    words_of,
)

from sapar.instruments.forms import forms_of, value_names

GOLDEN = Path(__file__).parent / "golden"
OF_THE_PERSON = ("airport-summary", "plan")
PAPERS = [
    ("application", "kk"),
    ("declaration", "en"),
    *((form, one) for form in OF_THE_PERSON for one in LANGUAGES),
]


def known_for(form: str) -> dict[str, Any]:
    return LOST if form == "application" else AIGERIM


@pytest.mark.parametrize(("form", "language"), PAPERS)
def test_a_paper_says_what_was_read_and_approved(form: str, language: str) -> None:
    """To approve a change: delete the file, run the test, and read what it wrote."""
    approved = GOLDEN / f"{form}-{language}.txt"
    said = text_of(printed(form, known_for(form), language=language))
    if not approved.exists():
        approved.write_text(said, encoding="utf-8")
        pytest.fail(f"{approved.name} was written anew: read it")
    assert said == approved.read_text(encoding="utf-8")


def test_every_paper_is_read_and_approved() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == {f"{form}-{one}" for form, one in PAPERS}
    assert forms_of(shelf(), KOREA) == ("airport-summary", "declaration", "plan")
    assert forms_of(shelf(), RETURN) == ("application",)


@pytest.mark.parametrize(("form", "language"), PAPERS)
def test_a_paper_is_one_page(form: str, language: str) -> None:
    for values in (known_for(form), {}):
        assert len(opened(printed(form, values, language=language)).pages) == 1


@pytest.mark.parametrize(("form", "language"), PAPERS)
def test_what_is_not_known_is_left_empty(form: str, language: str) -> None:
    said = words_of(printed(form, {}, language=language))
    assert "none" not in said.lower().split()
    assert not any(known in said for known in ("SARSENOVA", "N12345678", "2026-02-19"))


def test_the_declaration_says_in_korean_and_english_that_it_is_not_the_official_form() -> None:
    said = words_of(printed("declaration", AIGERIM))
    assert "공식 서식이 아니며 자진출국신고서를 대신하지 않습니다" in said
    assert "This is not the official form and does not replace it" in said


def test_the_application_says_in_kazakh_and_russian_that_it_is_not_the_official_form() -> None:
    said = words_of(printed("application", LOST))
    assert "Бұл ресми бланк емес және оны алмастырмайды" in said
    assert "Это не официальный бланк и не заменяет его" in said


def test_the_declaration_is_the_same_for_every_reader() -> None:
    assert len({printed("declaration", AIGERIM, language=one) for one in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_says_that_it_is_from_no_authority(language: str) -> None:
    honest = shelf().shared(language).text("forms", "paper", "unofficial")
    for form in OF_THE_PERSON:
        assert honest in words_of(printed(form, AIGERIM, language=language))


def test_the_officer_reads_korean_beside_the_persons_language() -> None:
    said = words_of(printed("airport-summary", AIGERIM, language="kk"))
    assert "2026 жылғы 19 ақпан, бейсенбі" in said
    assert "2026년 2월 19일 목요일" in said
    assert "Қазақстан · 카자흐스탄" in said


def test_a_reader_of_korean_has_english_beside_it() -> None:
    said = words_of(printed("airport-summary", AIGERIM, language="ko"))
    assert "자진출국: 공항용 요약" in said
    assert "Voluntary departure: summary for the airport" in said


def test_the_time_to_be_there_is_the_hours_of_the_law_before_the_departure() -> None:
    said = words_of(printed("plan", AIGERIM))
    assert "Be there by: 06:40, Thursday 19 February 2026" in said
    assert "at least 4 hours before departure; 5 hours are safer" in said


def test_whoever_flies_after_midnight_goes_there_on_the_evening_before() -> None:
    night = aigerim(departure={"time": "01:30"})
    said = words_of(printed("plan", night))
    assert "Be there by: 21:30, Wednesday 18 February 2026" in said


def test_without_the_hour_of_the_flight_no_time_is_named() -> None:
    said = words_of(printed("plan", aigerim(departure={"time": None})))
    assert "Be there by" not in said


def test_a_step_has_one_day_or_two_or_a_last_one() -> None:
    days = {
        "declare": {"earliest": "2026-02-04", "safe_last": "2026-02-10"},
        "ticket": {"safe_last": "2026-02-01"},
        "certificate": {"earliest": "2026-02-19"},
        "leave": {"earliest": "2026-02-19", "safe_last": "2026-02-19"},
    }
    said = text_of(printed("plan", {"steps": days}))
    assert "Wednesday 4 February 2026 to Tuesday 10 February 2026" in said
    assert "Last day: Sunday 1 February 2026" in said
    assert "First day: Thursday 19 February 2026" in said
    assert "\nThursday 19 February 2026\n" in said


def test_only_the_steps_that_were_given_are_printed() -> None:
    said = words_of(printed("plan", {"steps": {"leave": {}}}))
    assert "1. Leave Korea" in said
    assert "Get a ticket" not in said


def test_whoever_leaves_without_children_has_a_dash_and_no_empty_line() -> None:
    alone = words_of(printed("declaration", aigerim(household={"children": []})))
    untold = words_of(printed("declaration", aigerim(household={"children": None})))
    assert "– – –" in alone
    assert "–" not in untold


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_a_label_in_every_language(language: str) -> None:
    words = shelf().shared(language)
    assert [one for one in value_names() if not words.maybe("forms", "values", one)] == []


def test_the_address_of_the_page_is_a_picture_with_words_and_a_link() -> None:
    pdf = opened(printed("plan", AIGERIM))
    links = [one.get_object()["/A"]["/URI"] for one in pdf.pages[0]["/Annots"]]  # type: ignore[union-attr]
    assert links == [AIGERIM["page"]["address"]]
    without = words_of(printed("plan", aigerim(page={"address": None})))
    assert "https://" not in without
