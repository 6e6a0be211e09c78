"""The values that the component templates draw: a view makes them, a template shows them.

A field of a form is drawn by the template of its name in `templates/frame/components/`, the others by
macros of `templates/frame/components.html`.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

__all__ = [
    "Choice",
    "DateField",
    "DateInput",
    "ErrorLink",
    "Language",
    "NavigationLink",
    "Radios",
    "Row",
    "Select",
    "Source",
    "Task",
    "TextInput",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One entry of the language switch."""

    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationLink:
    """One page of a door, in the line that stands on each of them."""

    text: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What every question has: a name, the question, a hint, and what was wrong last time."""

    name: str
    question: str
    hint: str = ""
    error: str = ""
    is_heading: bool = True
    """Whether the question is the heading of its page; then the page needs no other h1."""

    @property
    def described_by(self) -> str:
        """The ids of hint and error, for aria-describedby."""
        ids = [f"{self.name}-hint"] * bool(self.hint) + [f"{self.name}-error"] * bool(self.error)
        return " ".join(ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer. `is_apart` sets it off from the others: "I do not know"."""

    value: str
    text: str
    hint: str = ""
    is_chosen: bool = False
    is_apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Radios(_Question):
    """One of a few answers. `allows_many` makes them checkboxes."""

    choices: tuple[Choice, ...]
    allows_many: bool = False
    side_by_side: bool = False

    @property
    def template(self) -> str:
        """The template that draws it."""
        return "frame/components/radios.html"

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.name}-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(_Question):
    """One of many answers, such as a country."""

    choices: tuple[Choice, ...]

    @property
    def template(self) -> str:
        """The template that draws it."""
        return "frame/components/select.html"

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField:
    """Day, month or year of a date input."""

    id: str
    text: str
    value: str
    length: int = 2
    is_wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInput(_Question):
    """A date in three fields, as the person wrote it; `wrong` names the fields to mark.

    The fields are `<name>-day`, `<name>-month`, `<name>-year`.
    """

    day: str = ""
    month: str = ""
    year: str = ""
    wrong: frozenset[str] = frozenset()
    is_year_first: bool = False
    """Whether the language writes the year first, as Korean does."""

    @property
    def fields(self) -> tuple[DateField, ...]:
        """The three fields in the order of the language."""
        day = DateField(id=f"{self.name}-day", text=_("Day"), value=self.day)
        month = DateField(id=f"{self.name}-month", text=_("Month"), value=self.month)
        year = DateField(id=f"{self.name}-year", text=_("Year"), value=self.year, length=4)
        shown = (year, month, day) if self.is_year_first else (day, month, year)
        return tuple(
            replace(part, is_wrong=part.id.rpartition("-")[2] in self.wrong) for part in shown
        )

    @property
    def template(self) -> str:
        """The template that draws it."""
        return "frame/components/date_input.html"

    @property
    def first_id(self) -> str:
        """Where the error summary leads: the first wrong field, else the first one shown."""
        return next((part.id for part in self.fields if part.is_wrong), self.fields[0].id)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInput(_Question):
    """A short text or a whole number. `width` is the number of characters to expect."""

    value: str = ""
    width: int = 20
    is_number: bool = False
    suffix: str = ""

    @property
    def template(self) -> str:
        """The template that draws it."""
        return "frame/components/text_input.html"

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorLink:
    """One line of the error summary: what is wrong, and the id of the field to mend."""

    text: str
    field_id: str


class Row(NamedTuple):
    """One line of a summary list. `change_url` adds a link; `name` one button in a form instead."""

    key: str
    value: str
    change_url: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of a task list. `look` is the look of its status tag."""

    text: str
    status: str
    look: str = "quiet"
    url: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication that a sentence rests on. `published` is a text that people can read."""

    publisher: str
    published: str
    url: str = ""
    language: str = ""
