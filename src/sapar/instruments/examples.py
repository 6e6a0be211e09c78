"""Worked cases: what an instrument must answer for the people its authors thought of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sapar.core.kernel import Place
from sapar.core.law import Assessment, Law, assess, dates_of, facts_from
from sapar.instruments import cases
from sapar.instruments.answer import dates_answer, plain
from sapar.instruments.shape import shape_error
from sapar.instruments.strict_yaml import Document, read_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One worked case: the facts, the day, and what must come out."""

    name: str
    on: date
    known_on: date
    facts: Mapping[str, Any]
    expect: Mapping[str, Any]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An example that does not hold: what was expected and what the engine says."""

    example: Example
    about: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return (
            f"{self.example.place}: “{self.example.name}”: {self.about} is {self.found!r}, "
            f"but {self.expected!r} was expected."
        )


def read_examples(folder: Path, law: Law, *, name: str | None = None) -> tuple[Example, ...]:
    """The worked cases in ``folder/examples.yaml``; InstrumentError names what is wrong in it."""
    path = folder / "examples.yaml"
    document = read_file(path, name=name or str(path))
    said = document.value
    try:
        cases.ExamplesFile.model_validate(said)
    except ValidationError as problem:
        raise shape_error(problem, document) from None
    base = _flat(said.get("facts") or {})
    return tuple(
        _example(document, index, one, base, law) for index, one in enumerate(said["examples"])
    )


def _example(
    document: Document, index: int, said: Any, base: Mapping[str, Any], law: Law
) -> Example:
    place = document.place(("examples", index))
    told = {**base, **_flat(said.get("facts") or {})}
    return Example(
        name=str(said["name"]),
        on=said["on"],
        known_on=said.get("known_at") or said["on"],
        facts=facts_from(told, law.instrument.vocabulary, place_of=lambda _name: place),
        expect=said["expect"],
        place=place,
    )


def _flat(told: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Dotted names, so that an example can override one fact of a group."""
    found: dict[str, Any] = {}
    for key, value in told.items():
        if isinstance(value, dict):
            found.update(_flat(value, f"{prefix}{key}."))
        else:
            found[f"{prefix}{key}"] = value
    return found


def differences(law: Law, examples: tuple[Example, ...]) -> Iterator[Difference]:
    """Every expectation that does not hold."""
    for example in examples:
        assessment = assess(law, example.facts, on=example.on, known_on=example.known_on)
        for about, expected, found in _compared(example, assessment, law):
            if expected != found:
                yield Difference(example=example, about=about, expected=expected, found=found)


def _compared(example: Example, assessment: Assessment, law: Law) -> Iterator[tuple[str, Any, Any]]:
    expect = example.expect
    if "outcome" in expect:
        yield "outcome", expect["outcome"], assessment.outcome.value
    if "provisional" in expect:
        yield "provisional", expect["provisional"], assessment.provisional
    verdicts = {finding.provision: finding.verdict.value for finding in assessment.findings}
    for provision, verdict in (expect.get("findings") or {}).items():
        yield f"the verdict of {provision}", verdict, verdicts.get(provision)
    if "missing" in expect:
        yield "missing", expect["missing"], [missing.fact for missing in assessment.missing]
    if "presumptions" in expect:
        yield "presumptions", sorted(expect["presumptions"]), sorted(assessment.presumed)
    results = {result.benefit: result for result in assessment.benefits}
    for benefit, wanted in (expect.get("benefits") or {}).items():
        result = results.get(benefit)
        for key, value in wanted.items():
            yield f"{key} of {benefit}", value, getattr(result, key, None)
    if "dates" in expect:
        yield from _dates(example, law)


def _dates(example: Example, law: Law) -> Iterator[tuple[str, Any, Any]]:
    dates = dates_of(law, example.facts, on=example.on, known_on=example.known_on)
    rows = {row["depart"]: row for row in dates_answer(dates, law, on=example.on)["departures"]}
    for wanted in example.expect["dates"]:
        row = rows.get(plain(wanted["depart"]))
        for key, value in wanted.items():
            found = row.get(key) if row else None
            yield f"{key} for a departure on {wanted['depart']}", plain(value), found
