"""Every instrument on the shelf is whole: its law, its words in five languages, its worked cases."""

from datetime import date
from html import escape
from pathlib import Path

import pytest
from tests.instruments.badly import INSTRUMENTS, shelf

from sapar.core.law import Law, Outcome, Verdict, assess, dates_of
from sapar.instruments.answer import answer_of, dates_answer
from sapar.instruments.check import check_instrument, check_shared_words
from sapar.instruments.document import document_of
from sapar.instruments.examples import differences, read_examples
from sapar.instruments.library import LANGUAGES, Library
from sapar.instruments.page import as_html, as_text

IDS = sorted(path.parent.name for path in INSTRUMENTS.glob("*/instrument.yaml"))
LATER = date(2026, 3, 1)
every_instrument = pytest.mark.parametrize("name", IDS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_shelf_holds_what_the_first_answer_promises() -> None:
    assert {
        "kr-voluntary-departure-2023",
        "kr-voluntary-departure-2024",
        "kr-voluntary-departure-2025",
        "kr-standing-departure",
        "kz-kr-visa-waiver-2014",
    } <= set(IDS)
    assert shelf().ids == tuple(IDS)


@every_instrument
def test_an_instrument_passes_every_check(name: str) -> None:
    assert [str(problem) for problem in check_instrument(shelf(), INSTRUMENTS / name)] == []


def test_the_words_that_all_share_are_whole() -> None:
    assert [str(problem) for problem in check_shared_words(shelf())] == []


@every_instrument
def test_its_worked_cases_hold_and_there_are_some(name: str) -> None:
    law = shelf().law(name)
    cases = read_examples(INSTRUMENTS / name, law)
    assert len(cases) >= 3
    assert [str(difference) for difference in differences(law, cases)] == []
    assert len({case.name for case in cases}) == len(cases)


@every_instrument
def test_it_speaks_the_five_languages(name: str) -> None:
    assert shelf().law(name).instrument.languages == LANGUAGES


@every_instrument
def test_whoever_has_told_nothing_is_never_refused_for_it(name: str) -> None:
    law = shelf().law(name)
    for case in read_examples(INSTRUMENTS / name, law):
        if case.expect.get("outcome") == Outcome.ELIGIBLE.value:
            assert _refusals(law, case.on, case.known_on) == []


def _refusals(law: Law, on: date, known_on: date) -> list[str]:
    answer = assess(law, {}, on=on, known_on=known_on)
    return [one.provision for one in answer.findings if one.verdict is Verdict.NOT_MET]


# reading it


def codes_shown_as_words(text: str, name: str) -> list[str]:
    """Ids that appear alone on a line: what a missing sentence falls back to."""
    instrument = shelf().law(name).instrument
    ids = {*instrument.provisions, *instrument.benefits, *instrument.notes, *instrument.contacts}
    return [line for line in text.splitlines() if line.strip(" *") in ids]


@every_language
@every_instrument
def test_its_document_has_words_for_everything(name: str, language: str) -> None:
    document = document_of(shelf().law(name), shelf().words(name, language))
    text = as_text(document)
    assert codes_shown_as_words(text, name) == []
    assert document["title"] in text


@every_language
@every_instrument
def test_its_page_stands_alone_and_is_in_its_language(name: str, language: str) -> None:
    page = as_html(document_of(shelf().law(name), shelf().words(name, language)))
    assert f'<html lang="{language}">' in page
    assert "<script" not in page
    assert "src=" not in page
    assert page.count("<section") == page.count("</section>")


@every_language
@every_instrument
def test_every_answer_of_its_worked_cases_has_its_sentences(name: str, language: str) -> None:
    law, words = shelf().law(name), shelf().words(name, language)
    for case in read_examples(INSTRUMENTS / name, law):
        answer = answer_of(assess(law, case.facts, on=case.on, known_on=case.known_on), words)
        for finding in answer["findings"]:
            assert finding["text"], (case.name, finding["provision"])
            assert finding["text"] != "rule"
            assert "{" not in finding["text"]
            assert "{" not in (finding.get("remedy") or "")
        assert all(one["text"] not in {"", "text"} for one in answer["benefits"])
        assert all(one["text"] != one["fact"] for one in answer["presumptions"])


@every_language
@every_instrument
def test_every_move_hold_and_time_limit_is_to_be_read(name: str, language: str) -> None:
    document = document_of(shelf().law(name), shelf().words(name, language))
    text, page = as_text(document), as_html(document)
    for procedure in document["procedures"]:
        for one in (*procedure["moves"], *procedure["holds"], *procedure["time_limits"]):
            said = [one["text"], *one["says"]]
            assert all(sentence in text for sentence in said)
            assert all(escape(sentence) in page for sentence in said)
            assert not any("{what}" in sentence for sentence in said)


# reading it twice


@every_instrument
def test_reading_it_twice_gives_equal_values(name: str) -> None:
    again = Library(Path(INSTRUMENTS))
    assert again.law(name).instrument == shelf().law(name).instrument
    law, other = again.law(name), shelf().law(name)
    days = {"on": LATER, "known_on": LATER}
    assert dates_answer(dates_of(law, {}, **days), law, on=LATER) == dates_answer(
        dates_of(other, {}, **days), other, on=LATER
    )
