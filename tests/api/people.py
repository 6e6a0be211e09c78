"""The people these tests ask for: invented, with dates that fit Korea's programme of 2025."""

from typing import Any

PROGRAMME = "kr-voluntary-departure-2025"

AIGUL: dict[str, Any] = {
    "person.nationality": "KZ",
    "person.born": "1990-02-01",
    "person.has_committed_offence": False,
    "person.under_departure_order": False,
    "person.detained": False,
    "stay.country": "KR",
    "stay.entered_on": "2020-01-01",
    "stay.entry": "regular",
    "stay.unlawful_since": "2021-01-01",
    "travel_document.kind": "passport",
    "travel_document.valid_until": "2027-01-01",
    "departure.date": "2026-02-10",
    "departure.ticket": True,
    "departure.port": "ICN",
    "declaration.form": True,
    "declaration.filed_on": "2026-02-02",
    "household.children": [],
}
"""Meets every condition."""

DAULET: dict[str, Any] = {**AIGUL, "stay.entry": "smuggled", "person.under_departure_order": True}
"""Is excluded."""

SAULE: dict[str, Any] = {
    "person": {"nationality": "KZ"},
    "stay": {"country": "KR", "entered_on": "2020-01-01"},
    "household": {"children": [{"born": "2024-05-05"}]},
}
"""Has told little, in nested names."""
