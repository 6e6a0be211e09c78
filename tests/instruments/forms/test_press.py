"""A paper is a sound PDF: tagged, the same each time, and what people type stays text."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from tests.instruments.badly import INSTRUMENTS, shelf
from tests.instruments.forms.papers import (
    AIGERIM,
    KOREA,
    LANGUAGES,
    MORNING_IN_SEOUL,
    RETURN,
    aigerim,
    opened,
    printed,
    text_of,
    words_of,
)

from sapar.core.law import InstrumentError
from sapar.instruments.forms import FormError, FormValueError, form_of, forms_of, pdf_of
from sapar.instruments.library import Library
from sapar.instruments.typeface import MARK

# what a screen reader and an archive ask for


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["airport-summary", "application", "declaration", "plan"])
def test_a_paper_is_tagged_and_says_its_title_and_its_language(form: str, language: str) -> None:
    pdf = opened(printed(form, {}, language=language))
    root = pdf.trailer["/Root"].get_object()
    instrument = RETURN if form == "application" else KOREA
    leading = form_of(shelf(), instrument, form).languages_for(language)[0]
    title = shelf().words(instrument, leading).text("forms", form, "title")
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == leading
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None
    assert pdf.metadata.title == title
    marks = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", marks)
    assert re.search(r"pdfaid:part\W+2\b", marks)
    assert re.search(r"pdfaid:conformance\W+A\b", marks)


def test_every_font_is_ours_and_embedded() -> None:
    for page in opened(printed("airport-summary", AIGERIM, language="kk")).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            assert "SaparLetter" in font.get_object()["/BaseFont"]


# the same arguments, the same bytes


def test_the_same_values_give_the_same_bytes() -> None:
    again = Library(INSTRUMENTS)
    first = printed("plan", AIGERIM)
    assert printed("plan", AIGERIM) == first
    assert pdf_of(again, KOREA, "plan", AIGERIM, language="en", at=MORNING_IN_SEOUL) == first


def test_the_day_on_the_paper_is_the_day_in_the_place() -> None:
    night = MORNING_IN_SEOUL.replace(hour=16)
    pdf = pdf_of(shelf(), KOREA, "plan", {}, language="en", at=night)
    assert "Made on 21 January 2026" in words_of(pdf)
    later = pdf_of(shelf(), KOREA, "plan", {}, language="en", at=night + timedelta(seconds=1))
    assert pdf != later


def test_many_may_print_at_once() -> None:
    with ThreadPoolExecutor(8) as people:
        papers = list(people.map(lambda _: printed("plan", AIGERIM), range(24)))
    assert set(papers) == {printed("plan", AIGERIM)}


# what people type stays text

HOSTILE = [
    '#panic("boom")',
    "#import sys: inputs; #inputs",
    '"; #eval("1+1")',
    "$ x^2 $ `code` *bold* _thin_ <label> @ref // comment /* more */",
    "\\u{1F600} \\n {departure.date} {{ x }} %(name)s",
    "= Heading",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_looks_like_a_program_is_printed_as_it_was_typed(typed: str) -> None:
    said = words_of(printed("declaration", aigerim(person={"surname": typed})))
    assert "".join(typed.split()) in "".join(said.split())


def test_ten_thousand_letters_without_a_space_go_on_to_more_pages() -> None:
    pdf = printed("declaration", aigerim(stay={"address": "Ұ" * 10_000}))
    said = words_of(pdf)
    assert said.count("Ұ") == 10_000
    assert "위와 같이" in said
    assert len(opened(pdf).pages) > 2
    assert max(line.count("Ұ") for line in text_of(pdf).splitlines()) < 100


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Нұрлан Әлжанұлы Қыдырғожа", "Нұрлан Әлжанұлы Қыдырғожа"),
        ("Щербакова Ёлка Їжакевич", "Щербакова Ёлка Їжакевич"),
        ("İpek Şahin Łukasz Dvořák Őze Ғ", "İpek Şahin Łukasz Dvořák Őze Ғ"),
        ("Nguyễn Đặng Thị Ơn", "Nguyễn Đặng Thị Ơn"),
        ("뷁 쀍 이승현 훾", "뷁 쀍 이승현 훾"),
        ("Παπαδόπουλος", "Παπαδόπουλος"),
        ("E\u0301mile I\u0307pek", "Émile İpek"),
        ("₸ 1 000 ₩ 2 000 € 3", "₸ 1 000 ₩ 2 000 € 3"),
    ],
)
def test_names_in_the_scripts_we_have_are_printed_whole(typed: str, shown: str) -> None:
    said = words_of(printed("declaration", aigerim(person={"name_native": typed})))
    assert shown in said
    assert MARK not in said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ნინო", MARK * 4),
        ("محمد", MARK * 4),
        ("สม", MARK * 2),
        ("Anna 😀", f"Anna {MARK}"),
        ("evil\u202eredro", f"evil{MARK}redro"),
        ("nul\x00l", f"nul{MARK}l"),
        ("李", MARK),
    ],
)
def test_a_letter_we_cannot_print_is_seen_and_explained(typed: str, shown: str) -> None:
    said = words_of(printed("declaration", aigerim(person={"name_native": typed})))
    assert shown in said
    assert "□ stands for a letter that this paper cannot print" in said


# mistakes


def test_an_unknown_form_is_answered_with_the_nearest() -> None:
    with pytest.raises(FormError) as caught:
        printed("declarations", AIGERIM)
    assert str(caught.value) == f'"{KOREA}" has no form "declarations". Did you mean "declaration"?'


def test_an_instrument_may_have_no_forms() -> None:
    assert forms_of(shelf(), "kz-kr-visa-waiver-2014") == ()
    with pytest.raises(FormError, match="It has: none"):
        form_of(shelf(), "kz-kr-visa-waiver-2014", "plan")


def test_an_unknown_language_is_refused_also_for_a_form_in_fixed_ones() -> None:
    with pytest.raises(InstrumentError, match='no words in "de"'):
        printed("declaration", AIGERIM, language="de")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"person.surnam": "X"}, 'No form takes a value called "person.surnam". Did you mean'),
        ({"persons": {}}, 'No form takes a value called "persons".'),
        ({"person": {"born": "1990-02-30"}}, 'The value "person.born" cannot be used'),
        ({"person.born": 5}, 'The value "person.born" cannot be used'),
        ({"departure": {"time": "25:00"}}, 'The value "departure.time" cannot be used'),
        ({"page": {"address": "javascript:alert(1)"}}, 'The value "page.address" cannot be used'),
        ({"steps": {"leave": {"by": "x"}}}, "No form takes a value called"),
        ({"person.born": MORNING_IN_SEOUL}, "These values are not JSON"),
        ({"person": None}, 'The value "person" cannot be used'),
    ],
)
def test_a_value_that_cannot_be_used_is_named(values: dict[str, object], message: str) -> None:
    with pytest.raises(FormValueError) as caught:
        printed("plan", values)
    assert str(caught.value).startswith(message)


def library_with(tmp_path: Path, form: str) -> Library:
    """The real shelf with one more form in the Korean programme."""
    for one in INSTRUMENTS.iterdir():
        if one.name != KOREA:
            (tmp_path / one.name).symlink_to(one)
    (tmp_path / KOREA / "forms").mkdir(parents=True)
    for one in (INSTRUMENTS / KOREA).iterdir():
        if one.name != "forms":
            (tmp_path / KOREA / one.name).symlink_to(one)
    (tmp_path / KOREA / "forms/extra.typ").write_text(form, encoding="utf-8")
    return Library(tmp_path)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("#nothing", 'extra.typ:3:2: The form "extra" does not compile: unknown variable: nothing'),
        (
            '#read("/etc/passwd")',
            'extra.typ:3:7: The form "extra" does not compile: file not found',
        ),
        ("ნინო", 'extra.typ:3:1: The form "extra" does not compile: PDF/A-2a, PDF/UA-1 error'),
        ('#given("person.shoe")', 'extra.typ:3:9: Nobody gives a value called "person.shoe".'),
    ],
)
def test_a_form_that_does_not_print_is_named_with_its_place(
    tmp_path: Path, body: str, message: str
) -> None:
    library = library_with(
        tmp_path,
        '// languages: person\n#import "forms/paper.typ": *; #show: paper\n' + body,
    )
    with pytest.raises(FormError) as caught:
        pdf_of(library, KOREA, "extra", {}, language="en", at=MORNING_IN_SEOUL)
    assert str(caught.value).startswith(f"instruments/{KOREA}/forms/{message}")
