"""Django's forms as our pages draw them: questions, what to mend, and the news that follow a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.forms import BaseForm, BoundField
from django.http import HttpRequest

from sapar.web.frame.components import ErrorLink

__all__ = ["Asked", "asked", "news", "problems"]

_SHOWN_AGAIN = frozenset({"email", "text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of a form, as its template draws it. ``name`` is its id on the page."""

    name: str
    sent_as: str
    question: str
    hint: str
    error: str
    kind: str
    autocomplete: str
    value: str

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        ids = [f"{self.name}-hint"] * bool(self.hint) + [f"{self.name}-error"] * bool(self.error)
        return " ".join(ids)

    @property
    def is_heading(self) -> bool:
        """The page has its own heading."""
        return False


def asked(
    field: BoundField,
    question: str,
    *,
    hint: str = "",
    kind: str = "text",
    autocomplete: str = "off",
) -> Asked:
    """One text field. What was typed is shown again, but neither passwords nor codes."""
    return Asked(
        name=field.auto_id,
        sent_as=field.html_name,
        question=question,
        hint=hint,
        error=" ".join(str(one) for one in field.errors),
        kind=kind,
        autocomplete=autocomplete,
        value=str(field.value() or "") if kind in _SHOWN_AGAIN else "",
    )


def problems(form: BaseForm) -> list[ErrorLink]:
    """What to mend, each with the field that it leads to."""
    shown = [field for field in form if not field.is_hidden]
    first = shown[0].auto_id if shown else "main"
    general = [ErrorLink(text=str(text), field_id=first) for text in form.non_field_errors()]
    return general + [
        ErrorLink(text=str(text), field_id=field.auto_id if not field.is_hidden else first)
        for field in form
        for text in field.errors
    ]


def news(request: HttpRequest) -> list[Any]:
    """What happened just before this page: Django's messages, which are then read."""
    return list(get_messages(request))
