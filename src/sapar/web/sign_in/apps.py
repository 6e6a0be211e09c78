"""The sign-in door as Django sees it."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Pages and letters for signing in."""

    name = "sapar.web.sign_in"
    label = "sign_in"
