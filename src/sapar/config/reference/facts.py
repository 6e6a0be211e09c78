"""The fact vocabulary as a table for each group of facts."""

from __future__ import annotations

from itertools import groupby

from sapar.config.reference.markdown import code, table
from sapar.core.law import VOCABULARY, AskedOf, Fact, Type
from sapar.instruments.words import SharedWords

_HEAD = ("fact", "type", "question", "who is asked", "sensitivity", "notes")
_ASKED = {
    AskedOf.PERSON: "the person",
    AskedOf.HOST: "the state they are in",
    AskedOf.HOME: "their own state",
}


def facts_part(words: SharedWords) -> str:
    """Every fact of the common vocabulary, group by group."""
    sections = []
    for group, facts in groupby(VOCABULARY, key=lambda fact: fact.name.split(".")[0]):
        rows = [_row(fact, words) for fact in facts]
        sections.append(f"## {group}\n\n{table(_HEAD, rows)}")
    return "\n\n".join(sections)


def _row(fact: Fact, words: SharedWords) -> list[str]:
    return [
        code(fact.name),
        _type(fact),
        words.maybe("facts", fact.name, "question") or "",
        _ASKED[fact.asked_of] + (" (the person may know, too)" if fact.person_may_know else ""),
        fact.sensitivity.value,
        " ".join(_notes(fact, words)),
    ]


def _type(fact: Fact) -> str:
    if fact.type is Type.RECORDS:
        fields = ", ".join(f"{code(one.name)} ({one.type.value})" for one in fact.fields)
        return f"{fact.type.value}; each entry has {fields}"
    if fact.codes:
        return f"{fact.type.value}: " + ", ".join(code(one) for one in fact.codes)
    return str(fact.type.value)


def _notes(fact: Fact, words: SharedWords) -> list[str]:
    found = []
    if fact.plan:
        found.append("A plan: the person can still choose it or do it.")
    if fact.absent_when:
        other, value = fact.absent_when
        found.append(f"Does not apply when {code(other)} is {code(value)}.")
    if fact.may_not_apply:
        said = words.maybe("facts", fact.name, "does_not_apply")
        found.append(
            f"May be {code('does_not_apply')}" + (f" (“{said}”)." if said is not None else ".")
        )
    if fact.type is Type.CODE and not fact.codes:
        found.append("Any short text; an instrument may list its own codes.")
    return found
