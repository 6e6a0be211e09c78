"""The calendar says in words whatever it shows in signs, and begins the week as the reader does."""

from datetime import date

from django.template import engines
from django.utils.translation import override

from sapar.web.frame.months import Mark, calendar_of

_PAGE = '{% from "frame/components.html" import calendar %}{{ calendar(days) }}'
LUNAR_NEW_YEAR = {
    date(2026, 2, 12): frozenset({Mark.SAFE_LAST}),
    date(2026, 2, 13): frozenset({Mark.LAST}),
    date(2026, 2, 17): frozenset({Mark.CLOSED}),
    date(2026, 2, 18): frozenset({Mark.CLOSED}),
    date(2026, 3, 1): frozenset({Mark.CLOSED}),
    date(2026, 2, 20): frozenset({Mark.DEPART}),
}


def test_a_month_opens_only_for_a_day_that_matters() -> None:
    assert len(calendar_of(LUNAR_NEW_YEAR, language="en").months) == 1
    over_the_year = {**LUNAR_NEW_YEAR, date(2025, 12, 31): frozenset({Mark.TODAY})}
    captions = [month.caption for month in calendar_of(over_the_year, language="en").months]
    assert captions == ["December 2025", "January 2026", "February 2026"]
    assert calendar_of({date(2026, 1, 1): frozenset({Mark.CLOSED})}, language="en").months == ()


def test_korea_begins_the_week_on_sunday() -> None:
    korean = calendar_of(LUNAR_NEW_YEAR, language="ko").months[0]
    kazakh = calendar_of(LUNAR_NEW_YEAR, language="kk").months[0]
    assert korean.weekdays[0] == ("일", "일요일")
    assert kazakh.weekdays[0][1].lower() == "дүйсенбі"
    assert korean.weeks[0][0] is not None, "1 February 2026 is a Sunday"
    assert kazakh.weeks[0][:6] == (None,) * 6


def test_the_legend_names_a_single_day_and_only_what_is_shown() -> None:
    legend = calendar_of(
        LUNAR_NEW_YEAR, language="en", texts={Mark.LAST: "Last day to notify"}
    ).legend
    assert [(line.mark, line.day) for line in legend] == [
        (Mark.SAFE_LAST, date(2026, 2, 12)),
        (Mark.LAST, date(2026, 2, 13)),
        (Mark.DEPART, date(2026, 2, 20)),
        (Mark.CLOSED, None),
    ]
    assert legend[1].text == "Last day to notify"


def test_every_sign_has_its_words() -> None:
    with override("fr"):
        calendar = calendar_of(LUNAR_NEW_YEAR, language="fr")
        page = engines["jinja2"].from_string(_PAGE)
        drawn = page.render({"days": calendar})
    assert drawn.count('scope="col"') == 7
    assert "<caption>février 2026</caption>" in drawn
    assert drawn.count('class="unseen"> Dernier jour sûr') == 1
    assert "jeudi 12 février 2026" in drawn
