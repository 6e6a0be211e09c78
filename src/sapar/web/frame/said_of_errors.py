"""What a reader is told of an error: what is wrong, how to mend it, and at which field, in their language.

A code without sentences gets a general one, never the English of the error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.core import Locale
from django.utils.translation import gettext

from sapar.core.kernel import SaparError, Sentence
from sapar.instruments.words import long_date
from sapar.web.frame.error_words import FIELDS, GENERAL, OUR_SIDE, OURS, SENTENCES, Words
from sapar.web.frame.error_words.accounts import ROLES
from sapar.web.frame.shelf import country_name, language, library


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is wrong, how to mend it, and the name of the field it belongs to; empty where none."""

    text: str
    mend: str = ""
    field: str = ""


def said(error: SaparError) -> Said:
    """An error in the reader's language."""
    message, mend = error.sentences
    if isinstance(message, Sentence):
        return _said_by_the_law(error, message, mend)
    words = words_of(error)
    return Said(
        text=_filled(words.text, error.params),
        mend=_filled(words.mend, error.params),
        field="" if words in (GENERAL, OUR_SIDE) else _field_of(error) or words.field,
    )


def words_of(error: SaparError) -> Words:
    """The words of an error, in English, with their gaps."""
    exact = f"{error.code}.{error.params.get('which', '')}"
    found = SENTENCES.get(exact) or SENTENCES.get(error.code)
    return found or (OUR_SIDE if error.code in OURS else GENERAL)


def doubts_said(failed: Iterable[str]) -> tuple[Said, ...]:
    """What speaks against a document's zone, from the codes in its ``failed``, such as ``check.born``."""
    return tuple(_doubt(*code.split(".", 1)) for code in failed)


def _doubt(which: str, field: str) -> Said:
    words = SENTENCES[f"zone_doubt.{which}"]
    params = {"field": field}
    return Said(
        text=_filled(words.text, params), mend=_filled(words.mend, params), field=words.field
    )


def _said_by_the_law(error: SaparError, message: Sentence, mend: Sentence | str | None) -> Said:
    """Facts have their sentences with the instruments, in every language of the site."""
    shared = library().shared(language())
    return Said(
        text=shared.said(message),
        mend=shared.said(mend) if isinstance(mend, Sentence) else "",
        field=_field_of(error),
    )


def _field_of(error: SaparError) -> str:
    """The field an error names; a place with a line is one in a file."""
    return error.place.file if error.place and error.place.line is None else ""


def _filled(text: str, params: Mapping[str, str]) -> str:
    """The words in the reader's language, each gap filled in that language too."""
    if not text:
        return ""
    gaps = _GAP.findall(text)
    return gettext(text) % {name: _SHOWN.get(name, _plain)(params[name]) for name in gaps}


def _plain(text: str) -> str:
    """What was typed, without signs that nobody sees or that turn the order of reading."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text), language())


def _script(code: str) -> str:
    return str(Locale.parse(language()).scripts.get(code, code))


def _role(code: str) -> str:
    return gettext(ROLES[code])


def _zone_field(name: str) -> str:
    return gettext(FIELDS[name])


_GAP: Final = re.compile(r"%\((\w+)\)s")

_SHOWN: Final[Mapping[str, Callable[[str], str]]] = {
    "allowed": str.upper,
    "country": country_name,
    "day": _day,
    "field": _zone_field,
    "first": _day,
    "held": _role,
    "last": _day,
    "other_script": _script,
    "role": _role,
    "script": _script,
    "state": country_name,
    "wanted": _role,
}
"""How each gap that holds a code or a day is said; all others hold numbers, or what was typed."""
