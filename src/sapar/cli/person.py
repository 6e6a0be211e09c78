"""Commands for one person: explain, dates, ask."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.prompt import Prompt
from rich.table import Table

from sapar.cli.desk import NO, Desk, language_of
from sapar.core.kernel import SaparError
from sapar.core.law import (
    DOES_NOT_APPLY,
    Assessment,
    Dates,
    Fact,
    FactError,
    FactValue,
    Law,
    Outcome,
    Type,
    assess,
    dates_of,
    still_open,
    value_of,
)
from sapar.instruments.answer import answer_of, dates_answer
from sapar.instruments.facts_file import facts_in_text, read_facts
from sapar.instruments.words import InstrumentWords

Id = Annotated[str, typer.Argument(metavar="ID", help="The instrument.")]
FactsFile = Annotated[
    Path, typer.Option("--facts", help="A YAML or JSON file; - for standard input.")
]
On = Annotated[str | None, typer.Option("--on", help="The day to answer for; today if not given.")]
KnownAt = Annotated[str | None, typer.Option("--known-at", help="What was published by that day.")]
Lang = Annotated[str, typer.Option("--lang", help="en, kk, ru, ko or fr.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_MOST_DIGITS = 9
_MARKS = {"met": "✓", "not_met": "✗", "unknown": "?", "disputed": "≠", "not_applicable": "–"}


def add_to(app: typer.Typer) -> None:
    """Put the commands on the app."""
    app.command()(explain)
    app.command()(dates)
    app.command()(ask)


def _facts(file: Path, law: Law) -> dict[str, FactValue]:
    vocabulary = law.instrument.vocabulary
    if str(file) == "-":
        return facts_in_text(sys.stdin.read(), vocabulary, file="standard input")
    return read_facts(file, vocabulary)


def explain(
    context: typer.Context,
    name: Id,
    facts: FactsFile,
    on: On = None,
    known_at: KnownAt = None,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Say whether an instrument is open to a person, why, and on which sources."""
    desk: Desk = context.obj
    law = desk.library.law(name)
    words = desk.library.words(name, language_of(lang))
    day = desk.day(law, on)
    known_on = desk.day(law, known_at, "--known-at")
    assessment = assess(law, _facts(facts, law), on=day, known_on=known_on)
    if as_json:
        desk.print_json(answer_of(assessment, words))
    else:
        _print_answer(desk, assessment, words)
    if assessment.outcome is Outcome.NOT_ELIGIBLE:
        raise typer.Exit(NO)


def _print_answer(desk: Desk, assessment: Assessment, words: InstrumentWords) -> None:
    answer, shared, telling = answer_of(assessment, words), words.shared, assessment.telling
    desk.out.print(f"[bold]{escape(words.text('title'))}[/bold]")
    desk.out.print(f"[bold]{escape(shared.text('outcomes', telling, 'title'))}[/bold]")
    desk.out.print(escape(shared.text("outcomes", telling, "text")))
    if answer["provisional"]:
        desk.out.print(escape(shared.text("standings", "assumed", "text")))
    desk.out.print()
    for finding in answer["findings"]:
        _print_finding(desk, finding, words)
    _print_open_and_presumed(desk, answer, words)
    for benefit in answer["benefits"]:
        _print_benefit(desk, benefit, words)
    if answer["sources"]:
        desk.out.print(f"\n[bold]{escape(shared.text('sources'))}[/bold]")
    for name, source in answer["sources"].items():
        said = f"\\[{name}] {escape(source['publisher'])}, {source['published']}"
        desk.out.print(said, style="dim", highlight=False)


def _print_finding(desk: Desk, finding: dict[str, Any], words: InstrumentWords) -> None:
    title = words.text("provisions", finding["provision"], "title")
    standing = words.shared.text("standings", finding["standing"], "label")
    names = " ".join(f"\\[{name}]" for name in finding["sources"])
    desk.out.print(f"{_MARKS[finding['verdict']]} [bold]{escape(title)}[/bold]")
    desk.out.print(f"  {escape(finding['text'])}")
    if finding.get("remedy"):
        desk.out.print(f"  → {escape(finding['remedy'])}")
    for reading, verdict in finding["readings"].items():
        said = words.text("readings", finding["provision"], reading)
        desk.out.print(f"  {_MARKS[verdict]} {escape(said)}", style="dim")
    desk.out.print(f"  {escape(standing)}: {names}", style="dim", highlight=False)


def _print_open_and_presumed(desk: Desk, answer: dict[str, Any], words: InstrumentWords) -> None:
    desk.out.print()
    for presumption in answer["presumptions"]:
        desk.out.print(f"  · {escape(presumption['text'])}")
    for missing in answer["missing"]:
        question = words.fact(missing["fact"], "question") or missing["fact"]
        who = words.shared.text("asks", missing["ask"])
        desk.out.print(f"  ? {escape(question)} ({escape(who)}; {missing['fact']})")
    desk.out.print()


def _print_benefit(desk: Desk, benefit: dict[str, Any], words: InstrumentWords) -> None:
    title = words.text("benefits", benefit["benefit"], "title")
    shared = words.shared
    effects = benefit.get("possible_effects") or [benefit["effect"]]
    said = " / ".join(shared.text("effects", effect) for effect in effects)
    if benefit["holds"] is None:
        said = f"{said} ({shared.text('verdicts', 'unknown')})"
    elif benefit["holds"] is False:
        said = shared.text("answers", "no")
    desk.out.print(f"  {escape(title)}: {escape(said)}")


def dates(
    context: typer.Context,
    name: Id,
    facts: Annotated[
        Path | None, typer.Option("--facts", help="A YAML or JSON file; - for standard input.")
    ] = None,
    on: On = None,
    known_at: KnownAt = None,
    lang: Lang = "en",
    as_json: AsJson = False,
) -> None:
    """Say by when to act: for one departure date, or for every one of the period."""
    desk: Desk = context.obj
    law = desk.library.law(name)
    language = language_of(lang)
    day = desk.day(law, on)
    told = _facts(facts, law) if facts else {}
    found = dates_of(law, told, on=day, known_on=desk.day(law, known_at, "--known-at"))
    if as_json:
        desk.print_json(dates_answer(found, law, on=day))
    else:
        _print_dates(desk, found, desk.library.words(name, language), day)


def _print_dates(desk: Desk, found: Dates, words: InstrumentWords, day: date) -> None:
    act = words.shared.text("acts", found.act) if found.act else ""
    desk.out.print(f"[bold]{escape(words.text('title'))}[/bold] {escape(act)} ({day})")
    shared = words.shared
    table = Table(*shared.headers("depart", "earliest", "safe_last", "last"), "", box=None)
    for departure in found.departures:
        window = departure.window
        notes = [] if window.open else [shared.text("tables", "closed")]
        notes += [*departure.blocked_by, *(f"≠ {name}" for name in departure.disputed_by)]
        days = (window.depart, window.earliest, window.safe_last, window.last)
        table.add_row(*(shared.short_day(one) if one else "–" for one in days), ", ".join(notes))
    desk.out.print(table)


def ask(
    context: typer.Context,
    name: Id,
    lang: Lang = "en",
    on: On = None,
    known_at: KnownAt = None,
) -> None:
    """Answer question after question in the terminal; only those that still matter are asked."""
    desk: Desk = context.obj
    law = desk.library.law(name)
    words = desk.library.words(name, language_of(lang))
    day, known_on = desk.day(law, on), desk.day(law, known_at, "--known-at")
    facts: dict[str, FactValue] = {}
    skipped: set[str] = set()
    while True:
        assessment = assess(law, facts, on=day, known_on=known_on)
        question = _next(assessment, skipped)
        if question is None:
            break
        value = _answer(desk, law.instrument.vocabulary[question], words)
        if value is None:
            skipped.add(question)
        else:
            facts[question] = value
    _print_answer(desk, assessment, words)
    found = dates_of(law, facts, on=day, known_on=known_on)
    if len(found.departures) == 1:
        _print_dates(desk, found, words, day)
    if assessment.outcome is Outcome.NOT_ELIGIBLE:
        raise typer.Exit(NO)


def _next(assessment: Assessment, skipped: set[str]) -> str | None:
    return next((name for name in still_open(assessment) if name not in skipped), None)


def _answer(desk: Desk, fact: Fact, words: InstrumentWords) -> FactValue | None:
    """One answer, asked again until it can be used; an empty line means: I do not know."""
    desk.out.print(f"[bold]{escape(words.fact(fact.name, 'question') or fact.name)}[/bold]")
    hint = words.fact(fact.name, "hint")
    if hint:
        desk.out.print(escape(hint), style="dim")
    if fact.type is Type.RECORDS:
        labels = [words.field(fact.name, field.name) for field in fact.fields]
        desk.out.print(f"  0 | {escape(' '.join(labels))}, …", style="dim")
    choices = _choices(fact, words)
    for number, (_, text) in enumerate(choices, start=1):
        desk.out.print(f"  {number} {escape(text)}")
    while True:
        said = _typed(desk)
        if not said:
            return None
        try:
            return _read(said, fact, choices)
        except FactError as error:
            desk.out.print(escape(str(error)))


def _typed(desk: Desk) -> str:
    try:
        return Prompt.ask(">", console=desk.out, default="", show_default=False).strip()
    except EOFError:
        raise SaparError(
            "The answers ended before the questions did.",
            mend="Answer each one; an empty line means: I do not know.",
        ) from None


def _choices(fact: Fact, words: InstrumentWords) -> list[tuple[FactValue, str]]:
    if fact.type is Type.BOOL:
        return [(True, words.value(fact.name, True)), (False, words.value(fact.name, False))]
    found: list[tuple[FactValue, str]] = [
        (code, words.code(fact.name, code)) for code in fact.codes
    ]
    if fact.may_not_apply and not fact.absent_when:
        found.append((DOES_NOT_APPLY, words.fact(fact.name, "does_not_apply") or "–"))
    return found


def _entry(words: list[str], fact: Fact) -> object:
    """One entry of a list: its fields in their order, the last ones perhaps left out."""
    names = [field.name for field in fact.fields]
    return dict(zip(names, words, strict=False)) if len(words) <= len(names) else " ".join(words)


def _read(said: str, fact: Fact, choices: list[tuple[FactValue, str]]) -> FactValue | None:
    is_number = said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS
    if choices and is_number and 1 <= int(said) <= len(choices):
        return choices[int(said) - 1][0]
    if fact.type is Type.RECORDS:
        entries = [part.split() for part in said.split(",") if part.strip()]
        return value_of(fact, [] if said == "0" else [_entry(one, fact) for one in entries])
    if fact.type is Type.INT and is_number:
        return int(said)
    return value_of(fact, said.upper() if fact.type is Type.COUNTRY else said)
