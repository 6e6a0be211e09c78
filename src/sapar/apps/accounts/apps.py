"""The app's name for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, posts and grants."""

    name = "sapar.apps.accounts"
    label = "accounts"
