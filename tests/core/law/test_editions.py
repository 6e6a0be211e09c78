"""Two axes of time: for which day the law is asked, and what was published by then."""

from datetime import date

import pytest
from tests.core.law.small import asked, instrument, law, period, provision, require, version

from sapar.core.law import Law, Outcome, selected

ANNOUNCED, EXTENDED = date(2023, 9, 8), date(2023, 12, 14)
FIRST, OLD_END, NEW_END = date(2023, 9, 11), date(2023, 12, 31), date(2024, 2, 29)
AIGERIM = {"departure.date": date(2024, 1, 20), "stay.unlawful_since": date(2023, 5, 1)}


def extended() -> Law:
    """A programme whose end moved, while its cut-off did not."""
    return law(
        provision(
            "cut-off",
            version(require("stay.unlawful_since < date(2023, 9, 11)"), published=ANNOUNCED),
        ),
        provision(
            "period",
            version(period(FIRST, OLD_END), published=ANNOUNCED),
            version(period(FIRST, NEW_END), published=EXTENDED),
        ),
    )


@pytest.mark.parametrize(
    ("known_on", "outcome"),
    [
        (ANNOUNCED, Outcome.NOT_ELIGIBLE),
        (date(2023, 12, 13), Outcome.NOT_ELIGIBLE),
        (EXTENDED, Outcome.ELIGIBLE),
        (date(2024, 2, 1), Outcome.ELIGIBLE),
    ],
)
def test_an_extension_opens_a_later_departure_from_the_day_it_is_published(
    known_on: date, outcome: Outcome
) -> None:
    answer = asked(extended(), AIGERIM, on=date(2023, 12, 20), known_on=known_on)
    assert answer.outcome is outcome
    assert answer.known_on == known_on


def test_the_cut_off_survives_the_extension() -> None:
    erlan = {**AIGERIM, "stay.unlawful_since": date(2023, 9, 11)}
    answer = asked(extended(), erlan, on=date(2024, 1, 5))
    assert answer.outcome is Outcome.NOT_ELIGIBLE


def test_before_the_announcement_nothing_is_known() -> None:
    answer = asked(extended(), AIGERIM, on=date(2023, 9, 7))
    assert answer.announced is False
    assert (answer.outcome, answer.findings) == (Outcome.NOT_ELIGIBLE, ())


def test_the_order_in_which_versions_are_written_does_not_matter() -> None:
    older = version(period(FIRST, OLD_END), published=ANNOUNCED)
    newer = version(period(FIRST, NEW_END), published=EXTENDED)
    for written in ((older, newer), (newer, older)):
        small = instrument(provision("period", *written))
        assert selected(small, on=EXTENDED, known_on=EXTENDED)["period"] is newer
        assert selected(small, on=EXTENDED, known_on=date(2023, 12, 13))["period"] is older


# validity


def in_force(first: date | None, last: date | None, on: date) -> bool:
    small = instrument(
        provision("rule", version(require("departure.ticket"), first=first, last=last))
    )
    return "rule" in selected(small, on=on, known_on=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_version_is_law_from_its_first_to_its_last_day(on: date, expected: bool) -> None:
    assert in_force(date(2026, 1, 1), date(2026, 6, 30), on) is expected


def test_a_version_without_ends_is_always_law() -> None:
    assert in_force(None, None, date(1950, 1, 1))
    assert in_force(date(2026, 1, 1), None, date(2150, 1, 1))
    assert in_force(None, date(2026, 1, 1), date(1950, 1, 1))


def test_an_amendment_for_later_days_leaves_earlier_days_as_they_were() -> None:
    small = law(
        provision(
            "ticket",
            version(require("departure.ticket"), published=ANNOUNCED, last=date(2025, 12, 31)),
            version(require("not departure.ticket"), published=EXTENDED, first=date(2026, 1, 1)),
        )
    )
    told = {"departure.ticket": True}
    later = date(2026, 6, 1)
    assert asked(small, told, on=date(2025, 12, 31), known_on=later).outcome is Outcome.ELIGIBLE
    assert asked(small, told, on=date(2026, 1, 1), known_on=later).outcome is Outcome.NOT_ELIGIBLE


def test_a_law_of_the_future_can_be_asked_as_soon_as_it_is_published() -> None:
    small = law(
        provision(
            "ticket",
            version(require("departure.ticket"), published=ANNOUNCED, first=date(2024, 6, 1)),
        )
    )
    told = {"departure.ticket": True}
    today = date(2023, 10, 1)
    assert asked(small, told, on=today, known_on=today).announced is False
    assert asked(small, told, on=date(2024, 6, 1), known_on=today).outcome is Outcome.ELIGIBLE


def test_one_edition_is_compiled_once_for_all_days_on_which_the_same_versions_count() -> None:
    small = extended()
    one = small.edition(on=date(2023, 10, 1), known_on=date(2023, 10, 1))
    assert one is small.edition(on=date(2023, 11, 1), known_on=date(2023, 11, 5))
    assert one is not small.edition(on=EXTENDED, known_on=EXTENDED)
