"""A fact as a question on a page: the component that asks it, and the answer read back from the form."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.core import Locale
from django.utils.translation import gettext as _

from sapar.core.law import DOES_NOT_APPLY, Fact, FactError, FactValue, Type, value_of
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.components import Choice, DateInput, ErrorLink, Radios, Select, TextInput

FEWEST_RECORDS, MORE_RECORDS, MOST_RECORDS = 3, 3, 30
_YEAR_FIRST = frozenset({"ko"})
_PARTS = ("day", "month", "year")
_MOST_DIGITS = 9
Form = Mapping[str, str]
Field = Radios | Select | DateInput | TextInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question page: its fields (several for a list), its extra button, and what is wrong."""

    fact: Fact
    fields: tuple[Field, ...]
    heading: str
    hint: str
    is_list: bool
    takes_more: bool
    does_not_apply: str
    errors: tuple[ErrorLink, ...] = ()


class UnreadableError(Exception):
    """The form holds no usable answer; the message is for the person, `fields` are to be marked."""

    def __init__(self, text: str, *, wrong: frozenset[str] = frozenset(), name: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.wrong = wrong
        self.name = name


def question_of(
    fact: Fact, words: InstrumentWords, form: Form, *, problem: UnreadableError | None = None
) -> Question:
    """The page for one fact, filled with what the person gave so far."""
    fields = _ASK[fact.type](fact, words, form, problem)
    wrong = next((one for one in fields if one.error), None)
    return Question(
        fact=fact,
        fields=fields,
        heading=words.fact(fact.name, "question") or fact.name,
        hint=words.fact(fact.name, "hint") or "",
        is_list=fact.type is Type.RECORDS,
        takes_more=fact.type is Type.RECORDS and _lines(fact, form) < MOST_RECORDS,
        does_not_apply=_does_not_apply(fact, words),
        errors=(ErrorLink(text=wrong.error, field_id=wrong.first_id),) if wrong else (),
    )


def read(fact: Fact, form: Form) -> FactValue:
    """The answer in a form. Raises UnreadableError with a sentence for the person."""
    if "does_not_apply" in form and fact.may_not_apply:
        return DOES_NOT_APPLY
    return _READ[fact.type](fact, form)


def shown(fact: Fact, value: Any) -> dict[str, str]:
    """The form fields of an answer given before, so that it can be changed."""
    if fact.type is Type.DATE and isinstance(value, date):
        return _date_parts(fact.name, value)
    if fact.type is Type.BOOL and isinstance(value, bool):
        return {fact.name: "yes" if value else "no"}
    if fact.type is Type.RECORDS and isinstance(value, tuple):
        found: dict[str, str] = {}
        for number, record in enumerate(value[:MOST_RECORDS]):
            for name, day in record.items():
                if isinstance(day, date):
                    found.update(_date_parts(f"{fact.name}-{number}-{name}", day))
        return found
    return {fact.name: str(value)} if isinstance(value, (str, int)) else {}


def _date_parts(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


def _does_not_apply(fact: Fact, words: InstrumentWords) -> str:
    if not fact.may_not_apply or fact.absent_when:
        return ""
    return words.fact(fact.name, "does_not_apply") or ""


# asking


def _said(fact: Fact, words: InstrumentWords, problem: UnreadableError | None) -> dict[str, Any]:
    return {
        "name": fact.name,
        "question": words.fact(fact.name, "question") or fact.name,
        "hint": words.fact(fact.name, "hint") or "",
        "error": problem.text if problem else "",
    }


def _ask_bool(
    fact: Fact, words: InstrumentWords, form: Form, problem: UnreadableError | None
) -> tuple[Field, ...]:
    choices = tuple(
        Choice(value=value, text=text, is_chosen=form.get(fact.name) == value)
        for value, text in (
            ("yes", words.value(fact.name, True)),
            ("no", words.value(fact.name, False)),
        )
    )
    said = _said(fact, words, problem)
    return (Radios(**said, choices=choices),)


def _ask_code(
    fact: Fact, words: InstrumentWords, form: Form, problem: UnreadableError | None
) -> tuple[Field, ...]:
    said = _said(fact, words, problem)
    if not fact.codes:
        return (TextInput(**said, value=form.get(fact.name, "")),)
    choices = tuple(
        Choice(value=code, text=words.code(fact.name, code), is_chosen=form.get(fact.name) == code)
        for code in fact.codes
    )
    return (Radios(**said, choices=choices),)


def _ask_country(
    fact: Fact, words: InstrumentWords, form: Form, problem: UnreadableError | None
) -> tuple[Field, ...]:
    names = Locale.parse(words.language).territories
    countries = sorted((names.get(code, code), code) for code in fact.countries)
    chosen = form.get(fact.name)
    choices = tuple(
        Choice(value=code, text=name, is_chosen=code == chosen) for name, code in countries
    )
    return (Select(**_said(fact, words, problem), choices=choices),)


def _ask_date(
    fact: Fact, words: InstrumentWords, form: Form, problem: UnreadableError | None
) -> tuple[Field, ...]:
    said = _said(fact, words, problem)
    return (_date_input(said, fact.name, words, form, problem, is_heading=True),)


def _date_input(
    said: dict[str, Any],
    name: str,
    words: InstrumentWords,
    form: Form,
    problem: UnreadableError | None,
    *,
    is_heading: bool,
) -> DateInput:
    day, month, year = (form.get(f"{name}-{part}", "") for part in _PARTS)
    return DateInput(
        **said,
        is_heading=is_heading,
        day=day,
        month=month,
        year=year,
        wrong=problem.wrong if problem else frozenset(),
        is_year_first=words.language in _YEAR_FIRST,
    )


def _ask_int(
    fact: Fact, words: InstrumentWords, form: Form, problem: UnreadableError | None
) -> tuple[Field, ...]:
    said = _said(fact, words, problem)
    return (TextInput(**said, value=form.get(fact.name, ""), width=4, is_number=True),)


def _ask_records(
    fact: Fact, words: InstrumentWords, form: Form, problem: UnreadableError | None
) -> tuple[Field, ...]:
    found: list[Field] = []
    for number in range(_lines(fact, form)):
        for field in fact.fields:
            name = f"{fact.name}-{number}-{field.name}"
            label = words.shared.maybe("facts", fact.name, "fields", field.name) or field.name
            here = problem if problem and problem.name in {name, *[""] * (not found)} else None
            said = {
                "name": name,
                "question": f"{number + 1}. {label}",
                "hint": "",
                "error": here.text if here else "",
            }
            found.append(_date_input(said, name, words, form, here, is_heading=False))
    return tuple(found)


def _lines(fact: Fact, form: Form) -> int:
    """How many entries the page has room for: those shown before, and three more when asked."""
    shown = [
        number
        for number in range(MOST_RECORDS)
        if any(name.startswith(f"{fact.name}-{number}-") for name in form)
    ]
    wanted = max(shown, default=-1) + 1 + (MORE_RECORDS if "more" in form else 0)
    return min(max(wanted, FEWEST_RECORDS), MOST_RECORDS)


_Asker = Callable[[Fact, InstrumentWords, Form, UnreadableError | None], tuple[Field, ...]]
_ASK: dict[Type, _Asker] = {
    Type.BOOL: _ask_bool,
    Type.CODE: _ask_code,
    Type.COUNTRY: _ask_country,
    Type.DATE: _ask_date,
    Type.INT: _ask_int,
    Type.RECORDS: _ask_records,
}


# reading


def _read_choice(fact: Fact, form: Form) -> FactValue:
    said = _typed(fact.name, form)
    if not said:
        raise UnreadableError(_("Choose one answer, or press “I do not know”."))
    return _checked(fact, said)


def _read_bool(fact: Fact, form: Form) -> FactValue:
    said = form.get(fact.name)
    if said not in {"yes", "no"}:
        raise UnreadableError(_("Choose one answer, or press “I do not know”."))
    return said == "yes"


def _read_int(fact: Fact, form: Form) -> FactValue:
    said = _typed(fact.name, form)
    if not said.isdecimal() or len(said) > _MOST_DIGITS:
        raise UnreadableError(_("Write a whole number, such as 3."))
    return int(said)


def _typed(name: str, form: Form) -> str:
    """What was typed, without the blanks and the invisible marks that keyboards put around it."""
    return "".join(one for one in form.get(name, "") if unicodedata.category(one) != "Cf").strip()


def _read_date(fact: Fact, form: Form) -> FactValue:
    return _checked(fact, _day(fact.name, form))


def _read_records(fact: Fact, form: Form) -> FactValue:
    records: list[dict[str, object]] = []
    for number in range(MOST_RECORDS):
        record = _read_record(fact, f"{fact.name}-{number}", form)
        if record:
            records.append(record)
    return _checked(fact, records)


def _read_record(fact: Fact, line: str, form: Form) -> dict[str, object]:
    """The dates of one line; its first date must be there, and none may lie before the one above."""
    record: dict[str, object] = {}
    before: date | None = None
    names = {field.name: f"{line}-{field.name}" for field in fact.fields}
    filled = [key for key, name in names.items() if _is_filled(name, form)]
    for key in names if filled else ():
        if key not in filled and before is not None:
            continue
        day = _day(names[key], form)
        if before is not None and day < before:
            raise UnreadableError(
                _("This day lies before the day above it."),
                wrong=frozenset(_PARTS),
                name=names[key],
            )
        record[key] = before = day
    return record


def _is_filled(name: str, form: Form) -> bool:
    return any(_typed(f"{name}-{part}", form) for part in _PARTS)


def _day(name: str, form: Form) -> date:
    """The date in three fields. Raises UnreadableError that marks the wrong ones."""
    said = {part: _typed(f"{name}-{part}", form) for part in _PARTS}
    empty = frozenset(
        part for part, text in said.items() if not text.isdecimal() or len(text) > _MOST_DIGITS
    )
    if empty:
        raise UnreadableError(_("Write day, month and year in digits."), wrong=empty, name=name)
    year, month, day = (int(said[part]) for part in ("year", "month", "day"))
    if not 1900 <= year <= 2199:
        raise UnreadableError(
            _("Write the year with four digits, such as 2024."),
            wrong=frozenset({"year"}),
            name=name,
        )
    if not 1 <= month <= 12:
        raise UnreadableError(
            _("The month is a number from 1 to 12."), wrong=frozenset({"month"}), name=name
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableError(
            _("This day does not exist in that month."), wrong=frozenset({"day"}), name=name
        ) from None


def _checked(fact: Fact, value: object) -> FactValue:
    try:
        checked = value_of(fact, value)
    except FactError:
        checked = None
    if checked is None:
        raise UnreadableError(_("This answer cannot be used here. Choose one of those offered."))
    return checked


_READ: dict[Type, Callable[[Fact, Form], FactValue]] = {
    Type.BOOL: _read_bool,
    Type.CODE: _read_choice,
    Type.COUNTRY: _read_choice,
    Type.DATE: _read_date,
    Type.INT: _read_int,
    Type.RECORDS: _read_records,
}
