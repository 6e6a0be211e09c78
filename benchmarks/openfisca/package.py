"""The Korean programme as country packages of OpenFisca write their rules.

Days are variables of type date, codes and verdicts are enumerations, and a formula gives members
of an enumeration with ``select`` or ``where``: as in OpenFisca's documentation and its country
template. Only what is not known has no form there: a second variable says it of each fact.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from model import CALENDAR, FACTS, NEVER, PERIOD, PERSON, PROVISIONS
from numpy import datetime64, select, where
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

CUT_OFF, REACHED, END, TODAY = (
    datetime64(day) for day in ("2025-12-01", "2025-12-05", "2026-02-28", "2026-02-10")
)


class Verdict(Enum):
    met = "met"
    not_met = "not met"
    unknown = "unknown"
    disputed = "disputed"


class Outcome(Enum):
    eligible = "eligible"
    eligible_if = "eligible if"
    incomplete = "incomplete"
    needs_review = "needs review"
    not_eligible = "not eligible"


class Country(Enum):
    KR = "Korea"
    KZ = "Kazakhstan"


class Entry(Enum):
    regular = "regular"
    smuggled = "smuggled"
    forged_document = "forged document"


class Document(Enum):
    passport = "passport"
    certificate_of_return = "certificate of return"
    temporary_passport = "temporary passport"
    none = "none"


CODES = {"country": Country, "entry": Entry, "kind": Document}
DAYS = {"entered", "since", "departure", "valid", "filed"}


def variable(name, value_type, *, of=None, formula=None):
    body = {
        "value_type": value_type,
        "entity": PERSON,
        "definition_period": DateUnit.MONTH,
        "label": name,
    }
    if of is not None:
        body |= {"possible_values": of, "default_value": next(iter(of))}
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def refusing(fact, code=True):
    def formula(person, period):
        value, known = person(fact, period), person(f"{fact}_known", period)
        return select([~known, value == code], [Verdict.unknown, Verdict.not_met], Verdict.met)

    return formula


def unlawful_since(person, period):
    since, known = person("since", period), person("since_known", period)
    return select(
        [~known, since < CUT_OFF, since == CUT_OFF],
        [Verdict.unknown, Verdict.met, Verdict.disputed],
        Verdict.not_met,
    )


def period_of_departure(person, period):
    day, known = person("departure", period), person("departure_known", period)
    return select(
        [~known, (day >= CUT_OFF) * (day <= END)],
        [Verdict.unknown, Verdict.met],
        Verdict.not_met,
    )


def travel_document(person, period):
    kind, kind_known = person("kind", period), person("kind_known", period)
    both = person("valid_known", period) * person("departure_known", period)
    expired = both * (person("valid", period) < person("departure", period))
    refused = kind_known * (kind == Document.none) + expired
    return select([refused, kind_known * both], [Verdict.not_met, Verdict.met], Verdict.unknown)


def notice(person, period):
    departure = person("departure", period)
    known, filed_known = person("departure_known", period), person("filed_known", period)
    filed = person("filed", period)
    place = departure.astype(np.int64) - CALENDAR["first"]
    inside = (place >= 0) * (place < len(CALENDAR["last_3"]))
    place = np.clip(place, 0, len(CALENDAR["last_3"]) - 1)
    inside = inside * (CALENDAR["last_4"][place] != NEVER)
    last_3 = CALENDAR["last_3"][place].astype("datetime64[D]")
    last_4 = CALENDAR["last_4"][place].astype("datetime64[D]")
    acted = where(filed_known, filed, TODAY)
    early = filed_known * known * (filed < departure - 15)
    return select(
        [early, ~(known * inside), acted <= last_4, acted <= last_3],
        [Verdict.not_met, Verdict.unknown, Verdict.met, Verdict.disputed],
        Verdict.not_met,
    )


def declared_within_programme(person, period):
    known, departure_known = person("filed_known", period), person("departure_known", period)
    in_time = where(
        known, person("filed", period) >= CUT_OFF, person("departure", period) >= REACHED
    )
    return select(
        [~(known + departure_known), in_time], [Verdict.unknown, Verdict.met], Verdict.disputed
    )


def outcome(person, period):
    said = {name: person(name, period) for name in PROVISIONS}
    refused = sum(said[name] == Verdict.not_met for name in PROVISIONS) > 0
    asks = [name for name in PROVISIONS if name not in {"no_offence", "notice"}]
    departs = person("departure_known", period)
    ask = (sum(said[name] == Verdict.unknown for name in asks) > 0) + ~departs
    silent = (said["notice"] == Verdict.unknown) * departs
    review = (sum(said[name] == Verdict.disputed for name in PROVISIONS) > 0) + silent
    return select(
        [refused, ask, review, said["no_offence"] == Verdict.unknown],
        [Outcome.not_eligible, Outcome.incomplete, Outcome.needs_review, Outcome.eligible_if],
        Outcome.eligible,
    )


FORMULAS = {
    "place_of_stay": refusing("country", Country.KZ),
    "unlawful_since": unlawful_since,
    "illegal_entry": refusing("entry", Entry.smuggled),
    "forged_document": refusing("entry", Entry.forged_document),
    "no_offence": refusing("offence"),
    "not_wanted": None,  # presumed: the table does not tell it, and the first verdict is "met"
    "no_departure_order": refusing("order"),
    "not_detained": refusing("detained"),
    "period_of_departure": period_of_departure,
    "travel_document": travel_document,
    "ticket": None,
    "declaration_form": None,
    "notice": notice,
    "declared_within_programme": declared_within_programme,
}


def system() -> TaxBenefitSystem:
    rules = TaxBenefitSystem([PERSON])
    for name in FACTS.values():
        kind = Enum if name in CODES else date if name in DAYS else bool
        rules.add_variable(variable(name, kind, of=CODES.get(name)))
        rules.add_variable(variable(f"{name}_known", bool))
    for name, formula in FORMULAS.items():
        rules.add_variable(variable(name, Enum, of=Verdict, formula=formula))
    rules.add_variable(variable("outcome", Enum, of=Outcome, formula=outcome))
    return rules


def inputs(people: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The table in the types that OpenFisca keeps, made before the clock runs."""
    found = {}
    for fact, name in FACTS.items():
        values = people[f"v:{fact}"]
        found[name] = values.astype("datetime64[D]") if name in DAYS else values
        found[f"{name}_known"] = people[f"k:{fact}"]
    return found


def everybody(rules: TaxBenefitSystem, told: dict[str, np.ndarray], rows: int) -> np.ndarray:
    simulation = SimulationBuilder().build_default_simulation(rules, rows)
    for name, values in told.items():
        simulation.set_input(name, PERIOD, values)
    return np.asarray(simulation.calculate("outcome", PERIOD))
