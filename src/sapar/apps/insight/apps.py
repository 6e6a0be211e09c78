"""The app's name for Django."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Figures about cases."""

    name = "sapar.apps.insight"
    label = "insight"
