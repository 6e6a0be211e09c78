"""The site's settings with jobs and the yard alone, and with workers believed dead after two seconds.

What the house does by itself is left out: it would run between the jobs of the tests.
"""

from sapar.config.settings import *  # noqa: F403 (all of them)
from sapar.config.settings import INSTALLED_APPS, TASKS

_ENGINES = [one for one in INSTALLED_APPS if one.startswith(("django_tasks_db", "procrastinate"))]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    *_ENGINES,
    "sapar.apps.jobs",
    "tests.apps.jobs.yard",
]
AUTH_USER_MODEL = "auth.User"
TASKS = {"default": {**TASKS["default"], "OPTIONS": {"lease": 2}}}
