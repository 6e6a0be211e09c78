"""What the desk calls its lists, purposes and roles, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sapar.apps.accounts.models import Post
from sapar.web.frame.shelf import country_name, language


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskList:
    """One page in the line of the desk, with the key that leads to it."""

    page: str
    text: str
    key: str


def lists() -> tuple[DeskList, ...]:
    """The pages of the desk in their order."""
    return (
        DeskList(page="officer:today", text=_("By deadline"), key="1"),
        DeskList(page="officer:mine", text=_("My cases"), key="2"),
        DeskList(page="officer:post", text=_("All cases"), key="3"),
        DeskList(page="officer:news", text=_("Messages"), key="4"),
        DeskList(page="officer:proposals", text=_("To countersign"), key="5"),
        DeskList(page="officer:referrals", text=_("Asked of us"), key="6"),
        DeskList(page="officer:search", text=_("Search"), key="7"),
        DeskList(page="officer:opening", text=_("New case"), key="8"),
        DeskList(page="officer:help", text=_("Help"), key="9"),
    )


def purposes() -> tuple[tuple[str, str], ...]:
    """What somebody may be looked for, as choices."""
    return (
        ("counter", _("The person stands at the counter")),
        ("call", _("The person calls or writes")),
        ("authority", _("An authority asks")),
        ("duplicate", _("To see whether there is a case already")),
        ("check", _("To check a decision")),
    )


def role_text(role: str) -> str:
    """A role as the journal holds it."""
    return {
        "citizen": _("the person"),
        "helper": _("a helper"),
        "consular_officer": _("consular officer"),
        "migration_officer": _("migration officer"),
        "supervisor": _("supervisor"),
        "auditor": _("auditor"),
        "data_protection_officer": _("data-protection officer"),
        "instrument_editor": _("instrument editor"),
        "administrator": _("administrator"),
        "machine": _("by itself"),
    }.get(role, role)


def post_text(post: Post) -> str:
    """A post: its own name in the reader's language, else what it is, where."""
    named = post.names.get(language()) or post.names.get("en")
    if named:
        return str(named)
    return _("%(kind)s, %(country)s (%(code)s)") % {
        "kind": _kind_text(post.kind),
        "country": country_name(post.country),
        "code": post.code,
    }


def _kind_text(kind: str) -> str:
    return {
        Post.Kind.EMBASSY.value: _("Embassy"),
        Post.Kind.CONSULATE.value: _("Consulate"),
        Post.Kind.MINISTRY.value: _("Ministry"),
        Post.Kind.MIGRATION_OFFICE.value: _("Migration office"),
    }[kind]
