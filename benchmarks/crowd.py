"""A million people for the Korean programme, made by a seeded generator: 11 fields, 5 % gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from sapar.screening.polars_algebra import COUNTRIES as COUNTRY_CODES

INSTRUMENT = "kr-voluntary-departure-2025"
ON, KNOWN_ON = date(2026, 2, 10), date(2026, 11, 22)
ENTRIES = ("regular", "smuggled", "forged_document")
DOCUMENTS = ("passport", "certificate_of_return", "temporary_passport", "none")
COUNTRIES = ("KR", "KZ")
DAYS = (
    "stay.entered_on",
    "stay.unlawful_since",
    "departure.date",
    "travel_document.valid_until",
    "declaration.filed_on",
)
BOOLS = ("person.has_committed_offence", "person.under_departure_order", "person.detained")
CODES = {
    "stay.country": COUNTRIES,
    "stay.entry": ENTRIES,
    "travel_document.kind": DOCUMENTS,
}
FIELDS = (*CODES, *BOOLS, *DAYS)
Array = npt.NDArray[np.generic]


@dataclass(frozen=True)
class Crowd:
    """Arrays by field: days as int32 since 1970-01-01, codes as uint8, and what is known."""

    values: dict[str, Array]
    known: dict[str, Array]

    @property
    def rows(self) -> int:
        return len(self.values["stay.country"])

    def table(self) -> pl.DataFrame:
        """The same people as a table with codes as categories."""
        numbers = pl.Series("id", range(self.rows), dtype=pl.Int64)
        return pl.DataFrame([numbers, *(self._column(name) for name in FIELDS)])

    def _column(self, name: str) -> pl.Series:
        values = pl.Series(name, self.values[name])
        if name in DAYS:
            values = values.cast(pl.Date)
        if name in CODES:
            words = pl.Series(CODES[name], dtype=pl.String)
            kind = COUNTRY_CODES if name == "stay.country" else pl.Enum(CODES[name])
            values = words.gather(values.cast(pl.UInt32)).cast(kind).alias(name)
        known = pl.Series("known", self.known[name])
        return pl.select(pl.when(known).then(values).otherwise(None).alias(name)).to_series()


def crowd(rows: int, *, gap: float = 0.05, seed: int = 2025) -> Crowd:
    """So many people; most fulfil most rules, as those who write to a consulate do."""
    some = np.random.default_rng(seed)

    def days(first: date, within: int) -> Array:
        start = (first - date(1970, 1, 1)).days
        return (start + some.integers(0, within, rows)).astype(np.int32)

    def codes(*shares: float) -> Array:
        return some.choice(len(shares), rows, p=shares).astype(np.uint8)

    values: dict[str, Array] = {
        "stay.country": codes(0.98, 0.02),
        "stay.entry": codes(0.95, 0.03, 0.02),
        "travel_document.kind": codes(0.9, 0.04, 0.04, 0.02),
        "stay.entered_on": days(date(2018, 1, 1), 2500),
        "stay.unlawful_since": days(date(2023, 1, 1), 1100),
        "departure.date": days(date(2025, 12, 5), 95),
        "travel_document.valid_until": days(date(2026, 1, 1), 1500),
        "declaration.filed_on": days(date(2025, 11, 25), 96),
    }
    for name in BOOLS:
        values[name] = some.random(rows) < 0.03
    known = {name: some.random(rows) >= gap for name in FIELDS}
    return Crowd(values, known)
