"""The Korean programme for OpenFisca-core in plain integers, as fast as it goes there.

No country package writes rules so: ``package.py`` holds the usual form, and both are measured.

OpenFisca-core is AGPL: Sapar never imports it. Called as ``model.py people.npz calendar.npz
seconds``; prints one JSON object: seconds for everybody in both forms, seconds for one traced
person, and the outcomes so that the caller knows that the rules are the same.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="persons", label="A person", is_person=True)
PERIOD = "2026-02"
CUT_OFF, REACHED, END, TODAY = (
    int(np.datetime64(day).astype("int64"))
    for day in ("2025-12-01", "2025-12-05", "2026-02-28", "2026-02-10")
)
MET, NOT_MET, UNKNOWN, DISPUTED = range(4)
ELIGIBLE, ELIGIBLE_IF, INCOMPLETE, NEEDS_REVIEW, NOT_ELIGIBLE = range(5)
NEVER = -(2**31)
CALENDAR: dict[str, np.ndarray] = {}
PROVISIONS = (
    "place_of_stay", "unlawful_since", "illegal_entry", "forged_document", "no_offence",
    "not_wanted", "no_departure_order", "not_detained", "period_of_departure", "travel_document",
    "ticket", "declaration_form", "notice", "declared_within_programme",
)  # fmt: skip


def variable(name, formula=None, value_type=int):
    body = {
        "value_type": value_type,
        "entity": PERSON,
        "definition_period": DateUnit.MONTH,
        "label": name,
    }
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def refusing(fact, codes):
    """Not met where the fact is one of the codes, unknown where it is not known."""

    def formula(person, period):
        value, known = person(fact, period), person(f"{fact}_known", period)
        return np.where(known, np.isin(value, codes), UNKNOWN)

    return formula


def unlawful_since(person, period):
    since, known = person("since", period), person("since_known", period)
    said = np.where(since < CUT_OFF, MET, np.where(since == CUT_OFF, DISPUTED, NOT_MET))
    return np.where(known, said, UNKNOWN)


def period_of_departure(person, period):
    day, known = person("departure", period), person("departure_known", period)
    return np.where(known, (day < CUT_OFF) | (day > END), UNKNOWN)


def travel_document(person, period):
    kind, kind_known = person("kind", period), person("kind_known", period)
    both = person("valid_known", period) * person("departure_known", period)
    expired = both * (person("valid", period) < person("departure", period))
    refused = kind_known * (kind == 3) + expired
    return np.where(refused, NOT_MET, np.where(kind_known * both, MET, UNKNOWN))


def window(person, period):
    place = person("departure", period) - CALENDAR["first"]
    inside = (place >= 0) & (place < len(CALENDAR["last_3"]))
    place = np.clip(place, 0, len(CALENDAR["last_3"]) - 1)
    last_3, last_4 = CALENDAR["last_3"][place], CALENDAR["last_4"][place]
    return last_3, last_4, inside & (last_4 != NEVER)


def notice(person, period):
    last_3, last_4, inside = window(person, period)
    known, filed_known = person("departure_known", period), person("filed_known", period)
    filed = person("filed", period)
    acted = np.where(filed_known, filed, TODAY)
    early = filed_known * known * (filed < person("departure", period) - 15)
    said = np.where(acted <= last_4, MET, np.where(acted <= last_3, DISPUTED, NOT_MET))
    return np.where(early, NOT_MET, np.where(known * inside, said, UNKNOWN))


def declared_within_programme(person, period):
    known, departure_known = person("filed_known", period), person("departure_known", period)
    in_time = np.where(
        known, person("filed", period) >= CUT_OFF, person("departure", period) >= REACHED
    )
    return np.where(known + departure_known, np.where(in_time, MET, DISPUTED), UNKNOWN)


def outcome(person, period):
    said = {name: person(name, period) for name in PROVISIONS}
    refused = sum(said[name] == NOT_MET for name in PROVISIONS) > 0
    asks = [name for name in PROVISIONS if name not in {"no_offence", "notice"}]
    ask = sum(said[name] == UNKNOWN for name in asks) + (1 - person("departure_known", period)) > 0
    silent = (said["notice"] == UNKNOWN) * person("departure_known", period)
    review = sum(said[name] == DISPUTED for name in PROVISIONS) + silent > 0
    found = np.where(said["no_offence"] == UNKNOWN, ELIGIBLE_IF, ELIGIBLE)
    found = np.where(review, NEEDS_REVIEW, found)
    return np.where(refused, NOT_ELIGIBLE, np.where(ask, INCOMPLETE, found))


FACTS = {
    "stay.country": "country",
    "stay.entry": "entry",
    "stay.entered_on": "entered",
    "stay.unlawful_since": "since",
    "person.has_committed_offence": "offence",
    "person.under_departure_order": "order",
    "person.detained": "detained",
    "departure.date": "departure",
    "travel_document.kind": "kind",
    "travel_document.valid_until": "valid",
    "declaration.filed_on": "filed",
}
FORMULAS = {
    "place_of_stay": refusing("country", [1]),
    "unlawful_since": unlawful_since,
    "illegal_entry": refusing("entry", [1]),
    "forged_document": refusing("entry", [2]),
    "no_offence": refusing("offence", [1]),
    "not_wanted": lambda person, period: person("country", period) * 0,
    "no_departure_order": refusing("order", [1]),
    "not_detained": refusing("detained", [1]),
    "period_of_departure": period_of_departure,
    "travel_document": travel_document,
    "ticket": lambda person, period: person("country", period) * 0,
    "declaration_form": lambda person, period: person("country", period) * 0,
    "notice": notice,
    "declared_within_programme": declared_within_programme,
    "outcome": outcome,
}


def system() -> TaxBenefitSystem:
    rules = TaxBenefitSystem([PERSON])
    for name in FACTS.values():
        rules.add_variable(variable(name))
        rules.add_variable(variable(f"{name}_known", value_type=bool))
    for name, formula in FORMULAS.items():
        rules.add_variable(variable(name, formula))
    return rules


def everybody(rules: TaxBenefitSystem, people: dict[str, np.ndarray]) -> np.ndarray:
    simulation = SimulationBuilder().build_default_simulation(rules, len(people["v:stay.country"]))
    for fact, name in FACTS.items():
        simulation.set_input(name, PERIOD, people[f"v:{fact}"].astype(np.int32))
        simulation.set_input(f"{name}_known", PERIOD, people[f"k:{fact}"])
    return simulation.calculate("outcome", PERIOD)


def one(rules: TaxBenefitSystem, people: dict[str, np.ndarray]) -> str:
    """One person from a dictionary to a traced answer in JSON."""
    told = {}
    for fact, name in FACTS.items():
        told[name] = {PERIOD: int(people[f"v:{fact}"][0])}
        told[f"{name}_known"] = {PERIOD: bool(people[f"k:{fact}"][0])}
    simulation = SimulationBuilder().build_from_dict(rules, {"persons": {"somebody": told}})
    simulation.trace = True
    simulation.calculate("outcome", PERIOD)
    return json.dumps(simulation.tracer.get_serialized_flat_trace())


def quickest(function, seconds: float) -> float:
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.process_time()
        function()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    people = dict(np.load(sys.argv[1]))
    CALENDAR.update(np.load(sys.argv[2]))
    seconds = float(sys.argv[3])
    rules = system()
    counts = np.bincount(everybody(rules, people), minlength=5)
    import package  # noqa: PLC0415 (it needs this module)

    usual, told, rows = package.system(), package.inputs(people), len(people["v:stay.country"])
    said = np.bincount(package.everybody(usual, told, rows), minlength=5)
    assert counts.tolist() == said.tolist(), "the two forms differ"
    as_usual = quickest(lambda: package.everybody(usual, told, rows), seconds)
    table = quickest(lambda: everybody(rules, people), seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    single = quickest(lambda: one(rules, people), seconds)
    print(
        json.dumps(
            {
                "table": table,
                "usual": as_usual,
                "one": single,
                "outcomes": counts.tolist(),
                "peak_mb": int(peak),
            }
        )
    )


if __name__ == "__main__":
    sys.modules["model"] = sys.modules["__main__"]
    main()
