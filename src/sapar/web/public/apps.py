"""The public door as Django sees it."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages that anybody may open."""

    name = "sapar.web.public"
    label = "public"
