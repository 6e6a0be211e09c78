"""Reading the journal. Whether somebody may read is asked above: the journal knows no roles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Sum

from sapar.apps.journal.actions import context_of
from sapar.apps.journal.models import Anchor, Entry, Head
from sapar.apps.keys.errors import ErasedError
from sapar.apps.keys.sealing import unseal_json

LOOKED: Final = ".looked"
"""How the verb of a look at a person's data ends: ``case.looked``, ``documents.looked``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What an entry says. ``personal`` is None when the person was erased."""

    said: Mapping[str, Any]
    personal: Mapping[str, Any] | None

    @property
    def is_erased(self) -> bool:
        """Whether there were personal values that nobody can read any more."""
        return self.personal is None


def entries_of(chain: str) -> QuerySet[Entry]:
    """The entries of a chain in their order."""
    return Entry.objects.filter(chain=chain).order_by("number")


def entries_about(person: UUID) -> QuerySet[Entry]:
    """Every entry about a person, of any chain, the latest first."""
    return Entry.objects.filter(person=person).order_by("-at", "chain", "-number")


def looks_at(person: UUID) -> QuerySet[Entry]:
    """Who has looked at a person's data, the latest first."""
    return entries_about(person).filter(verb__endswith=LOOKED)


def last_anchor() -> Anchor | None:
    """The anchor of the latest day that has one."""
    return Anchor.objects.order_by("-day").first()


def length() -> int:
    """How many entries there are, by the heads of the chains: nothing is counted one by one."""
    return Head.objects.aggregate(all=Sum("number"))["all"] or 0


def read(entry: Entry) -> Opened:
    """What an entry says, its personal values opened. Raises TamperedError, MasterKeyError."""
    said = json.loads(entry.said)
    if entry.sealed is None:
        return Opened(said=said, personal={})
    person = entry.person or UUID(int=0)
    context = context_of(entry.chain, entry.number)
    try:
        return Opened(said=said, personal=unseal_json(person, bytes(entry.sealed), context=context))
    except ErasedError:
        return Opened(said=said, personal=None)
