"""Who has looked at a person's data, as the person is told: when, as what, of which post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from sapar.apps.accounts.actor import Actor
from sapar.apps.accounts.models import Post
from sapar.apps.journal.queries import LOOKED, entries_about
from sapar.apps.people.models import Person

MOST: Final = 500
"""Looks that are told at once, the latest."""
_LOOKS: Final = ("person.looked-at", "person.found", "person.exported", "file.opened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: ``what`` is the verb of its entry, ``post`` None where the role is of no single post.

    Not by whom: the person is told the role and the post, which answer for it; the name is in the
    journal, where an auditor and a data-protection officer find it (ADR 23).
    """

    at: datetime
    what: str
    role: str
    post: Post | None


def looks_told(actor: Actor, person: Person) -> list[Look]:
    """The looks of others at a person whom the actor is, or cares for; the latest first.

    The caller found the person among ``people.queries.persons_of(actor)``.
    """
    looks = Q(verb__endswith=LOOKED) | Q(verb__in=_LOOKS)
    entries = entries_about(person.pk).filter(looks).exclude(user=actor.user)[:MOST]
    told = list(entries.values_list("at", "verb", "role", "post"))
    posts = Post.objects.in_bulk({post for *_, post in told if post is not None})
    return [
        Look(at=at, what=verb, role=role, post=posts.get(post)) for at, verb, role, post in told
    ]
