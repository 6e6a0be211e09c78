"""What nobody could read yet does not count, and what is done in time is not late."""

from dataclasses import replace
from datetime import date

import pytest
from tests.core.law.small import ON, SOURCES, asked, declare, law, period, provision, require

from sapar.core.law import VOCABULARY, FactValueError, Law, Verdict, dates_of, facts_from, questions

LATER = date(2025, 12, 20)
FROM_THAT_DAY = "stay.unlawful_since < date(2025, 12, 1)"
AFTER_THAT_DAY = "stay.unlawful_since <= date(2025, 12, 1)"
BORDERLINE = {"stay.unlawful_since": date(2025, 12, 1)}


def with_a_later_reading() -> Law:
    """Two readings of a cut-off; the source of the second was published weeks after the first."""
    small = law(
        provision(
            "cut-off",
            require(FROM_THAT_DAY, name="one", source="ministry"),
            require(AFTER_THAT_DAY, name="other", source="agency"),
        )
    )
    sources = {**SOURCES, "agency": replace(SOURCES["agency"], published=LATER)}
    return Law(replace(small.instrument, sources=sources), small.calendars)


def test_a_reading_counts_only_once_its_source_was_published() -> None:
    of = with_a_later_reading()
    before = asked(of, BORDERLINE, known_on=ON).finding("cut-off")
    after = asked(of, BORDERLINE, known_on=LATER).finding("cut-off")
    assert (before.verdict, set(before.readings)) == (Verdict.NOT_MET, {"one"})
    assert (after.verdict, set(after.readings)) == (Verdict.DISPUTED, {"one", "other"})


def test_a_source_is_not_cited_before_it_was_published() -> None:
    of = with_a_later_reading()
    assert asked(of, BORDERLINE, known_on=ON).finding("cut-off").sources == ("ministry",)


def test_whoever_declared_in_time_is_not_told_that_it_is_closed() -> None:
    of = law(
        provision("period", period(date(2025, 12, 1), date(2026, 2, 28))),
        provision("notice", declare()),
    )
    facts = {"departure.date": date(2026, 2, 5), "declaration.filed_on": date(2026, 1, 26)}
    late = {**facts, "declaration.filed_on": date(2026, 2, 4)}
    on = date(2026, 2, 4)
    for told, is_open in ((facts, True), (late, False)):
        (row,) = dates_of(of, told, on=on, known_on=on).departures
        assert row.window.open is is_open


@pytest.mark.parametrize(
    ("text", "facts", "wanted"),
    [
        ("person.nationality != stay.country", {}, {"person.nationality", "stay.country"}),
        ("person.nationality != stay.country", {"stay.country": "KR"}, {"person.nationality"}),
        ("stay.entered_on in (date(2025, 1, 5), date(2025, 3, 5))", {}, {"stay.entered_on"}),
        (
            "any(child.born < date(2010, 1, 1) for child in household.children)",
            {"household.children": ({},)},
            {"household.children"},
        ),
    ],
)
def test_what_is_missing_from_the_person_is_asked(
    text: str, facts: dict[str, object], wanted: set[str]
) -> None:
    of = law(provision("rule", require(text)))
    assert set(questions(of, facts, on=ON, known_on=ON)) == wanted  # type: ignore[arg-type]


def test_a_visit_that_ends_before_it_begins_is_refused_by_its_number() -> None:
    visits = [
        {"entered_on": "2025-01-01", "left_on": "2025-01-09"},
        {"entered_on": "2025-11-30", "left_on": "2025-11-01"},
    ]
    with pytest.raises(FactValueError, match=r"Entry 2 of stay\.visits: left_on \(2025-11-01\)"):
        facts_from({"stay.visits": visits}, VOCABULARY)
