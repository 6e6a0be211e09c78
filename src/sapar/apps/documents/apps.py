"""The app's name for Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Uploaded files."""

    name = "sapar.apps.documents"
    label = "documents"
