"""What somebody may be granted to be."""

from __future__ import annotations

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
