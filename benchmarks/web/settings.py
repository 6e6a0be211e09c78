"""The site's settings with the benchmark's addresses."""

from sapar.config.settings import *  # noqa: F403  # all of them, as they are

ROOT_URLCONF = "benchmarks.web.urls"
