"""Aigerim's papers: what is known of her, and the text of a PDF."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from pypdf import PdfReader
from tests.instruments.badly import shelf

from sapar.instruments.forms import pdf_of

KOREA = "kr-voluntary-departure-2025"
RETURN = "kz-certificate-of-return-kr"
LANGUAGES = ("en", "kk", "ru", "ko", "fr")
MORNING_IN_SEOUL = datetime(2026, 1, 20, 0, 30, tzinfo=UTC)
LEAVES = {"earliest": "2026-02-19", "safe_last": "2026-02-19"}
AIGERIM: dict[str, Any] = {
    "person": {
        "name_native": "Әйгерім Нұрланқызы Сәрсенова",
        "surname": "SARSENOVA",
        "given_names": "AIGERIM",
        "nationality": "KZ",
        "born": "1990-02-01",
        "sex": "F",
    },
    "travel_document": {"kind": "passport", "number": "N12345678", "valid_until": "2028-06-30"},
    "stay": {
        "entered_on": "2023-05-01",
        "status": "B-1",
        "unlawful_since": "2023-06-01",
        "address": "경기도 안산시 단원구 원곡동 795-12, 302호",
    },
    "contact": {"phone": "+82 10 1234 5678"},
    "departure": {
        "date": "2026-02-19",
        "time": "10:40",
        "port": "Incheon (ICN), T1",
        "flight": "KC 910",
        "ticket": True,
    },
    "declaration": {"filed_on": "2026-02-09"},
    "household": {
        "children": [{"name": "SARSENOVA DANA", "born": "2019-07-14", "document": "N87654321"}]
    },
    "case": {"number": "S-2026-00017"},
    "page": {"address": "https://sapar.example/kk/instruments/kr-voluntary-departure-2025/"},
    "steps": {
        "travel-document": {"done": True},
        "ticket": {"done": True},
        "declare": {"earliest": "2026-02-04", "safe_last": "2026-02-10"},
        "airport": LEAVES,
        "certificate": {},
        "leave": LEAVES,
    },
}


def aigerim(**changes: Any) -> dict[str, Any]:
    """What is known of Aigerim, with some values of a group changed: ``person={"surname": "X"}``."""
    known = deepcopy(AIGERIM)
    for group, values in changes.items():
        known[group] |= values
    return known


LOST: dict[str, Any] = {
    **{name: AIGERIM[name] for name in ("person", "travel_document", "stay", "page")},
    "loss": {
        "happened": "Автобуста қалып қойды.",
        "reported_on": "2026-01-15",
        "reported_to": "안산단원경찰서",
    },
    "contact": {
        "phone": "+82 10 1234 5678",
        "address_home": "Арал қ., Абай к. 12",
        "relative": "Нұрлан Сәрсенов",
    },
}


def printed(form: str, values: dict[str, Any], *, language: str = "en") -> bytes:
    """A form of the Korean programme or of the certificate, printed on a morning in Seoul."""
    instrument = RETURN if form == "application" else KOREA
    return pdf_of(shelf(), instrument, form, values, language=language, at=MORNING_IN_SEOUL)


def opened(pdf: bytes) -> PdfReader:
    """The PDF, read."""
    return PdfReader(io.BytesIO(pdf))


@lru_cache
def text_of(pdf: bytes) -> str:
    """What the PDF says: its words with one space between them, a line for each line."""
    pages = (page.extract_text().replace("\u200b", "") for page in opened(pdf).pages)
    lines = (" ".join(line.split()) for page in pages for line in page.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def words_of(pdf: bytes) -> str:
    """What the PDF says, without its line breaks."""
    return " ".join(text_of(pdf).split())
