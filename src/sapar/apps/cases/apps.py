"""The app's name for Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases and what is kept with them."""

    name = "sapar.apps.cases"
    label = "cases"
