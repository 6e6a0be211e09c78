"""The officers' door as Django sees it."""

from django.apps import AppConfig


class OfficerConfig(AppConfig):
    """The desk."""

    name = "sapar.web.officer"
    label = "officer"
