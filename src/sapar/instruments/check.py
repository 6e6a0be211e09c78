"""Everything `sapar check` proves of an instrument folder: its law, its words, its worked cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sapar.core.kernel import SaparError
from sapar.core.law import Instrument, Law, Problem, problems_of
from sapar.instruments.examples import differences, read_examples
from sapar.instruments.library import LANGUAGES, Library
from sapar.instruments.words_check import shared_problems, words_problems


def check_instrument(library: Library, folder: Path) -> list[Problem]:
    """All problems of one folder; an unreadable part is one problem, and the rest is still checked."""
    return check_text(library, folder, examples=True)


def check_text(library: Library, folder: Path, *, examples: bool = False) -> list[Problem]:
    """The same without the worked examples, unless they are asked for."""
    try:
        law = library.law_at(folder)
    except SaparError as error:
        return [_problem(error)]
    found = list(problems_of(law.instrument, library.calendars))
    found += _otherwise(library, law.instrument)
    for language in law.instrument.languages:
        found += _words(library, folder, law, language)
    if examples:
        found += _examples(folder, law, shown=library.shown(folder / "examples.yaml"))
    return found


def check_shared_words(library: Library) -> list[Problem]:
    """All problems of the words that instruments share."""
    found: list[Problem] = []
    instruments = []
    for name in library.ids:
        try:
            instruments.append(library.law(name).instrument)
        except SaparError:
            continue
    for language in LANGUAGES:
        try:
            found += shared_problems(library.shared(language), instruments)
        except SaparError as error:
            found.append(_problem(error))
    return found


def _problem(error: SaparError) -> Problem:
    return Problem(place=error.place, message=error.message, mend=error.mend)


def _otherwise(library: Library, instrument: Instrument) -> Iterator[Problem]:
    if instrument.otherwise is not None and instrument.otherwise not in library.ids:
        yield Problem(
            place=instrument.place_of("otherwise"),
            message=f'The instrument "{instrument.otherwise}" that holds otherwise is not there.',
            mend="Name one of the others, or remove otherwise.",
        )


def _words(library: Library, folder: Path, law: Law, language: str) -> list[Problem]:
    try:
        words = library.words_in(folder, law, language)
    except SaparError as error:
        return [_problem(error)]
    return list(words_problems(words))


def _examples(folder: Path, law: Law, *, shown: str) -> Iterator[Problem]:
    try:
        examples = read_examples(folder, law, name=shown)
    except SaparError as error:
        yield _problem(error)
        return
    for difference in differences(law, examples):
        yield Problem(
            place=difference.example.place,
            message=f"“{difference.example.name}”: {difference.about} is {difference.found!r}, "
            f"but {difference.expected!r} was expected.",
            mend="Mend the law or the example.",
        )
