"""The readable law: a procedure with what each move asks, what stops a case, and by when it must go on."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.instruments.badly import shelf

from sapar.instruments.document import document_of
from sapar.web.public.law.diagram import diagram_of

from .people import KOREA, RETURN


def words_on(instrument: str, language: str = "en") -> str:
    page = Client().get(f"/{language}/law/{instrument}/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&nbsp;", " ")


def procedure(instrument: str) -> dict[str, Any]:
    (one,) = document_of(shelf().law(instrument), shelf().words(instrument, "en"))["procedures"]
    return dict(one)


def test_a_move_says_what_it_asks() -> None:
    text = words_on(KOREA)
    assert "Declare the departure : Being prepared → Declared (You)" in text
    assert "Only in the time of: Declare 15 to 3 days before you leave" in text
    assert "No provision may speak against it" in text
    assert (
        "Needs: A travel document valid on the day you leave; The declaration form; A ticket"
        in text
    )
    assert "Time, conditions and papers are set aside" in text
    assert "A second officer must agree" in text


def test_what_stops_a_case_says_what_it_stops_and_on_which_source() -> None:
    text = words_on(KOREA)
    assert "What can stop it" in text
    assert "It stops: Declare the departure; Find another seat for the same day" in text
    assert "[immigration-act]" in text


def test_a_time_limit_says_who_must_act_with_what_it_ends_and_what_then_happens() -> None:
    text = words_on(KOREA)
    assert "It ends with: Declare 15 to 3 days before you leave" in text
    assert "When it has passed, by itself: The programme ends" in text
    assert "Reminder before the end: 7 days; 3 days; 1 day" in text
    assert "Hand in the proof of departure Assumed" in text
    assert "No text gives a number of days" in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "Ең көп уақыт: 3 ай"),
        ("ru", "Не позже чем через: 3 месяца"),
        ("ko", "늦어도 다음 기간 안에: 3개월"),
        ("fr", "Au plus tard après : 3 mois"),
    ],
)
def test_lengths_of_time_are_in_the_language_of_the_reader(language: str, said: str) -> None:
    assert said in words_on(RETURN, language)


def test_what_happens_by_itself_is_drawn_dashed() -> None:
    drawn = diagram_of(procedure(KOREA)).arrows
    assert sum(arrow.is_by_itself for arrow in drawn) == 4
    assert not any(arrow.is_by_itself for arrow in diagram_of(procedure(RETURN)).arrows)


def test_two_moves_of_one_way_are_one_arrow() -> None:
    drawn = [arrow.path for arrow in diagram_of(procedure(KOREA)).arrows]
    assert len(drawn) == len(set(drawn))


@pytest.mark.parametrize("instrument", [KOREA, RETURN])
def test_no_arrow_leaves_the_drawing(instrument: str) -> None:
    diagram = diagram_of(procedure(instrument))
    for arrow in diagram.arrows:
        numbers = [int(one) for one in re.findall(r"-?\d+", arrow.path)]
        assert all(0 <= x <= diagram.width for x in numbers[::2])
        assert all(0 <= y <= diagram.height for y in numbers[1::2])
