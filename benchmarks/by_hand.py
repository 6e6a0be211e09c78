"""The rules of the Korean programme written by hand in NumPy: what a careful analyst would do.

In chunks that stay in the cache. Gives the same outputs as the engine: for each person the
outcome and one code per provision, gaps included.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
from benchmarks.crowd import ON, Crowd

from sapar.core.calendar import WorkingCalendar

CHUNK = 16_384
MET, NOT_MET, UNKNOWN, DISPUTED = range(4)
ELIGIBLE, ELIGIBLE_IF, INCOMPLETE, NEEDS_REVIEW, NOT_ELIGIBLE = range(5)
PROVISIONS = (
    "place-of-stay", "unlawful-since", "illegal-entry", "forged-document", "no-offence",
    "not-wanted", "no-departure-order", "not-detained", "period", "travel-document", "ticket",
    "declaration-form", "notice", "declared-within-programme",
)  # fmt: skip
ALWAYS_MET = {"not-wanted", "ticket", "declaration-form"}  # presumed: the table does not tell them
_EPOCH = date(1970, 1, 1)
_CUT_OFF = (date(2025, 12, 1) - _EPOCH).days
_REACHED = (date(2025, 12, 5) - _EPOCH).days  # the first day that a declaration can lead to
_END = (date(2026, 2, 28) - _EPOCH).days
_TODAY = (ON - _EPOCH).days
_NEVER = np.int32(-(2**31))


class ByHand:
    """The kernel with its tables of last days, made once."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.first = (calendar.first - _EPOCH).days
        length = (calendar.last - calendar.first).days + 1
        days = [calendar.first + timedelta(days=n) for n in range(length)]
        self.last_3 = np.array([_number(calendar.add_working_days(one, -3)) for one in days])
        self.last_4 = np.array([_number(calendar.add_working_days(one, -4)) for one in days])
        self.last = length - 1

    def __call__(self, people: Crowd) -> dict[str, Any]:
        """The outcome and the verdicts of everybody."""
        result = {name: np.empty(people.rows, np.uint8) for name in ("outcome", *PROVISIONS)}
        for name in ALWAYS_MET:
            result[name][:] = MET
        for start in range(0, people.rows, CHUNK):
            part = slice(start, start + CHUNK)
            value = {name: array[part] for name, array in people.values.items()}
            known = {name: array[part] for name, array in people.known.items()}
            self._chunk(value, known, {name: array[part] for name, array in result.items()})
        return result

    def _chunk(self, value: dict[str, Any], known: dict[str, Any], out: dict[str, Any]) -> None:
        simple = (
            ("place-of-stay", "stay.country", value["stay.country"] != 0),
            ("illegal-entry", "stay.entry", value["stay.entry"] == 1),
            ("forged-document", "stay.entry", value["stay.entry"] == 2),
            ("no-offence", "person.has_committed_offence", value["person.has_committed_offence"]),
            (
                "no-departure-order",
                "person.under_departure_order",
                value["person.under_departure_order"],
            ),
            ("not-detained", "person.detained", value["person.detained"]),
        )
        refused = np.zeros(len(value["stay.country"]), bool)
        for provision, fact, fails in simple:
            out[provision][:] = np.where(known[fact], fails, UNKNOWN)
            refused |= fails & known[fact]
        since, since_known = value["stay.unlawful_since"], known["stay.unlawful_since"]
        said = np.where(since < _CUT_OFF, MET, np.where(since == _CUT_OFF, DISPUTED, NOT_MET))
        out["unlawful-since"][:] = np.where(since_known, said, UNKNOWN)
        day, day_known = value["departure.date"], known["departure.date"]
        outside = (day < _CUT_OFF) | (day > _END)
        out["period"][:] = np.where(day_known, outside, UNKNOWN)
        refused |= ((since > _CUT_OFF) & since_known) | (outside & day_known)
        refused |= self._document(value, known, out)
        notice, silent = self._notice(value, known, out)
        refused |= notice == NOT_MET
        filed, filed_known = value["declaration.filed_on"], known["declaration.filed_on"]
        in_time = np.where(filed_known, filed >= _CUT_OFF, day >= _REACHED)
        within = np.where(in_time, MET, DISPUTED)
        told = filed_known | day_known
        out["declared-within-programme"][:] = np.where(told, within, UNKNOWN)
        person = (
            ~known["stay.country"] | ~since_known | ~known["stay.entry"]
            | ~known["person.under_departure_order"] | ~known["person.detained"] | ~day_known
            | (out["travel-document"] == UNKNOWN)
        )  # fmt: skip
        review = (
            (since_known & (since == _CUT_OFF)) | (notice == DISPUTED) | silent
            | (told & (within == DISPUTED))
        )  # fmt: skip
        outcome = np.where(known["person.has_committed_offence"], ELIGIBLE, ELIGIBLE_IF)
        outcome = np.where(review, NEEDS_REVIEW, outcome)
        outcome = np.where(person, INCOMPLETE, outcome)
        out["outcome"][:] = np.where(refused, NOT_ELIGIBLE, outcome)

    def _document(self, value: dict[str, Any], known: dict[str, Any], out: dict[str, Any]) -> Any:
        kind, kind_known = value["travel_document.kind"], known["travel_document.kind"]
        none = kind_known & (kind == 3)
        both_known = known["travel_document.valid_until"] & known["departure.date"]
        expired = both_known & (value["travel_document.valid_until"] < value["departure.date"])
        refused = none | expired
        met = kind_known & both_known & ~refused
        out["travel-document"][:] = np.where(refused, NOT_MET, np.where(met, MET, UNKNOWN))
        return refused

    def _notice(
        self, value: dict[str, Any], known: dict[str, Any], out: dict[str, Any]
    ) -> tuple[Any, Any]:
        day, day_known = value["departure.date"], known["departure.date"]
        filed, filed_known = value["declaration.filed_on"], known["declaration.filed_on"]
        place = day - self.first
        inside = (place >= 0) & (place <= self.last)
        place = np.clip(place, 0, self.last)
        last_3, last_4 = self.last_3[place], self.last_4[place]
        counted = day_known & inside & (last_4 != _NEVER)
        acted = np.where(filed_known, filed, _TODAY)
        early = filed_known & day_known & (filed < day - 15)
        in_3, in_4 = acted <= last_3, acted <= last_4
        said = np.where(in_4, MET, np.where(in_3, DISPUTED, NOT_MET))
        verdict = np.where(early, NOT_MET, np.where(counted, said, UNKNOWN))
        out["notice"][:] = verdict
        return verdict, day_known & ~counted & ~early


def _number(day: date | None) -> np.int32:
    return _NEVER if day is None else np.int32((day - _EPOCH).days)
