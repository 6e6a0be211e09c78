"""Words: the sentences of an instrument, and those all instruments share, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from sapar.core.kernel import SaparError, Sentence
from sapar.core.law import DOES_NOT_APPLY, Finding, Instrument, Type, Verdict
from sapar.core.law.instrument import Quantity
from sapar.instruments.strict_yaml import Document, read_file

_PLACEHOLDER = re.compile(r"\{([a-z_.]+)\}")
Values = Mapping[str, Any]


@lru_cache(maxsize=4096)
def long_date(day: date, language: str, *, weekday: bool = True) -> str:
    """A date as a person reads it, with or without its weekday.

    >>> long_date(date(2026, 2, 28), "en")
    'Saturday 28 February 2026'
    >>> long_date(date(2026, 3, 1), "fr", weekday=False)
    '1er mars 2026'
    """
    full, plain = _PATTERNS.get(language, ("full", "long"))
    pattern = full if weekday else plain
    if language == "fr" and day.day == 1:
        pattern = pattern.replace("d MMMM", "'1er' MMMM")
    return format_date(day, pattern, locale=language)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@lru_cache(maxsize=4096)
def whole_number(number: int, language: str) -> str:
    """A number with the separators of the language.

    >>> whole_number(2500, "en")
    '2,500'
    """
    return str(format_decimal(number, locale=language))


_PATTERNS = {
    "en": ("EEEE d MMMM y", "d MMMM y"),
    "fr": ("EEEE d MMMM y", "d MMMM y"),
    "kk": ("y 'жылғы' d MMMM, EEEE", "y 'жылғы' d MMMM"),
}


class _Sentences:
    """The sentences of a document by their paths."""

    document: Document

    def text(self, *path: str) -> str:
        """The sentence at a path such as ``provisions``, ``period``, ``rule``; the last name if missing."""
        found = self.maybe(*path)
        return path[-1] if found is None else found

    def maybe(self, *path: str) -> str | None:
        """The sentence at a path, or None."""
        return self.sentences.get(path)

    @cached_property
    def sentences(self) -> Mapping[tuple[str, ...], str]:
        """Every sentence by its path."""
        return dict(_sentences(self.document.value, ()))


@dataclass(frozen=True)
class SharedWords(_Sentences):
    """Questions, outcomes, verdicts, standings, effects and units in one language."""

    language: str
    document: Document

    def say(self, error: SaparError) -> SaparError:
        """The error with its sentences in this language, where it has them by their code."""
        message, mend = error.sentences
        error.message = self.said(message)
        error.mend = None if mend is None else self.said(mend)
        return error

    def said(self, sentence: Sentence | str) -> str:
        """A sentence in this language, found by its code, with its gaps filled; a plain text as it is."""
        if isinstance(sentence, str):
            return sentence
        text = self.maybe("errors", sentence.code) or sentence.text
        name = Locale.parse(self.language).territories.get(sentence.params.get("near", ""))
        if name and "country" in sentence.params:
            sentence = replace(sentence, params={**sentence.params, "country": name})
        return sentence.filled(text)

    def headers(self, *names: str) -> list[str]:
        """What stands over the columns of a table."""
        return [self.text("tables", name) for name in names]

    def short_day(self, day: date) -> str:
        """A day for a narrow column: its weekday, and the year first so that days sort."""
        return f"{format_date(day, 'EEE', locale=self.language)} {day}"

    def quantity(self, quantity: Quantity) -> str:
        """A number or a range with its unit, as this language writes it; "up to" without a least."""
        least, most, unit = quantity.least, quantity.most, quantity.unit
        if least is None and most is None:
            return self.text("quantities", "silent")
        if least == most or least is None or most is None:
            count = most if most is not None else least or 0
            shown = self._unit(unit, count).replace("{n}", self.number(count))
            if least == most:
                return shown
            form = "up_to" if least is None else "from"
            return self.text("quantities", form).replace("{amount}", shown)
        shown = f"{self.number(least)}–{self.number(most)}"
        return self._unit(unit, most).replace("{n}", shown)

    def number(self, number: int) -> str:
        """A number as this language writes it."""
        return whole_number(number, self.language)

    def _unit(self, unit: str, count: int) -> str:
        forms = self.document.value.get("units", {}).get(unit) or {}
        category = _locale(self.language).plural_form(count)
        return str(forms.get(category) or forms.get("other") or f"{{n}} {unit}")


@dataclass(frozen=True, eq=False)
class InstrumentWords(_Sentences):
    """The sentences of one instrument in one language. Compared as the one thing it is, not by its texts."""

    instrument: Instrument
    language: str
    document: Document
    shared: SharedWords

    def fact(self, name: str, part: str) -> str | None:
        """The label, question or hint of a fact: the instrument's own words first."""
        own = self.sentences.get(("facts", name, part))
        return own if own is not None else self.shared.maybe("facts", name, part)

    def field(self, name: str, field: str) -> str:
        """The label of one field of a list fact."""
        return self.shared.maybe("facts", name, "fields", field) or field

    def code(self, name: str, code: str) -> str:
        """One possible answer of a fact in words."""
        path = ("facts", name, "codes", code)
        return self.sentences.get(path) or self.shared.sentences.get(path) or code

    def value(self, name: str, value: object) -> str:
        """A fact's value in words."""
        if value is DOES_NOT_APPLY:
            return self.fact(name, "does_not_apply") or "—"
        if isinstance(value, bool):
            return self.shared.text("answers", "yes" if value else "no")
        if isinstance(value, date):
            return long_date(value, self.language)
        if isinstance(value, str):
            fact = self.instrument.vocabulary.get(name)
            is_country = fact is not None and fact.type is Type.COUNTRY
            return self.party(value) if is_country else self.code(name, value)
        if isinstance(value, tuple):
            return str(len(value))
        return str(value)

    def party(self, code: str) -> str:
        """A state or a role in words."""
        territories = _locale(self.language).territories
        return str(territories.get(code) or self.shared.text("roles", code))

    def rule(self, provision: str) -> str:
        """The rule in plain words."""
        return self.text("provisions", provision, "rule")

    def sentence(self, finding: Finding, values: Values) -> str:
        """What a finding says to the person; the rule itself where there is no sentence of its own.

        ``values`` are the dates and facts a sentence may name, see ``values_of``.
        """
        provision = finding.provision
        if finding.verdict is not Verdict.NOT_APPLICABLE:
            found = self.maybe("provisions", provision, finding.verdict.value)
            filled = found and self.filled(found, values)
            if filled:
                return filled
        return self.rule(provision)

    def remedy(self, provision: str, values: Values) -> str | None:
        """How the person can mend a failure, where that is possible."""
        found = self.maybe("provisions", provision, "remedy")
        return self.filled(found, values) if found else None

    def filled(self, text: str, values: Values) -> str | None:
        """The sentence with its names replaced; None when one of the values is not there."""
        if "{" not in text:
            return text
        missing = False

        def replace(match: re.Match[str]) -> str:
            nonlocal missing
            value = values.get(match.group(1))
            if value is None:
                missing = True
                return ""
            return self.value(match.group(1), value)

        said = _PLACEHOLDER.sub(replace, text)
        return None if missing else said


@contextmanager
def said_in(words: SharedWords) -> Iterator[None]:
    """What a person gave us and cannot be used is refused in the language of the words."""
    try:
        yield
    except SaparError as error:
        words.say(error)
        raise


def placeholders(text: str) -> frozenset[str]:
    """The names a sentence asks for."""
    return frozenset(_PLACEHOLDER.findall(text))


def read_words(
    path: Path, instrument: Instrument, shared: SharedWords, *, name: str | None = None
) -> InstrumentWords:
    """The words of an instrument. Raises DocumentError when the file is missing or not strict YAML."""
    return InstrumentWords(
        instrument, shared.language, _mapping(read_file(path, name=name)), shared
    )


def read_shared_words(path: Path, language: str, *, name: str | None = None) -> SharedWords:
    """The shared words of one language."""
    return SharedWords(language, _mapping(read_file(path, name=name)))


def _mapping(document: Document) -> Document:
    if isinstance(document.value, dict):
        return document
    return Document({}, document.file, None)


def _sentences(words: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(words, str):
        yield path, words
    elif isinstance(words, dict):
        for step, below in words.items():
            yield from _sentences(below, (*path, step))
