"""The citizen's door as Django sees it."""

from django.apps import AppConfig


class CitizenConfig(AppConfig):
    """What a person sees and does in their own cases."""

    name = "sapar.web.citizen"
    label = "citizen"
