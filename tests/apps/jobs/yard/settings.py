"""The site's settings, with the yard, and with workers that are believed dead after two seconds."""

from sapar.config.settings import *  # noqa: F403 (all of them)
from sapar.config.settings import INSTALLED_APPS, TASKS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.apps.jobs.yard"]
TASKS = {"default": {**TASKS["default"], "OPTIONS": {"lease": 2}}}
