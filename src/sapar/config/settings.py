"""Django's settings, one file for every environment; `environment.py` says what differs."""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from sapar.config.environment import read_environment

_ENVIRONMENT = read_environment()
_HERE = Path(__file__).resolve().parent
_YEAR = 365 * 24 * 60 * 60

# Sapar's own.
SAPAR_NOW = _ENVIRONMENT.now
SAPAR_INSTRUMENTS = _ENVIRONMENT.instruments

# The site.
DEBUG = _ENVIRONMENT.debug
SECRET_KEY = _ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(_ENVIRONMENT.allowed_hosts)
ROOT_URLCONF = "sapar.config.urls"
WSGI_APPLICATION = "sapar.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks_db",
    *(["procrastinate.contrib.django"] if _ENVIRONMENT.jobs == "procrastinate" else []),
    "sapar.apps.jobs",
    "sapar.apps.accounts",
    "sapar.web.public",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sapar.config.headers.PrivacyMiddleware",
    "sapar.config.clock.ClockMiddleware",
    "sapar.api.short_path.ShortPathMiddleware",  # what follows is for pages only
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "sapar.web.public.context.every_page",
            ],
        },
    },
]
# A question page sends a handful of short fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# The database. Without IMMEDIATE, SQLite refuses writes under load; WAL alone makes that worse.
DATABASES: dict[str, dict[str, Any]] = {
    "default": dict(dj_database_url.parse(_ENVIRONMENT.database_url))
}
_DATABASE = DATABASES["default"]
_DATABASE["ATOMIC_REQUESTS"] = False
if _DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    _DATABASE["CONN_MAX_AGE"] = 60
    _DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA journal_size_limit=27103364; PRAGMA mmap_size=134217728;"
        ),
    }
    Path(_DATABASE["NAME"]).parent.mkdir(parents=True, exist_ok=True)
else:
    _DATABASE["CONN_MAX_AGE"] = 0  # the pool keeps connections instead
    _DATABASE["OPTIONS"] = {
        **_DATABASE.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
    }

# Jobs: one setting chooses the engine; a job is written the same way for each.
SAPAR_CLOCK = "sapar.config.clock.now"  # where a job reads the instant of its run
TASKS = {
    "default": {
        "BACKEND": {
            "database": "sapar.apps.jobs.engines.database.DatabaseEngine",
            "procrastinate": "sapar.apps.jobs.engines.procrastinate.ProcrastinateEngine",
        }[_ENVIRONMENT.jobs]
    }
}

# Languages. English is the language of the source; the order is that of the switch on each page.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("kk", "Қазақша"),
    ("ru", "Русский"),
    ("ko", "한국어"),
    ("en", "English"),
    ("fr", "Français"),
]
LOCALE_PATHS = [_HERE.parent / "locale"]
FORMAT_MODULE_PATH = ["sapar.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files.
STATIC_URL = "/static/"
STATIC_ROOT = _ENVIRONMENT.data / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = not _ENVIRONMENT.production
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _ENVIRONMENT.production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# What a browser may do with our pages: show them, with our own style, and send forms back to us.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
# Not no-referrer: browsers would then send `Origin: null` with forms, and we would refuse them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None  # until the browser is closed: a shared phone remembers nothing
if _ENVIRONMENT.production:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = _YEAR
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    # W021 asks for HSTS preloading: that binds a whole domain, so its owner decides.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
if _ENVIRONMENT.trusted_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
