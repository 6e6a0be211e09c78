"""Everything `sapar check` proves of an instrument folder: its law, words, forms and worked cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sapar.core.kernel import SaparError
from sapar.core.law import Instrument, Law, Problem, problems_of
from sapar.instruments.examples import differences, read_examples
from sapar.instruments.forms.check import (
    form_problems,
    form_words,
    print_problems,
    read_forms,
)
from sapar.instruments.forms.form import Form
from sapar.instruments.library import LANGUAGES, Library
from sapar.instruments.words import InstrumentWords
from sapar.instruments.words_check import shared_problems, words_problems


def check_instrument(library: Library, folder: Path) -> list[Problem]:
    """All problems of one folder; an unreadable part is one problem, and the rest is still checked."""
    return check_text(library, folder, runs=True)


def check_text(library: Library, folder: Path, *, runs: bool = False) -> list[Problem]:
    """The same, without running the worked examples and printing the forms unless that is asked for."""
    try:
        law = library.law_at(folder)
    except SaparError as error:
        return [_problem(error)]
    found = list(problems_of(law.instrument, library.calendars))
    found += _otherwise(library, law.instrument)
    forms, unreadable = read_forms(library, folder)
    found += unreadable
    for form in forms:
        found += form_problems(form, law.instrument)
    words: dict[str, InstrumentWords] = {}
    for language in law.instrument.languages:
        try:
            words[language] = library.words_in(folder, law, language)
        except SaparError as error:
            found.append(_problem(error))
            continue
        found += words_problems(words[language], form_words(forms, language))
    if runs:
        found += _printed(library, forms, law, words)
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


def _printed(
    library: Library, forms: list[Form], law: Law, words: dict[str, InstrumentWords]
) -> Iterator[Problem]:
    """Prints each form that has no other mistake."""
    for form in forms:
        if not any(form_problems(form, law.instrument)):
            yield from print_problems(library, form, law, words)


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
