"""What somebody may be granted to be, what each role may do here, and which roles nobody may join."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models


class Role(models.TextChoices):
    """A citizen needs no grant; every other role is granted for a post or a state."""

    CITIZEN = "citizen"
    HELPER = "helper"
    CONSULAR_OFFICER = "consular_officer"
    MIGRATION_OFFICER = "migration_officer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    INSTRUMENT_EDITOR = "instrument_editor"
    ADMINISTRATOR = "administrator"


class Deed(models.TextChoices):
    """What can be done to accounts. What can be done to cases is said by the cases."""

    GRANT = "grant", "grant a role, and take it back"
    INVITE = "invite", "invite somebody"
    DEACTIVATE = "deactivate", "close somebody's account"
    LEND = "lend", "lend one's own role to a colleague for a time"
    RECORD_ABSENCE = "record_absence", "record that a colleague is absent"
    RECORD_KINSHIP = "record_kinship", "record that a person is a relative of a colleague"
    BREAK_GLASS = "break_glass", "open a case in an emergency without the right to it"
    REVIEW_BREAK_GLASS = "review_break_glass", "judge afterwards whether that was right"


OFFICERS: Final = frozenset({Role.CONSULAR_OFFICER, Role.MIGRATION_OFFICER, Role.SUPERVISOR})
"""The roles that work on cases."""

LENDABLE: Final = OFFICERS
"""The roles that can be lent: whoever controls or appoints others does so in person."""

MAY: Final[Mapping[Deed, frozenset[Role]]] = {
    Deed.GRANT: frozenset({Role.ADMINISTRATOR}),
    Deed.INVITE: frozenset({Role.ADMINISTRATOR}),
    Deed.DEACTIVATE: frozenset({Role.ADMINISTRATOR}),
    Deed.LEND: OFFICERS,
    Deed.RECORD_ABSENCE: frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR}),
    Deed.RECORD_KINSHIP: frozenset({Role.SUPERVISOR}),
    Deed.BREAK_GLASS: OFFICERS,
    Deed.REVIEW_BREAK_GLASS: frozenset({Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER}),
}
"""Which roles may do what; each deed is bound to the state and post of the role."""

APART: Final = (
    frozenset({Role.AUDITOR, Role.CONSULAR_OFFICER}),
    frozenset({Role.AUDITOR, Role.MIGRATION_OFFICER}),
    frozenset({Role.AUDITOR, Role.SUPERVISOR}),
    frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    frozenset({Role.AUDITOR, Role.INSTRUMENT_EDITOR}),
    frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR}),
    frozenset({Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}),
    frozenset({Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER}),
)
"""Separation of duties: pairs that nobody holds at once where they reach the same post."""


def are_apart(one: Role, other: Role) -> bool:
    """Whether nobody may hold both roles for the same post at once."""
    return frozenset({one, other}) in APART
