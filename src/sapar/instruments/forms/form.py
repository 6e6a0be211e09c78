"""A form as a file: which languages it is in, which values and which sentences it asks for.

``instruments/<id>/forms/<form>.typ`` begins with comment lines:

    // languages: person, ko
    // instead: en

``person`` is the reader's language; ``instead`` takes the place of one that would stand twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sapar.core.kernel import Place, SaparError, did_you_mean
from sapar.instruments.library import LANGUAGES, Library

PERSON = "person"
_HEAD = re.compile(r"//\s*([a-z]+):\s*(.*)")
_CALL = re.compile(r"\b(fields|given|label|say|both)\(([^()]*)\)")
_NAME = re.compile(r'"([^"]*)"')
_VALUES = frozenset({"fields", "given", "label"})
_KEYS = ("languages", "instead")


class FormError(SaparError):
    """A form is not there, cannot be read, or does not compile."""

    code = "form"


@dataclass(frozen=True)
class Form:
    """One form of an instrument; ``place`` is the file as a person would say it."""

    instrument: str
    name: str
    text: str
    file: str
    languages: tuple[str, ...]
    instead: str | None

    def languages_for(self, reader: str) -> tuple[str, ...]:
        """The languages of the paper for a reader, each once, the first leading.

        >>> Form("i", "f", "", "f.typ", ("person", "ko"), "en").languages_for("ko")
        ('ko', 'en')
        """
        found: list[str] = []
        for language in self.languages:
            one: str | None = reader if language == PERSON else language
            one = self.instead if one in found else one
            if one and one not in found:
                found.append(one)
        return tuple(found)

    @property
    def languages_named(self) -> tuple[str, ...]:
        """The languages that the form itself names, whoever reads it."""
        named = (*self.languages, self.instead)
        return tuple(one for one in named if one and one != PERSON)

    @property
    def is_of_the_reader(self) -> bool:
        """Whether the paper is in the reader's language, and not in fixed ones."""
        return PERSON in self.languages

    @cached_property
    def asked(self) -> Mapping[str, Place]:
        """The name of every value the form asks for, with its first place."""
        return self._names(_VALUES)

    @cached_property
    def said(self) -> Mapping[str, Place]:
        """The key of every sentence of its own that the form says, with its first place."""
        return self._names(frozenset({"say", "both"}))

    def _names(self, functions: frozenset[str]) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for call in _CALL.finditer(self.text):
            if call[1] in functions:
                for name in _NAME.finditer(call[2]):
                    place = self._place(call.start(2) + name.start(1))
                    found.setdefault(name[1], place)
        return found

    def _place(self, offset: int) -> Place:
        before = self.text[:offset]
        return Place(
            file=self.file, line=before.count("\n") + 1, column=offset - before.rfind("\n")
        )


def forms_in(folder: Path) -> tuple[str, ...]:
    """The names of the forms that lie in an instrument's folder, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in (folder / "forms").glob("*.typ")))


def read_form(library: Library, folder: Path, name: str) -> Form:
    """A form of an instrument's folder. Raises FormError with the nearest name, or its place."""
    there = forms_in(folder)
    if name not in there:
        raise FormError(
            f'"{folder.name}" has no form "{name}".',
            mend=did_you_mean(name, there) or f"It has: {', '.join(there) or 'none'}.",
            params={"name": name},
        )
    path = folder / "forms" / f"{name}.typ"
    file = library.shown(path)
    text = path.read_text(encoding="utf-8")
    head = _head(text, file)
    return Form(
        instrument=folder.name,
        name=name,
        text=text,
        file=file,
        languages=tuple(part.strip() for part in head["languages"].split(",")),
        instead=head.get("instead"),
    )


def _head(text: str, file: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("//"):
            break
        match = _HEAD.fullmatch(line.rstrip())
        if match and match[1] in _KEYS:
            found[match[1]] = match[2]
            _refuse_unknown(match[2], Place(file=file, line=number))
    if "languages" not in found:
        raise FormError(
            "This form does not say its languages.",
            place=Place(file=file, line=1),
            mend="Begin it with // languages: person",
        )
    return found


def _refuse_unknown(said: str, place: Place) -> None:
    for language in said.split(","):
        if language.strip() not in {PERSON, *LANGUAGES}:
            raise FormError(
                f'There is no language "{language.strip()}" for a form.',
                place=place,
                mend=f"There are: {', '.join((PERSON, *LANGUAGES))}.",
            )
