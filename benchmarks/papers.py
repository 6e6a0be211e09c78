"""Papers a processor second: a page for the airport, against Typst compiling an empty page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Any

import typst

from sapar.instruments.forms import pdf_of
from sapar.instruments.library import Library
from sapar.instruments.typeface import FAMILY, FOLDER

INSTRUMENT = "kr-voluntary-departure-2025"
AT = datetime(2026, 1, 20, tzinfo=UTC)
PERSON: dict[str, Any] = {
    "person": {"name_native": "Әйгерім Сәрсенова", "given_names": "AIGERIM", "nationality": "KZ"},
    "travel_document": {"kind": "passport", "number": "N12345678", "valid_until": "2028-06-30"},
    "departure": {"date": "2026-02-19", "time": "10:40", "port": "Incheon (ICN)"},
    "page": {"address": "https://sapar.example/kk/instruments/kr-voluntary-departure-2025/"},
    "steps": {
        "declare": {"earliest": "2026-02-04", "safe_last": "2026-02-10"},
        "airport": {"earliest": "2026-02-19", "safe_last": "2026-02-19"},
    },
}
_EMPTY = f"""
#set document(title: sys.inputs.title, date: datetime(year: 2026, month: 1, day: 20))
#set text(font: "{FAMILY}", lang: "en")
#sys.inputs.title
"""


def of_papers(library: Library) -> dict[str, Callable[[], object]]:
    """One person after another: no paper is the same as the one before it."""
    numbers = count()

    def paper(form: str) -> bytes:
        surname = f"SARSENOVA {next(numbers)}"
        values = {**PERSON, "person": {**PERSON["person"], "surname": surname}}
        return pdf_of(library, INSTRUMENT, form, values, language="kk", at=AT)

    return {
        "airport": lambda: paper("airport-summary"),
        "plan": lambda: paper("plan"),
        "empty": _empty_page(numbers),
    }


def _empty_page(numbers: count[int]) -> Callable[[], object]:
    files = {"main": _EMPTY.encode()}
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )
    compiler = typst.Compiler(files, root=str(FOLDER), font_paths=fonts, ignore_system_fonts=True)
    return lambda: compiler.compile(
        files,
        sys_inputs={"title": f"SARSENOVA {next(numbers)}"},
        pdf_standards=["ua-1", "a-2a"],
    )
