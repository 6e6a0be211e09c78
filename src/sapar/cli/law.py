"""Commands for those who read and write the law: instruments, show, check, examples, schema."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track
from rich.table import Table

from sapar.cli.desk import NO, Desk, language_of
from sapar.core.kernel import SaparError
from sapar.core.law import Problem
from sapar.instruments.check import check_instrument, check_shared_words
from sapar.instruments.document import document_of
from sapar.instruments.examples import differences, read_examples
from sapar.instruments.grammar import json_schema
from sapar.instruments.page import as_html, as_text
from sapar.instruments.vocabulary import vocabulary_of

Lang = Annotated[str, typer.Option("--lang", help="en, kk, ru, ko or fr.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Format(StrEnum):
    """How `show` prints."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


class Schema(StrEnum):
    """What `schema` describes."""

    FACTS = "facts"
    INSTRUMENT = "instrument"


def add_to(app: typer.Typer) -> None:
    """Put the commands on the app."""
    app.command()(instruments)
    app.command()(show)
    app.command()(check)
    app.command()(examples)
    app.command()(schema)


def instruments(context: typer.Context, lang: Lang = "en", as_json: AsJson = False) -> None:
    """List the instruments there are."""
    desk: Desk = context.obj
    language = language_of(lang)
    rows = [_row(desk, name, language) for name in desk.library.ids]
    if as_json:
        desk.print_json(rows)
        return
    headers = desk.library.shared(language).headers("instrument", "kind", "country", "title")
    table = Table(*headers, box=None)
    for row in rows:
        table.add_row(row["instrument"], row["kind"], row["country"], row["title"])
    desk.out.print(table)


def _row(desk: Desk, name: str, language: str) -> dict[str, Any]:
    instrument = desk.library.law(name).instrument
    words = desk.library.words(name, language)
    return {
        "instrument": name,
        "kind": instrument.kind,
        "country": instrument.country,
        "parties": list(instrument.parties),
        "languages": list(instrument.languages),
        "title": words.text("title"),
    }


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID")],
    lang: Lang = "en",
    form: Annotated[Format, typer.Option("--format", help="text, html or json.")] = Format.TEXT,
) -> None:
    """Read an instrument as a document, in one of five languages."""
    desk: Desk = context.obj
    document = document_of(desk.library.law(name), desk.library.words(name, language_of(lang)))
    if form is Format.JSON:
        desk.print_json(document)
    else:
        typer.echo(as_html(document) if form is Format.HTML else as_text(document))


def check(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[ID|PATH]…")] = None,
    as_json: AsJson = False,
) -> None:
    """Check instruments: their law, their words in every language, their worked examples."""
    desk: Desk = context.obj
    folders = [_folder(desk, name) for name in names or desk.library.ids]
    problems = [] if names else check_shared_words(desk.library)
    for folder in folders:
        problems += check_instrument(desk.library, folder)
    if as_json:
        desk.print_json([_shown(problem) for problem in problems])
    else:
        for problem in problems:
            typer.echo(str(problem))
        typer.echo(f"{len(folders)} checked, {_count(len(problems), 'problem')}.")
    if problems:
        raise typer.Exit(NO)


def _folder(desk: Desk, name: str) -> Path:
    path = Path(name)
    if path.name == "instrument.yaml" and path.is_file():
        return path.parent.resolve()
    if path.is_dir() and ("/" in name or (path / "instrument.yaml").is_file()):
        return path.resolve()
    if "/" in name or name.endswith(".yaml"):
        raise SaparError(
            f'There is no instrument in "{name}".', mend="Name a folder with instrument.yaml."
        )
    return desk.library.folder(name)


def _shown(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": problem.message,
        "mend": problem.mend,
    }


def examples(
    context: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[ID|PATH]…")] = None,
    as_json: AsJson = False,
) -> None:
    """Run the worked examples of instruments."""
    desk: Desk = context.obj
    folders = [_folder(desk, name) for name in names or desk.library.ids]
    counts, failed = {}, []
    for folder in track(folders, "Examples", console=desk.err, transient=True):
        law = desk.library.law_in(folder)
        cases = read_examples(folder, law, name=desk.library.shown(folder / "examples.yaml"))
        counts[folder.name] = len(cases)
        failed += list(differences(law, cases))
    if as_json:
        desk.print_json({"examples": counts, "differences": [str(one) for one in failed]})
    else:
        for one in failed:
            typer.echo(str(one))
        for name, count in counts.items():
            typer.echo(f"{name}: {_count(count, 'example')}.")
        typer.echo(
            f"{_count(sum(counts.values()), 'example')}, {_count(len(failed), 'difference')}."
        )
    if failed:
        raise typer.Exit(NO)


def schema(
    context: typer.Context,
    what: Annotated[Schema, typer.Argument(help="facts or instrument.")],
    lang: Lang = "en",
) -> None:
    """Print the fact vocabulary, or the JSON Schema of instrument.yaml."""
    desk: Desk = context.obj
    if what is Schema.INSTRUMENT:
        desk.print_json(json_schema())
    else:
        desk.print_json(vocabulary_of(desk.library.shared(language_of(lang))))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
