"""The cast: people in Korea whom the small programme of these tests treats differently.

Aigerim may go. Bolat's stay became unlawful on the very day of the cut-off; Erlan's the day
after. Chingiz was smuggled in. Dana has no travel document. Farida's stay is lawful.
"""

from datetime import date
from typing import Any

from tests.core.law.small import (
    declare,
    exclude,
    law,
    period,
    provision,
    require,
)

from sapar.core.law import DOES_NOT_APPLY, Law, Standing

AIGERIM: dict[str, Any] = {
    "person.nationality": "KZ",
    "person.born": date(1990, 2, 1),
    "person.has_committed_offence": False,
    "person.under_departure_order": False,
    "stay.country": "KR",
    "stay.entered_on": date(2023, 5, 1),
    "stay.entry": "regular",
    "stay.unlawful_since": date(2023, 6, 1),
    "travel_document.kind": "passport",
    "travel_document.valid_until": date(2027, 1, 1),
    "departure.date": date(2026, 1, 15),
}
BOLAT = {**AIGERIM, "stay.unlawful_since": date(2025, 12, 1)}
ERLAN = {**AIGERIM, "stay.unlawful_since": date(2025, 12, 2)}
CHINGIZ = {**AIGERIM, "stay.entry": "smuggled"}
DANA = {
    **{name: value for name, value in AIGERIM.items() if name != "travel_document.valid_until"},
    "travel_document.kind": "none",
}
FARIDA = {**AIGERIM, "stay.unlawful_since": DOES_NOT_APPLY}


def programme(**more: Any) -> Law:
    """Leave between 1 December 2025 and 28 February 2026, after a declaration in its window."""
    return law(
        provision("place", require('stay.country == "KR"')),
        provision(
            "cut-off",
            require("stay.unlawful_since < date(2025, 12, 1)", name="from-that-day"),
            require(
                "stay.unlawful_since <= date(2025, 12, 1)", name="after-that-day", source="embassy"
            ),
        ),
        provision("entry", exclude('stay.entry == "smuggled"')),
        provision("offence", exclude("person.has_committed_offence"), decided_by="KR"),
        provision("order", exclude("person.under_departure_order")),
        provision("period", period(date(2025, 12, 1), date(2026, 2, 28))),
        provision(
            "document",
            require(
                'travel_document.kind != "none" and travel_document.valid_until >= departure.date'
            ),
        ),
        provision(
            "notice",
            declare(name="holidays-excluded"),
            declare(
                name="clear-days",
                last="3 clear working days of KR",
                source="agency",
                standing=Standing.ASSUMED,
            ),
        ),
        **more,
    )


def without(person: dict[str, Any], *names: str) -> dict[str, Any]:
    """The person, who has not told some facts."""
    return {name: value for name, value in person.items() if name not in names}
