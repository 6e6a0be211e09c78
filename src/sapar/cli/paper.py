"""The command for papers: form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sapar.cli.desk import Desk, language_of
from sapar.core.kernel import Place, SaparError
from sapar.instruments.forms import pdf_of, told_in, values_from
from sapar.instruments.strict_yaml import Document, read_file, read_text


def add_to(app: typer.Typer) -> None:
    """Put the command on the app."""
    app.command()(form)


def form(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The instrument.")],
    paper: Annotated[str, typer.Argument(metavar="FORM", help="A form of it.")],
    facts: Annotated[
        Path,
        typer.Option("--facts", help="Facts and values, YAML or JSON; - for standard input."),
    ],
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    lang: Annotated[str, typer.Option("--lang", help="en, kk, ru, ko or fr.")] = "en",
) -> None:
    """Print a form of an instrument as PDF, filled as far as the facts go."""
    desk: Desk = context.obj
    law = desk.library.law(name)
    told, values = told_in(_document(facts), law.instrument.vocabulary)
    day = desk.day(law, None)
    pdf = pdf_of(
        desk.library,
        name,
        paper,
        {**values_from(law, told, on=day, known_on=day), **values},
        language=language_of(lang),
        at=desk.now(),
    )
    try:
        out.write_bytes(pdf)
    except OSError as problem:
        raise SaparError(
            f"The paper cannot be written: {problem.strerror}.",
            place=Place(file=str(out)),
            mend="Name a file in a folder that is there.",
        ) from None


def _document(file: Path) -> Document:
    if str(file) == "-":
        return read_text(sys.stdin.read(), file="standard input")
    return read_file(file)
