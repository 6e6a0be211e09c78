"""What the words of an instrument must hold: a sentence for every code, and no name that nobody fills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sapar.core.kernel import did_you_mean
from sapar.core.law import (
    VOCABULARY,
    AskedOf,
    Fact,
    Instrument,
    Outcome,
    Problem,
    Rank,
    Standing,
    Type,
    Verdict,
)
from sapar.core.law.procedure import ROLES
from sapar.core.law.sentences import FACT_SENTENCES
from sapar.instruments.forms.check import shared_form_words
from sapar.instruments.procedure import SAID_OF_PROCEDURES, UNITS
from sapar.instruments.strict_yaml import Document
from sapar.instruments.words import InstrumentWords, SharedWords, placeholders

TABLE_WORDS = (
    "depart", "earliest", "safe_last", "last", "closed",
    "instrument", "kind", "country", "title",
    "provision", "fall_here", "are_left", "outcome", "people", "total",
)  # fmt: skip
"""What stands over the columns of the command line's tables, and under them."""
Path = tuple[str, ...]
_WINDOW = frozenset({"earliest", "safe_last", "last"})
_PERIOD = frozenset({"first", "end"})


def words_problems(words: InstrumentWords, of_forms: Iterable[Path] = ()) -> Iterator[Problem]:
    """What is missing, too much or unfillable in the words of one instrument in one language.

    ``of_forms`` are the paths of the sentences that its forms need.
    """
    required = {*required_words(words.instrument), *of_forms}
    allowed = required | set(_optional_words(words.instrument))
    yield from _compared(words.document, required, allowed, words.language)
    yield from _unfillable(words)


def shared_problems(words: SharedWords, instruments: Iterable[Instrument]) -> Iterator[Problem]:
    """What is missing in the shared words of one language, given the instruments there are."""
    for path in shared_words(instruments):
        if words.maybe(*path) is None:
            yield _missing(words.document, path, words.language)


def required_words(instrument: Instrument) -> Iterator[Path]:
    """The path of every sentence an instrument needs."""
    yield from (("title",), ("short",), ("summary",))
    for provision in instrument.provisions.values():
        yield "provisions", provision.id, "title"
        yield "provisions", provision.id, "rule"
        if provision.remedy:
            yield "provisions", provision.id, "remedy"
        for version in provision.versions:
            if len(version.readings) > 1:
                yield from (("readings", provision.id, reading.id) for reading in version.readings)
    for section, ids in _titled(instrument):
        for name in ids:
            yield section, name, "title"
            yield section, name, "text"
    yield from (("notes", name) for name in instrument.notes)
    yield from (
        ("presumptions", name) for name in {*instrument.presumptions, *_done_on(instrument)}
    )
    yield from (("evidence", name) for name in _evidence(instrument))
    for schedule in instrument.schedules.values():
        yield from (("schedules", schedule.id, "tables", table.id) for table in schedule.tables)
    yield from _procedure_words(instrument)
    for fact in instrument.vocabulary:
        if fact.name not in VOCABULARY:
            yield from _fact_words(fact)


def _titled(instrument: Instrument) -> Iterator[tuple[str, Iterable[str]]]:
    yield "benefits", instrument.benefits
    yield "channels", instrument.channels
    yield "steps", [step.id for step in instrument.steps]
    yield "contacts", instrument.contacts
    yield "schedules", instrument.schedules


def _procedure_words(instrument: Instrument) -> Iterator[Path]:
    for procedure in instrument.procedures.values():
        yield "procedures", procedure.id, "title"
        yield from (("procedures", procedure.id, "states", state) for state in procedure.states)
        yield from (("procedures", procedure.id, "moves", move.id) for move in procedure.moves)
        for move in procedure.moves:
            yield from (("reasons", reason) for reason in move.reasons)
        for hold in procedure.holds:
            yield "procedures", procedure.id, "holds", hold.id, "title"
            yield "procedures", procedure.id, "holds", hold.id, "text"
        for limit in procedure.time_limits:
            yield "procedures", procedure.id, "time_limits", limit.id


def _optional_words(instrument: Instrument) -> Iterator[Path]:
    for provision in instrument.provisions.values():
        for verdict in Verdict:
            yield "provisions", provision.id, verdict.value
        yield "provisions", provision.id, "remedy"
    for fact in instrument.vocabulary:
        yield from (("facts", fact.name, part) for part in ("label", "question", "hint"))
        yield "facts", fact.name, "does_not_apply"
        yield from (("facts", fact.name, "codes", code) for code in fact.codes)


def _done_on(instrument: Instrument) -> set[str]:
    return {
        reading.act.done_on
        for provision in instrument.provisions.values()
        for version in provision.versions
        for reading in version.readings
        if reading.act
    }


def _evidence(instrument: Instrument) -> set[str]:
    """What proves a provision, and what a move needs by itself."""
    proofs = {name for provision in instrument.provisions.values() for name in provision.evidence}
    needed = {
        name
        for procedure in instrument.procedures.values()
        for move in procedure.moves
        for name in move.needs
        if name not in instrument.provisions
    }
    return proofs | needed


def _fact_words(fact: Fact) -> Iterator[Path]:
    yield "facts", fact.name, "label"
    yield "facts", fact.name, "question"
    yield from (("facts", fact.name, "codes", code) for code in fact.codes)
    if fact.may_not_apply and fact.absent_when is None:
        yield "facts", fact.name, "does_not_apply"
    if fact.type is Type.RECORDS:
        yield from (("facts", fact.name, "fields", field.name) for field in fact.fields)


def shared_words(instruments: Iterable[Instrument]) -> Iterator[Path]:
    """The path of every sentence that all instruments share."""
    for fact in VOCABULARY:
        yield from _fact_words(fact)
    for outcome in Outcome:
        yield "outcomes", outcome.value, "title"
        yield "outcomes", outcome.value, "text"
    for telling in ("not_announced", "not_computable"):
        yield from (("outcomes", telling, part) for part in ("title", "text"))
    yield from (("quantities", form) for form in ("up_to", "from", "silent"))
    yield from (("errors", code) for code in FACT_SENTENCES)
    yield from (("tables", header) for header in TABLE_WORDS)
    yield ("sources",)
    yield from (("verdicts", verdict.value) for verdict in Verdict)
    for standing in Standing:
        yield "standings", standing.value, "label"
        yield "standings", standing.value, "text"
    yield from (("ranks", rank.value) for rank in Rank)
    yield from (("asks", ask.value) for ask in AskedOf)
    yield from (("answers", answer) for answer in ("yes", "no", "unknown"))
    yield from (("roles", role) for role in ROLES)
    yield from (("procedure", about) for about in SAID_OF_PROCEDURES)
    yield from (("units", unit, "other") for unit in UNITS.values())
    yield from shared_form_words()
    used: dict[Path, None] = {}
    for instrument in instruments:
        used.update(dict.fromkeys(_codes_used(instrument)))
    yield from used


def _codes_used(instrument: Instrument) -> Iterator[Path]:
    yield "kinds", instrument.kind
    for benefit in instrument.benefits.values():
        for case in benefit.cases:
            yield "effects", case.effect
            if case.quantity:
                yield "units", case.quantity.unit, "other"
    yield from (("units", schedule.unit, "other") for schedule in instrument.schedules.values())
    yield from (("acts", channel.act) for channel in instrument.channels.values())


def _compared(
    document: Document, required: set[Path], allowed: set[Path], language: str
) -> Iterator[Problem]:
    there = set(_leaves(document.value))
    said = {path for path in there if _is_a_sentence(document.value, path)}
    for path in sorted(required - said):
        yield _missing(document, path, language)
    for path in sorted(there - allowed):
        names = {step for one in allowed if one[:-1] == path[:-1] for step in one[-1:]}
        yield Problem(
            place=document.place(path),
            message=f"There is nothing called {' → '.join(path)} that needs words.",
            mend=did_you_mean(path[-1], names) or "Remove it.",
        )


def _missing(document: Document, path: Path, language: str) -> Problem:
    return Problem(
        place=document.place(path),
        message=f"The words for {' → '.join(path)} are missing in {language}.",
        mend="Write the sentence.",
    )


def _leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _leaves(below, (*path, key))
    else:
        yield path


def _is_a_sentence(value: Any, path: Path) -> bool:
    """Whether a sentence stands there: not an empty place, and not a number."""
    for step in path:
        value = value[step]
    return isinstance(value, str) and bool(value.strip())


def _unfillable(words: InstrumentWords) -> Iterator[Problem]:
    for path in _leaves(words.document.value):
        text = words.maybe(*path)
        if text is None or path[0] not in {"provisions", "steps"}:
            continue
        allowed = _fillable(words.instrument, path)
        for name in sorted(placeholders(text) - allowed):
            yield Problem(
                place=words.document.place(path),
                message=f'Nothing fills "{{{name}}}" here.',
                mend=did_you_mean(name, allowed) or "Remove it.",
            )


def _fillable(instrument: Instrument, path: Path) -> frozenset[str]:
    if path[-1] in {"rule", "title"}:
        return frozenset()
    provision = path[1]
    if path[0] == "steps":
        provision = next((one.provision or "" for one in instrument.steps if one.id == path[1]), "")
    facts = frozenset(instrument.vocabulary.names())
    found = instrument.provisions.get(provision)
    if found is None:
        return facts
    reading = found.versions[0].readings[0]
    if reading.act or reading.allowance:
        return facts | _WINDOW
    return facts | _PERIOD if reading.period else facts
