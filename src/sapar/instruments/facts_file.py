"""A facts file (YAML or JSON) as checked facts, with the place of every mistake."""

from __future__ import annotations

from pathlib import Path

from sapar.core.kernel import Place
from sapar.core.law import FactError, FactValue, Vocabulary, facts_from
from sapar.core.law.sentences import said
from sapar.instruments.strict_yaml import Document, read_file, read_text


def read_facts(path: Path, vocabulary: Vocabulary) -> dict[str, FactValue]:
    """The facts in a file. Raises DocumentError or FactError naming line and column."""
    return facts_in(read_file(path), vocabulary)


def facts_in_text(text: str, vocabulary: Vocabulary, *, file: str) -> dict[str, FactValue]:
    """The facts in a text, such as what came in on standard input."""
    return facts_in(read_text(text, file=file), vocabulary)


def facts_in(document: Document, vocabulary: Vocabulary) -> dict[str, FactValue]:
    """The facts of a document: names and values, nested or dotted."""
    told = document.value
    if told is None:
        return {}
    if not isinstance(told, dict):
        raise FactError(said("no_facts"), place=document.place(), mend=said("write_facts"))
    return facts_from(told, vocabulary, place_of=lambda name: _place(document, name))


def _place(document: Document, name: str) -> Place:
    """The place of a name that may be written nested, dotted, or half of each."""
    best = document.place()
    value, rest = document.value, name.split(".")
    path: list[str] = []
    while rest and isinstance(value, dict):
        for count in range(len(rest), 0, -1):
            key = ".".join(rest[:count])
            if key in value:
                path.append(key)
                value, rest = value[key], rest[count:]
                best = document.place(tuple(path))
                break
        else:
            break
    return best
