"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, posts, grants, and what limits or widens them for a time."""

    name = "sapar.apps.accounts"
    label = "accounts"
