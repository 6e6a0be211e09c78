"""The index of instruments, for instruments/README.md."""

from __future__ import annotations

from sapar.config.reference.markdown import code, table
from sapar.core.kernel import SaparError
from sapar.instruments.examples import read_examples
from sapar.instruments.library import Library

_HEAD = ("instrument", "what it is", "kind", "country", "words in", "provisions", "examples")


def shelf_part(library: Library) -> str:
    """One row for each instrument."""
    return table(_HEAD, [_row(library, name) for name in library.ids])


def calendars_part(library: Library) -> str:
    """One row for each frozen calendar."""
    rows = [
        [code(one.id), one.name, f"{one.first} to {one.last}", str(one.retrieved)]
        for one in library.calendars.values()
    ]
    return table(("calendar", "what it is", "answers for", "frozen on"), rows)


def _row(library: Library, name: str) -> list[str]:
    law = library.law(name)
    folder = library.folder(name)
    words = [one for one in law.instrument.languages if (folder / f"words/{one}.yaml").is_file()]
    return [
        f"[{name}]({name}/instrument.yaml)",
        library.words(name, "en").text("title") if "en" in words else "",
        law.instrument.kind,
        law.instrument.country,
        ", ".join(words),
        str(len(law.instrument.provisions)),
        _examples(library, name),
    ]


def _examples(library: Library, name: str) -> str:
    try:
        return str(len(read_examples(library.folder(name), library.law(name))))
    except SaparError:
        return "none yet"
