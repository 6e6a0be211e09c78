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
        "50 or more random characters of your own, as from `openssl rand -base64 48`. It signs what "
        "the site gives to a browser. Keep it from everybody.",
    ),
    "SAPAR_OLD_SECRET_KEY": (
        "none",
        "The key before, for a while after a change: what it signed and sealed is still believed.",
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
        "The folder for the embedded database, the sealed files of persons (`evidence`) and the "
        "collected static files.",
    ),
    "SAPAR_INSTRUMENTS": (
        "`instruments` next to the code",
        "The folder of instruments. The command line reads it, too.",
    ),
    "SAPAR_KEYS": (
        "needed in production; else `keys.json` in `SAPAR_DATA`, made on first use",
        "The file of the key ring: master keys that only the owner of the file may read. "
        "`sapar keys new-master` makes it. Keep a copy in a safe place: without it nothing that is "
        "sealed can be read. See [Keep the keys](../howto/keep-the-keys.md).",
    ),
    "SAPAR_MASTER_KEYS": (
        "`sapar.apps.keys.ring.KeyRing`",
        "The class that keeps the master keys, when that is a service and no file. It has the "
        "methods of `sapar.apps.keys.masters.MasterKeys`.",
    ),
    "SAPAR_DEBUG": ("0", "`1` shows the site's insides after an error. Only in development."),
    "SAPAR_NOW": (
        "the real time",
        "Holds the clock of the site at an instant, as `2026-01-20T09:00+09:00`. Only in "
        "development. See [Show the site as on another day](../howto/show-another-day.md).",
    ),
    "SAPAR_UPLOAD_MB": (
        "20",
        "The largest file that is taken, in megabytes. Set the limit of your proxy a little higher, "
        "so that it is Sapar that answers.",
    ),
    "SAPAR_CLAMD": (
        "no scanner",
        "Where ClamAV's daemon listens: `unix:/run/clamav/clamd.ctl`, or `host:3310`. Uploads are "
        "scanned there; while it cannot be asked they wait in quarantine. Its `StreamMaxLength` "
        "must not be smaller than `SAPAR_UPLOAD_MB`.",
    ),
    "SAPAR_EVIDENCE_BUCKET": (
        "the folder `evidence` in `SAPAR_DATA`",
        "A bucket of an S3-compatible service for the sealed files. Needs the packages of "
        "`sapar[s3]`; the account comes from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and "
        "`AWS_DEFAULT_REGION`, or from the machine. Nobody but Sapar needs to read it.",
    ),
    "SAPAR_S3_ENDPOINT": (
        "that of AWS",
        "The address of the S3-compatible service, as `https://s3.example.org`.",
    ),
    "DATABASE_URL": (
        "SQLite in `SAPAR_DATA`",
        "The database, as `postgresql://user:password@host:5432/sapar`.",
    ),
    "SAPAR_ADDRESS": (
        "`https://` and the first of `SAPAR_ALLOWED_HOSTS`",
        "Where the site is, as letters write it: `https://sapar.example.org`.",
    ),
    "SAPAR_MAIL_URL": (
        "`smtp://localhost:25`; in development mail is written to the terminal",
        "The server that takes our mail: `smtp://host:25`, `smtp+starttls://user:password@host:587` or "
        "`smtps://user:password@host:465`. Without mail nobody can sign in by a code.",
    ),
    "SAPAR_MAIL_FROM": (
        "`Sapar <sapar@localhost>`",
        "Who our mail is from, as `Sapar <no-reply@sapar.example.org>`.",
    ),
    "SAPAR_OIDC_PROVIDERS": (
        "none",
        "A state's own sign-on by OpenID Connect, as a list in JSON. See "
        "[Sign in with your state's own sign-on](../howto/sign-in-with-your-states-own.md).",
    ),
    "SAPAR_OFFICER_IDLE_MINUTES": (
        "30",
        "Whoever holds a role is signed out after so many minutes without a request.",
    ),
    "SAPAR_OFFICER_SESSION_HOURS": (
        "12",
        "Whoever holds a role signs in again after so many hours, whatever they do meanwhile.",
    ),
    "SAPAR_CITIZEN_IDLE_MINUTES": ("120", "The same for everybody else."),
    "SAPAR_CITIZEN_SESSION_HOURS": ("24", "The same for everybody else."),
    "SAPAR_JOBS": (
        "database",
        "What carries the jobs: `database`, the embedded engine on SQLite or PostgreSQL, or "
        "`procrastinate`, for many machines on PostgreSQL. See "
        "[Run the worker](../howto/run-the-worker.md).",
    ),
    "SAPAR_METRICS_TOKEN": (
        "only this machine may read them",
        "What a reader of `/metrics` sends as `Authorization: Bearer …`: 32 or more random characters. "
        "See [Watch it](../howto/watch-it.md).",
    ),
    "PROMETHEUS_MULTIPROC_DIR": (
        "each process counts for itself",
        "An empty folder in which the processes of one gunicorn count requests together. "
        "Prometheus' own library reads it.",
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
