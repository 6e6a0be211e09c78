"""The app's name for Django, and where every app declares its jobs."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Jobs, schedules and the ledger of what happened once."""

    name = "sapar.apps.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Read `jobs.py` of every app, so that its schedules and its due work are known."""
        autodiscover_modules("jobs")
