"""What a form must hold: values that somebody gives, words in each of its languages, a text that compiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from sapar.core.kernel import Place, SaparError, did_you_mean
from sapar.core.law import Instrument, Law, Problem
from sapar.instruments.forms.filling import PAPER, filling_of
from sapar.instruments.forms.form import PERSON, Form, forms_in, read_form
from sapar.instruments.forms.press import Press
from sapar.instruments.forms.values import CODES, FormValues, value_names
from sapar.instruments.library import Library
from sapar.instruments.words import InstrumentWords

_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
Words = Mapping[str, InstrumentWords]


def read_forms(library: Library, folder: Path) -> tuple[list[Form], list[Problem]]:
    """The forms of a folder that can be read, and what is wrong with the others."""
    forms, problems = [], []
    for name in forms_in(folder):
        try:
            forms.append(read_form(library, folder, name))
        except SaparError as error:
            problems.append(Problem(place=error.place, message=error.message, mend=error.mend))
    return forms, problems


def form_words(forms: Iterable[Form], language: str) -> Iterator[tuple[str, ...]]:
    """The path of every sentence that the forms need of an instrument in one language."""
    for form in forms:
        if {language, PERSON} & {*form.languages, form.instead}:
            yield "forms", form.name, "title"
            yield from (("forms", form.name, key) for key in form.said)


def shared_form_words() -> Iterator[tuple[str, ...]]:
    """The path of every sentence that the forms of all instruments share."""
    yield from (("forms", "values", name) for name in value_names())
    for name, codes in CODES.items():
        yield from (("forms", "codes", name, code) for code in codes)
    yield from (("forms", "paper", key) for key in PAPER)


def form_problems(form: Form, instrument: Instrument) -> Iterator[Problem]:
    """The languages of a form that the instrument has no words in, and the values that nobody gives."""
    for language in form.languages_named:
        if language not in instrument.languages:
            yield Problem(
                place=Place(file=form.file),
                message=f'The form "{form.name}" is in "{language}", and the instrument has no words in it.',
                mend=f"It has words in: {', '.join(instrument.languages)}.",
            )
    for name, place in form.asked.items():
        if name not in value_names():
            yield Problem(
                place=place,
                message=f'The form "{form.name}" asks for "{name}", and nobody gives it.',
                mend=did_you_mean(name, value_names()) or "See docs/reference/forms.md.",
            )


def print_problems(library: Library, form: Form, law: Law, words: Words) -> Iterator[Problem]:
    """What keeps the empty form from being printed for readers of each language, and what is warned of.

    ``words`` are those of every language of the instrument.
    """
    press = Press(library, form)
    for reader in words if form.is_of_the_reader else list(words)[:1]:
        languages = form.languages_for(reader)
        if not words.keys() >= set(languages):
            continue  # words that are not there, or cannot be read, are a problem of their own
        there = {name: words[name] for name in languages}
        try:
            filling = filling_of(form, law.instrument, there, FormValues(), at=_SOME_DAY)
            warnings = press.printed(filling, at=_SOME_DAY)[1]
        except SaparError as error:
            yield Problem(place=error.place, message=error.message, mend=error.mend)
            return
        for warning in warnings:
            yield Problem(
                place=law.instrument.place,
                message=f'The form "{form.name}" prints with a warning: {warning}.',
                mend="Mend the form.",
            )
