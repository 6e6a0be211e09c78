"""Every environment variable that Sapar reads, each with its line."""

from __future__ import annotations

from sapar.config.environment import NAMES
from sapar.config.reference.markdown import code, explained, table

_LINES = {
    "SAPAR_ENV": (
        "production",
        "`production` or `development`. `make` sets `development`. Without it Sapar believes it is "
        "in production: the safe side is the default.",
    ),
    "SAPAR_SECRET_KEY": (
        "needed in production",
        "50 or more random characters of your own, as from `openssl rand -base64 48`. It signs "
        "what the site gives to a browser. Keep it from everybody.",
    ),
    "SAPAR_ALLOWED_HOSTS": (
        "needed in production",
        "The site's own names, with commas: `sapar.example.org,www.sapar.example.org`. `*` is refused.",
    ),
    "SAPAR_TRUSTED_PROXY": (
        "0",
        "`1`: the site stands behind a proxy of yours that sets `X-Forwarded-Proto`, and removes "
        "the one a visitor sends. See [Run it in production](../howto/run-in-production.md).",
    ),
    "SAPAR_DATA": (
        "`var` next to the code",
        "The folder for the embedded database and the collected static files.",
    ),
    "SAPAR_INSTRUMENTS": (
        "`instruments` next to the code",
        "The folder of instruments. The command line reads it, too.",
    ),
    "SAPAR_DEBUG": ("0", "`1` shows the site's insides after an error. Only in development."),
    "SAPAR_NOW": (
        "the real time",
        "Holds the clock of the site at an instant, as `2026-01-20T09:00+09:00`. Only in "
        "development. See [Show the site as on another day](../howto/show-another-day.md).",
    ),
    "DATABASE_URL": (
        "SQLite in `SAPAR_DATA`",
        "The database, as `postgresql://user:password@host:5432/sapar`.",
    ),
    "SAPAR_JOBS": (
        "database",
        "What carries the jobs: `database`, the embedded engine on SQLite or PostgreSQL, or "
        "`procrastinate`, for many machines on PostgreSQL. See "
        "[Run the worker](../howto/run-the-worker.md).",
    ),
    "SAPAR_SPARK_MASTER": (
        "Spark on this machine",
        "The cluster that `sapar screen --engine spark` works on, as `spark://host:7077`. See "
        "[Screen a million people](../howto/screen-a-million-people.md).",
    ),
}


def settings_part() -> str:
    """Every variable with its default and its meaning."""
    explained(NAMES, _LINES, what="The setting")
    rows = [[code(name), *_LINES[name]] for name in NAMES]
    return table(("name", "without it", "meaning"), rows)
