"""The app's name for Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons and what is known about them."""

    name = "sapar.apps.people"
    label = "people"
