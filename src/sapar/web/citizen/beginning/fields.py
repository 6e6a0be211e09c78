"""The questions about a person that are no facts of law: names, and the day of a birth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sapar.core.identity import Born, NameTextError, Precision, check_born, clean_name
from sapar.core.identity.errors import BirthError, EmptyNameError
from sapar.core.law import VOCABULARY
from sapar.instruments.words import InstrumentWords
from sapar.web.citizen.sentences import sentence_of
from sapar.web.frame import fields
from sapar.web.frame.components import ErrorLink, TextInput
from sapar.web.frame.fields import Question, UnreadableError

__all__ = ["BORN", "Names", "birth_question", "names_of", "read_birth"]

BORN = VOCABULARY["person.born"]
Form = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The name fields of a page as typed, clean where they can be, and what is wrong with them."""

    inputs: tuple[TextInput, ...]
    values: Mapping[str, str]
    errors: tuple[ErrorLink, ...]


def names_of(form: Form, *parts: str, required: bool = True) -> Names:
    """Read the parts of a name: family, given, patronymic, or surname, given_names.

    One of the first two is enough: some people have a single name.
    """
    inputs, values, errors = [], {}, []
    for part in parts:
        typed, problem = form.get(part, ""), ""
        values[part] = typed.strip()
        try:
            if typed.strip():
                values[part] = clean_name(typed)
        except NameTextError as error:
            problem = sentence_of(error)
        if (
            required
            and part == parts[0]
            and not any(form.get(one, "").strip() for one in parts[:2])
        ):
            problem = sentence_of(EmptyNameError())
        if problem:
            errors.append(ErrorLink(text=problem, field_id=part))
        inputs.append(
            TextInput(
                name=part,
                question=_labels()[part],
                hint=_hints().get(part, ""),
                error=problem,
                is_heading=False,
                value=typed,
            )
        )
    return Names(inputs=tuple(inputs), values=values, errors=tuple(errors))


def birth_question(
    words: InstrumentWords, form: Form, problem: UnreadableError | None = None
) -> Question:
    """The question when somebody was born."""
    return fields.question_of(BORN, words, form, problem=problem)


def read_birth(form: Form, *, today: date) -> date:
    """The day in the form. Raises UnreadableError with a sentence for the person."""
    day = fields.read(BORN, form)
    if not isinstance(day, date):
        raise UnreadableError(_("Write day, month and year in digits."), name=BORN.name)
    try:
        check_born(Born(day=day, precision=Precision.DAY), on=today)
    except BirthError as error:
        raise UnreadableError(
            sentence_of(error), wrong=frozenset({"year"}), name=BORN.name
        ) from None
    return day


def _labels() -> dict[str, str]:
    return {
        "family": _("Family name"),
        "given": _("Given name"),
        "patronymic": _("Patronymic"),
        "surname": _("Surname in Latin letters"),
        "given_names": _("Given names in Latin letters"),
    }


def _hints() -> dict[str, str]:
    return {"patronymic": _("Leave it empty if you have none.")}
