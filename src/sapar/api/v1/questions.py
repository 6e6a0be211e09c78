"""The questions that still matter, as JSON-ready values with their words."""

from typing import Any, Final

from sapar.core.law import DOES_NOT_APPLY, Assessment, Fact, FactValue, Type, still_open
from sapar.instruments.words import InstrumentWords

TYPES: Final = {
    Type.BOOL: "boolean",
    Type.INT: "integer",
    Type.DATE: "date",
    Type.CODE: "code",
    Type.COUNTRY: "country",
    Type.RECORDS: "list",
}


def questions_answer(assessment: Assessment, words: InstrumentWords) -> dict[str, Any]:
    """Where the person stands, and what to ask them next."""
    vocabulary = assessment.edition.instrument.vocabulary
    return {
        "instrument": assessment.instrument,
        "on": assessment.on.isoformat(),
        "known_at": assessment.known_on.isoformat(),
        "outcome": assessment.outcome.value,
        "questions": [_question(vocabulary[name], words) for name in still_open(assessment)],
    }


def _question(fact: Fact, words: InstrumentWords) -> dict[str, Any]:
    name = fact.name
    return {
        "fact": name,
        "type": TYPES[fact.type],
        "label": words.fact(name, "label") or name,
        "question": words.fact(name, "question") or name,
        "hint": words.fact(name, "hint"),
        "choices": [_choice(name, value, words) for value in _values(fact)],
        "fields": [
            {
                "field": field.name,
                "type": TYPES[field.type],
                "label": words.shared.maybe("facts", name, "fields", field.name) or field.name,
            }
            for field in fact.fields
        ],
        "sensitivity": fact.sensitivity.value,
    }


def _values(fact: Fact) -> list[FactValue]:
    values: list[FactValue] = [True, False] if fact.type is Type.BOOL else [*fact.codes]
    return [*values, DOES_NOT_APPLY] if fact.may_not_apply and not fact.absent_when else values


def _choice(name: str, value: FactValue, words: InstrumentWords) -> dict[str, Any]:
    plain = DOES_NOT_APPLY.value if value is DOES_NOT_APPLY else value
    return {"value": plain, "text": words.value(name, value)}
