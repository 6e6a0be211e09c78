"""A chart says the same to the eye and in its table, and what is hidden stays hidden in both."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.template import engines
from django.test import RequestFactory

from sapar.web.frame.charts import WIDTH, Bar, Chart

PAGE = '{% from "frame/charts.html" import bars %}{{ bars(chart) }}'


def chart_of(*bars: Bar) -> Chart:
    return Chart(
        title="Where the cases stand",
        of_what="State",
        how_many="Cases",
        hidden="fewer than five",
        bars=bars,
    )


def drawn(chart: Chart) -> ElementTree.Element:
    request = RequestFactory().get("/en/")
    text = engines["jinja2"].from_string(PAGE).render({"chart": chart}, request)
    return ElementTree.fromstring(text.strip())  # noqa: S314 (written here)


CASES = (Bar("declared", 40), Bar("draft <b>", 10), Bar("lapsed", None), Bar("closed", 0))


def test_the_table_holds_every_number_under_its_heads() -> None:
    page = drawn(chart_of(*CASES))
    heads = [one.text for one in page.findall(".//thead/tr/th")]
    rows = [[cell.text for cell in row] for row in page.findall(".//tbody/tr")]
    assert heads == ["State", "Cases"]
    assert rows == [
        ["declared", "40"],
        ["draft <b>", "10"],
        ["lapsed", "fewer than five"],
        ["closed", "0"],
    ]
    assert page.findtext(".//caption") == "Where the cases stand"


def test_the_picture_is_for_the_eye_alone_and_its_bars_are_as_long_as_their_numbers() -> None:
    page = drawn(chart_of(*CASES))
    [picture] = page.findall(".//svg")
    assert picture.get("aria-hidden") == "true"
    lengths = [int(one.get("width") or 0) for one in picture.findall("rect")]
    assert lengths[1] * 4 == pytest.approx(lengths[0], abs=3)
    assert lengths[2] == 0
    assert max(lengths) < WIDTH
    assert not any("style" in one.attrib for one in page.iter())


def test_a_hidden_number_has_no_bar_from_which_it_could_be_measured() -> None:
    picture = drawn(chart_of(Bar("lapsed", None))).find(".//svg")
    assert picture is not None
    assert picture.findall("rect") == []
    assert [one.text for one in picture.findall("text")] == ["lapsed", "fewer than five"]


def test_a_chart_without_numbers_is_an_empty_table() -> None:
    assert drawn(chart_of()).findall(".//tbody/tr") == []
