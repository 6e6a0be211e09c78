"""The press: a form and its filling become a PDF that a screen reader reads and an archive keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any, Final, Literal, cast

import typst

from sapar.core.kernel import Place
from sapar.instruments.forms.filling import filling_of
from sapar.instruments.forms.form import Form, FormError, forms_in, read_form
from sapar.instruments.forms.values import read_values
from sapar.instruments.library import Library
from sapar.instruments.typeface import FOLDER

STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
_MAIN = "main"
_WHERE = re.compile(r"┌─ (?P<file>[^\n]*?):(?P<line>\d+):(?P<column>\d+)")


class Press:
    """One form, compiled as often as it is asked for. A compiler works for one thread at a time."""

    def __init__(self, library: Library, form: Form) -> None:
        self.form = form
        self._lock = Lock()
        shared = sorted((library.root / "forms").glob("*.typ"))
        self._names = {f"forms/{path.name}": library.shown(path) for path in shared}
        files = {f"forms/{path.name}": path.read_bytes() for path in shared}
        # Files by their names: typst takes them, and its types do not say so.
        self._files = cast("Any", {_MAIN: form.text.encode(), **files})
        self._compiler = typst.Compiler(
            self._files,
            root=str(FOLDER),  # a form reads no other file
            font_paths=_fonts(),
            ignore_system_fonts=True,
        )

    def printed(self, filling: Mapping[str, Any], *, at: datetime) -> tuple[bytes, tuple[str, ...]]:
        """The PDF, and what the compiler warns of. Raises FormError naming the form and the place."""
        data = json.dumps(filling, ensure_ascii=False)
        try:
            with self._lock:
                pdf, warnings = self._compiler.compile_with_warnings(
                    self._files,  # the compiler forgets them after each call
                    sys_inputs={"data": data},
                    format="pdf",
                    pdf_standards=[*STANDARDS],
                    timestamp=int(at.timestamp()),
                )
        except typst.TypstError as problem:
            raise self._error(problem) from None
        return cast("bytes", pdf), tuple(str(one.message) for one in warnings)

    def _error(self, problem: typst.TypstError) -> FormError:
        told = _WHERE.search(problem.diagnostic)
        place = Place(file=self.form.file)
        if told:
            file = self._names.get(told["file"], self.form.file)
            place = Place(file=file, line=int(told["line"]), column=int(told["column"]) + 1)
        hints = " ".join(f"{hint.capitalize()}." for hint in problem.hints)
        return FormError(
            f'The form "{self.form.name}" does not compile: {problem.message}.',
            place=place,
            mend=hints or None,
        )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )


@lru_cache(maxsize=64)
def _press(library: Library, instrument: str, name: str) -> Press:
    return Press(library, read_form(library, library.folder(instrument), name))


def forms_of(library: Library, instrument: str) -> tuple[str, ...]:
    """The names of an instrument's forms."""
    return forms_in(library.folder(instrument))


def form_of(library: Library, instrument: str, name: str) -> Form:
    """One form of an instrument: its languages, and the values it asks for."""
    return _press(library, instrument, name).form


def pdf_of(
    library: Library,
    instrument: str,
    form: str,
    values: Mapping[str, Any],
    *,
    language: str,
    at: datetime,
) -> bytes:
    """A form, filled with JSON-ready values, as a PDF (PDF/UA-1 and PDF/A-2a).

    ``language`` is the reader's; a form in fixed languages does without it. ``at`` is when the paper
    is made, with its time zone: the same arguments give the same bytes. What is not given stays an
    empty line. Raises FormError, FormValueError, or InstrumentError for an instrument or a language
    that is not there.
    """
    press = _press(library, instrument, form)
    library.words(instrument, language)
    languages = press.form.languages_for(language)
    words = {name: library.words(instrument, name) for name in languages}
    filling = filling_of(
        press.form, library.law(instrument).instrument, words, read_values(values), at=at
    )
    return press.printed(filling, at=at)[0]
