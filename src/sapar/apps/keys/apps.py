"""The app's name for Django, and its check of the key ring."""

from django.apps import AppConfig
from django.core import checks


class KeysConfig(AppConfig):
    """Data keys of persons and the master keys they are wrapped with."""

    name = "sapar.apps.keys"
    label = "keys"

    def ready(self) -> None:
        """Let `manage.py check` look at the key ring."""
        from sapar.apps.keys.checks import check_masters  # noqa: PLC0415 (not before the settings)

        checks.register(check_masters, "keys")
