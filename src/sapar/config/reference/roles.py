"""Which role may do what to accounts, and which roles nobody joins: from the data that decides it."""

from __future__ import annotations

from sapar.apps.accounts.roles import APART, LENDABLE, MAY, Role
from sapar.config.reference.markdown import code, explained, table

_LINES = {
    Role.CITIZEN: "sees their own matters; needs no grant",
    Role.HELPER: "helps citizens with their own matters, where they ask for it",
    Role.CONSULAR_OFFICER: "works on the cases of a post",
    Role.MIGRATION_OFFICER: "works on the cases of an authority of the country of stay",
    Role.SUPERVISOR: "leads the officers of a post, decides what needs a second pair of eyes",
    Role.AUDITOR: "reads what was done, changes nothing",
    Role.DATA_PROTECTION_OFFICER: "watches over personal data, judges emergencies",
    Role.INSTRUMENT_EDITOR: "writes instruments",
    Role.ADMINISTRATOR: "invites people and grants roles, sees no case",
}


def roles_part() -> str:
    """Every role with its line."""
    explained(list(Role), {role.value: line for role, line in _LINES.items()}, what="The role")
    return table(("role", "who that is"), [[code(role.value), _LINES[role]] for role in Role])


def deeds_part() -> str:
    """Role by deed. Citizens and roles that may do none of it have no column."""
    shown = [role for role in Role if any(role in roles for roles in MAY.values())]
    rows = [
        [str(deed.label), *("yes" if role in roles else "" for role in shown)]
        for deed, roles in MAY.items()
    ]
    lendable = ["… be lent itself", *("yes" if role in LENDABLE else "" for role in shown)]
    return table(("may", *(code(role.value) for role in shown)), [*rows, lendable])


def apart_part() -> str:
    """The pairs that separation of duties keeps apart."""
    pairs = sorted(sorted(role.value for role in pair) for pair in APART)
    return table(("nobody is", "and, for the same post,"), [[code(a), code(b)] for a, b in pairs])
