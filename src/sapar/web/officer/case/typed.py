"""What somebody typed into one form of a page that could not be taken: shown again, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One form by its name, such as ``move-declare``; what was in it, and what is wrong.

    ``seen`` is the last entry of the journal that its reader had seen, when somebody was faster.
    """

    form: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problem: str = ""
    seen: int | None = None

    def text(self, form: str, name: str, default: str = "") -> str:
        """What stands in a field: what was typed there, else the default."""
        return self.said.get(name, default) if form == self.form else default

    def chosen(self, form: str, name: str) -> tuple[str, ...]:
        """The boxes that were ticked."""
        return self.many.get(name, ()) if form == self.form else ()

    def problem_of(self, form: str) -> str:
        """What is wrong with that form, or nothing."""
        return self.problem if form == self.form else ""
