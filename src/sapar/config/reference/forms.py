"""The forms of all instruments, and the values that a form may ask for."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from sapar.config.reference.markdown import code, table
from sapar.instruments.forms import form_of, forms_of
from sapar.instruments.forms.values import CODES, FormValues, Time, Values, value_names
from sapar.instruments.grammar import Address, Country
from sapar.instruments.library import Library

_NAMED: tuple[tuple[Any, str], ...] = (
    (date, "a date"),
    (bool, "`true` or `false`"),
    (Country, "a country code"),
    (Time, "a time such as `10:40`"),
    (Address, "an address that begins with http"),
)


def forms_part(library: Library) -> str:
    """One row for each form: its languages and the values it asks for."""
    rows = []
    for instrument in library.ids:
        for name in forms_of(library, instrument):
            form = form_of(library, instrument, name)
            languages = ", ".join(form.languages)
            instead = f" ({form.instead} where one would stand twice)" if form.instead else ""
            asked = ", ".join(code(one) for one in sorted(form.asked))
            rows.append([code(instrument), code(name), languages + instead, asked])
    return table(("instrument", "form", "languages", "values"), rows)


def form_values_part(library: Library) -> str:
    """One row for each value of the catalogue, with its label in English."""
    words = library.shared("en")
    rows = [
        [code(name), _kind(name), words.text("forms", "values", name)] for name in value_names()
    ]
    return table(("value", "type", "label"), rows)


def _kind(name: str) -> str:
    if name in CODES:
        return "one of " + ", ".join(code(one) for one in CODES[name])
    group, _, field = name.partition(".")
    model: Any = FormValues.model_fields[group].annotation
    return _said(model.model_fields[field].annotation)


def _said(annotation: Any) -> str:
    arguments = [one for one in get_args(annotation) if one is not type(None)]
    for known, words in _NAMED:
        if annotation == known:
            return words
    if isinstance(annotation, type) and issubclass(annotation, Values):
        return "each with " + ", ".join(code(one) for one in annotation.model_fields)
    if getattr(annotation, "__origin__", None) is list:
        return f"a list, {_said(arguments[0])}"
    return _said(arguments[0]) if arguments and arguments[0] is not str else "a text"
