"""The interview: which question still matters, asked one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Any

from sapar.core.law.assess import assess
from sapar.core.law.assessment import Assessment, Missing, Outcome
from sapar.core.law.edition import Clause, Law
from sapar.core.law.expression import COUNTING, Node, Op
from sapar.core.law.facts import DOES_NOT_APPLY, AskedOf, Fact, Facts, Type, Vocabulary

MOST_TRIED = 4096
_DAY = timedelta(days=1)


def questions(law: Law, facts: Facts, *, on: date, known_on: date) -> tuple[str, ...]:
    """The facts worth asking the person now, the next one first.

    A fact is asked when the person can answer it and some value of it could still change the
    outcome, or which effect a benefit has. Once the instrument is closed to the person nothing is
    asked.
    """
    return still_open(assess(law, facts, on=on, known_on=known_on))


def still_open(assessment: Assessment) -> tuple[str, ...]:
    """As ``questions``, for an assessment at hand."""
    if assessment.outcome is Outcome.NOT_ELIGIBLE:
        return ()
    asked: dict[str, None] = {}
    for finding in assessment.findings:
        for missing in finding.missing:
            if missing.fact in asked or not _person_can_tell(missing, assessment):
                continue
            if could_matter(finding.clause, missing.fact, assessment):
                asked[missing.fact] = None
    asked.update(dict.fromkeys(_for_benefits(assessment)))
    return tuple(asked)


def _for_benefits(assessment: Assessment) -> Iterator[str]:
    """The facts that decide which effect a benefit has, once it is not settled."""
    settled = {result.benefit for result in assessment.benefits if len(result.effects) == 1}
    for one in assessment.edition.benefits:
        if one.benefit.id in settled and len(one.cases) > 1:
            continue
        for name in sorted(one.facts):
            fact = assessment.edition.instrument.vocabulary[name]
            if assessment.facts.get(name) is None and (
                fact.asked_of is AskedOf.PERSON or fact.person_may_know
            ):
                yield name


def _person_can_tell(missing: Missing, assessment: Assessment) -> bool:
    fact = assessment.edition.instrument.vocabulary[missing.fact]
    return missing.ask is AskedOf.PERSON or fact.person_may_know


def could_matter(clause: Clause, name: str, assessment: Assessment) -> bool:
    """Whether some value of the fact could change what the clause says.

    Tries the values at and around which the clause can turn, together with those of its other
    unknown facts; beyond ``MOST_TRIED`` combinations, and where days are counted from an unknown
    one or to it, it says yes.
    """
    vocabulary = assessment.edition.instrument.vocabulary
    counting = [one for one in clause.readings if one.counts]
    conditions = [one.condition for one in counting if one.condition]
    if clause.applies is not None:
        conditions.append(clause.applies)
    if any(one.condition is None for one in counting) or name not in vocabulary:
        return True
    facts = assessment.facts
    unknown = sorted(
        {fact for one in conditions for fact in one.tree.facts() if facts.get(fact) is None}
    )
    trees = [one.tree for one in conditions]
    if any(vocabulary[fact].type is Type.DATE for fact in unknown) and _count_days(trees):
        return True
    tries = {
        fact: _turning_values(vocabulary[fact], trees, facts, len(unknown)) for fact in unknown
    }
    if any(not values for values in tries.values()) or prod(map(len, tries.values())) > MOST_TRIED:
        return True
    if name not in tries:  # told, but not whole: a list with an entry that lacks its date
        return True
    others = [fact for fact in unknown if fact != name]
    for combination in product(*(tries[fact] for fact in others)):
        base = {**facts, **dict(zip(others, combination, strict=True))}
        seen = {tuple(one({**base, name: value})[0] for one in conditions) for value in tries[name]}
        if len(seen) > 1:
            return True
    return False


def _turning_values(
    fact: Fact, trees: Iterable[Node], facts: Mapping[str, Any], unknowns: int
) -> list[Any]:
    if fact.type is Type.BOOL:
        return [True, False]
    extra = [DOES_NOT_APPLY] if fact.may_not_apply else []
    if fact.type is Type.DATE:
        return [*_dates_around(trees, facts, unknowns), *extra]
    if fact.type in {Type.CODE, Type.COUNTRY}:
        told = [value for value in facts.values() if isinstance(value, str)]
        return [*(fact.codes or sorted({*_codes_of(trees, fact), *told, "??", "?!"})), *extra]
    return []


def _codes_of(trees: Iterable[Node], fact: Fact) -> list[str]:
    found: dict[str, None] = {}
    for node in _nodes(trees):
        names = {arg.value for arg in node.args if arg.op is Op.FACT}
        if fact.name in names:
            constants = [arg.value for arg in node.args if arg.op is Op.CONST]
            members = node.value if node.op is Op.IN and isinstance(node.value, tuple) else ()
            found.update(dict.fromkeys(map(str, [*constants, *members])))
    return list(found)


def _dates_around(trees: Iterable[Node], facts: Mapping[str, Any], unknowns: int) -> list[date]:
    """Days before, at and after every day the trees can turn at; as many as there are unknowns."""
    days = {value for value in facts.values() if isinstance(value, date)}
    for node in _nodes(trees):
        members = node.value if isinstance(node.value, tuple) else (node.value,)
        days.update(value for value in members if isinstance(value, date))
    steps = range(-max(1, unknowns), max(1, unknowns) + 1)
    near = {day + _DAY * step for day in days for step in steps}
    return sorted(near | {date(1950, 1, 1), date(2099, 12, 31)})


def _count_days(trees: Iterable[Node]) -> bool:
    """Whether a tree can turn on days that are written nowhere in it."""
    return any(node.op in COUNTING for node in _nodes(trees))


def _nodes(trees: Iterable[Node]) -> Iterator[Node]:
    for tree in trees:
        yield from tree.walk()


def questions_of(law: Law, *, on: date, known_on: date) -> tuple[str, ...]:
    """Every fact the person may be asked, in the order of the provisions."""
    edition = law.edition(on=on, known_on=known_on)
    vocabulary: Vocabulary = law.instrument.vocabulary
    names: dict[str, None] = {}
    for clause in edition.clauses:
        for name in sorted(clause.facts, key=list(vocabulary.names()).index):
            if vocabulary[name].asked_of is AskedOf.PERSON or vocabulary[name].person_may_know:
                names[name] = None
    return tuple(names)
