"""Draws questions, problems and news of the sign-in pages: `{% load sign_in %}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages import get_messages
from django.forms import BaseForm, BoundField

from sapar.web.public.components import ErrorLink
from sapar.web.sign_in.passwords import advice

register = template.Library()


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


@register.inclusion_tag("sign_in/_ask.html")
def ask(
    field: BoundField,
    question: str,
    *,
    hint: str = "",
    kind: str = "text",
    autocomplete: str = "off",
) -> dict[str, Asked]:
    """One text field. What was typed is shown again, but neither passwords nor codes."""
    kept = kind in ("email", "text")
    return {
        "field": Asked(
            name=field.auto_id,
            sent_as=field.html_name,
            question=question,
            hint=hint,
            error=" ".join(str(one) for one in field.errors),
            kind=kind,
            autocomplete=autocomplete,
            value=str(field.value() or "") if kept else "",
        )
    }


@register.simple_tag
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


@register.simple_tag(takes_context=True)
def news(context: Any) -> list[Any]:
    """What happened just before this page."""
    return list(get_messages(context["request"]))


@register.simple_tag
def sign_ons() -> list[dict[str, str]]:
    """The states' own sign-ons, by id and name."""
    providers: list[dict[str, str]] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]  # type: ignore[assignment]  # a setting of mixed values
    return [{"id": one["provider_id"], "name": one["name"]} for one in providers]


@register.simple_tag
def password_advice() -> str:
    """What somebody is told before they choose a password."""
    return advice()


@register.simple_tag
def device(user_agent: str) -> str:
    """Which browser on which system, in the words that they use themselves."""
    browsers = ("Firefox", "Edg", "SamsungBrowser", "OPR", "YaBrowser", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    browser = next((one for one in browsers if one in user_agent), "")
    system = next((one for one in systems if one in user_agent), "")
    return " · ".join(one for one in (browser, system) if one) or user_agent[:60]
