"""A person by name, as they write it themselves."""

from __future__ import annotations

from sapar.apps.people.models import Person, PersonName
from sapar.apps.people.queries import names_of

__all__ = ["name_of", "names_in"]


def name_of(person: Person) -> str:
    """The name in the person's own script; the one of the document where there is no other."""
    names = names_in(person)
    found = names.get("native") or names.get("document")
    return _whole(found) if found else "—"


def names_in(person: Person) -> dict[str, PersonName]:
    """The names in force by their kind, the latest of each."""
    return {one.kind: one for one in names_of(person)}


def _whole(name: PersonName) -> str:
    return " ".join(filter(None, (name.family, name.given, name.patronymic)))
