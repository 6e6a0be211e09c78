"""The app's name for Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Entries, the heads of their chains, and the daily anchors."""

    name = "sapar.apps.journal"
    label = "journal"
