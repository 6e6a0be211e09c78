"""Many facts on one page: each a field with what is known, read back as what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from sapar.core.law import Fact, FactValue, Law
from sapar.core.law.facts import DOES_NOT_APPLY
from sapar.instruments.words import InstrumentWords
from sapar.web.frame.components import Choice, ErrorLink, Radios, Select
from sapar.web.frame.fields import Field, Form, UnreadableError, question_of, shown
from sapar.web.frame.fields import read as read_fact

Changed = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAsked:
    """One fact: its fields, and the box for “does not apply” where it has one."""

    name: str
    heading: str
    fields: tuple[Field, ...]
    is_list: bool
    absent_name: str
    absent_text: str
    is_absent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsRead:
    """What changed, and what could not be read."""

    changed: Changed
    problems: Mapping[str, UnreadableError]


def form_of(law: Law, names: tuple[str, ...], facts: Mapping[str, FactValue]) -> dict[str, str]:
    """The form as it stands when it is first shown."""
    form: dict[str, str] = {}
    for name in names:
        value = facts.get(name)
        if value is DOES_NOT_APPLY:
            form[_absent(name)] = "yes"
        elif value is not None:
            form.update(shown(law.instrument.vocabulary[name], value))
    return form


def asked(
    law: Law,
    names: tuple[str, ...],
    words: InstrumentWords,
    form: Form,
    problems: Mapping[str, UnreadableError],
) -> tuple[FactAsked, ...]:
    """Every fact as it is asked, filled with the form."""
    return tuple(
        _asked(law.instrument.vocabulary[name], words, form, problems.get(name)) for name in names
    )


def errors_of(questions: tuple[FactAsked, ...]) -> list[ErrorLink]:
    """What to mend, each with the field that it leads to."""
    return [
        ErrorLink(text=field.error, field_id=field.first_id)
        for one in questions
        for field in one.fields
        if field.error
    ]


def read(
    law: Law, names: tuple[str, ...], form: Form, before: Mapping[str, FactValue]
) -> FactsRead:
    """What differs from before; an empty field takes the fact away."""
    changed: dict[str, FactValue | None] = {}
    problems: dict[str, UnreadableError] = {}
    for name in names:
        try:
            value = _read(law.instrument.vocabulary[name], form)
        except UnreadableError as problem:
            problems[name] = problem
            continue
        if value != before.get(name):
            changed[name] = value
    return FactsRead(changed=changed, problems=problems)


def _asked(
    fact: Fact, words: InstrumentWords, form: Form, problem: UnreadableError | None
) -> FactAsked:
    question = question_of(fact, words, form, problem=problem)
    return FactAsked(
        name=fact.name,
        heading=question.heading,
        fields=tuple(_plain(field) for field in question.fields),
        is_list=question.is_list,
        absent_name=_absent(fact.name),
        absent_text=(words.fact(fact.name, "does_not_apply") or _("Does not apply"))
        if fact.may_not_apply
        else "",
        is_absent=_absent(fact.name) in form,
    )


def _plain(field: Field) -> Field:
    """The field as one of many on a page; radios become a list, in which nothing can be chosen, too."""
    if isinstance(field, Radios):
        choices = tuple(
            Choice(value=one.value, text=one.text, is_chosen=one.is_chosen) for one in field.choices
        )
        return Select(
            name=field.name,
            question=field.question,
            hint=field.hint,
            error=field.error,
            is_heading=False,
            choices=choices,
        )
    return replace(field, is_heading=False)


def _read(fact: Fact, form: Form) -> FactValue | None:
    if _absent(fact.name) in form and fact.may_not_apply:
        return DOES_NOT_APPLY
    if not any(value.strip() for value in _of(fact.name, form)):
        return None
    return read_fact(fact, form)


def _of(name: str, form: Form) -> Iterator[str]:
    return (value for key, value in form.items() if key == name or key.startswith(f"{name}-"))


def _absent(name: str) -> str:
    return f"{name}.absent"
