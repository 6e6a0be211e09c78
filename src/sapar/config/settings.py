"""Django's settings, one file for every environment; `environment.py` says what differs."""

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from sapar.config.environment import read_environment
from sapar.config.evidence import evidence_storage
from sapar.config.watch.logs import logging_in_json, through_the_standard_library

_ENVIRONMENT = read_environment()
_HERE = Path(__file__).resolve().parent
_WEB = _HERE.parent / "web"
_YEAR = 365 * 24 * 60 * 60

# Sapar's own.
SAPAR_NOW = _ENVIRONMENT.now
SAPAR_ADDRESS = _ENVIRONMENT.address
SAPAR_INSTRUMENTS = _ENVIRONMENT.instruments
SAPAR_KEYS = _ENVIRONMENT.keys
SAPAR_KEYS_MADE_ON_FIRST_USE = not _ENVIRONMENT.production
SAPAR_MASTER_KEYS = _ENVIRONMENT.master_keys
SAPAR_UPLOAD_LIMIT = _ENVIRONMENT.upload_limit
SAPAR_CLAMD = _ENVIRONMENT.clamd
SAPAR_METRICS_TOKEN = _ENVIRONMENT.metrics_token
SAPAR_METRICS_FOLDER = _ENVIRONMENT.metrics_folder

# The site.
DEBUG = _ENVIRONMENT.debug
SECRET_KEY = _ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = [_ENVIRONMENT.old_secret_key] if _ENVIRONMENT.old_secret_key else []
ALLOWED_HOSTS = list(_ENVIRONMENT.allowed_hosts)
ROOT_URLCONF = "sapar.config.urls"
WSGI_APPLICATION = "sapar.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks_db",
    *(["procrastinate.contrib.django"] if _ENVIRONMENT.jobs == "procrastinate" else []),
    "sapar.apps.jobs",
    "sapar.apps.keys",
    "sapar.apps.journal",
    "sapar.apps.accounts",
    "sapar.apps.people",
    "sapar.apps.documents",
    "sapar.apps.cases",
    "sapar.apps.insight",
    "sapar.web.frame",
    "sapar.web.public",
    "sapar.web.officer",
    "sapar.web.citizen",
    "sapar.web.sign_in",
    "sapar.web.sign_in.oidc",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "sapar.config.watch.middleware.WatchMiddleware",
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
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sapar.web.sign_in.middleware.SignedInMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",  # ADR 11
        "DIRS": [
            _WEB / door / "templates"
            for door in ("frame", "public", "citizen", "officer", "sign_in")
        ],
        "OPTIONS": {
            "environment": "sapar.web.frame.environment.Environments",
            "functions": [
                "sapar.web.sign_in.passwords.advice",
                "sapar.web.sign_in.words.device",
                "sapar.web.sign_in.words.sign_ons",
            ],
            "context_processors": [
                "sapar.web.frame.context.every_page",
                "sapar.web.sign_in.context.who_is_in",
            ],
        },
    },
]
# Files come in without a name on the disk (web/frame/uploads.py).
FILE_UPLOAD_HANDLERS = ["sapar.web.frame.uploads.NamelessUpload"]
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
    _DATABASE["CONN_HEALTH_CHECKS"] = True  # and asks each before it lends it
    # A machine that is frozen in the middle of a change gives its locks back after a while.
    _FROZEN = "-c idle_in_transaction_session_timeout=30000"
    _OPTIONS = _DATABASE.get("OPTIONS", {})
    _DATABASE["OPTIONS"] = {
        **_OPTIONS,
        "options": f"{_OPTIONS.get('options', '')} {_FROZEN}".strip(),
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

# Files. Those of persons lie sealed, outside of everything that is served.
STATIC_URL = "/static/"
STATIC_ROOT = _ENVIRONMENT.data / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = not _ENVIRONMENT.production
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "evidence": evidence_storage(
        data=_ENVIRONMENT.data,
        bucket=_ENVIRONMENT.evidence_bucket,
        endpoint=_ENVIRONMENT.s3_endpoint,
    ),
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
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Who signs in, and how (docs/adr/0015). Names that begin with ACCOUNT_, MFA_, SOCIALACCOUNT_ are allauth's.
SAPAR_OFFICER_SESSION = _ENVIRONMENT.officers
SAPAR_CITIZEN_SESSION = _ENVIRONMENT.citizens
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "mfa_index"
LOGOUT_REDIRECT_URL = "account_request_login_code"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "sapar.web.sign_in.passwords.LongEnough"},
    {"NAME": "sapar.web.sign_in.passwords.NotCommon"},
    {"NAME": "sapar.web.sign_in.passwords.NotTheAddress"},
]
ACCOUNT_ADAPTER = "sapar.web.sign_in.account_adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail can be slow
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}  # digits are on every keyboard
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/5m/key",
    "login_failed": "10/m/ip,5/5m/key",
}
ACCOUNT_FORMS = {
    "login": "sapar.web.sign_in.forms.PasswordForm",
    "request_login_code": "sapar.web.sign_in.forms.AddressForm",
    "confirm_login_code": "sapar.web.sign_in.forms.CodeForm",
    "confirm_email_verification_code": "sapar.web.sign_in.forms.AddressCodeForm",
    "reauthenticate": "sapar.web.sign_in.forms.PasswordAgainForm",
    "change_password": "sapar.web.sign_in.forms.ChangePasswordForm",
    "set_password": "sapar.web.sign_in.forms.SetPasswordForm",
    "reset_password": "sapar.web.sign_in.forms.ForgottenForm",
    "reset_password_from_key": "sapar.web.sign_in.forms.NewPasswordForm",
}
MFA_ADAPTER = "sapar.web.sign_in.second_factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = (
    "required"  # a passkey alone is two factors: the thing, and the finger
)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _ENVIRONMENT.production  # http://localhost
MFA_TOTP_ISSUER = "Sapar"
MFA_TOTP_TOLERANCE = (
    0  # allauth remembers a used code for one period; with tolerance it could be replayed
)
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "sapar.web.sign_in.forms.SecondFactorForm",
    "reauthenticate": "sapar.web.sign_in.forms.SecondFactorAgainForm",
    "activate_totp": "sapar.web.sign_in.forms.AppForm",
    "add_webauthn": "sapar.web.sign_in.forms.PasskeyForm",
    "edit_webauthn": "sapar.web.sign_in.forms.PasskeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "sapar.web.sign_in.oidc.adapter.StateAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = (
    True  # a form may not lead to another site; only signing in, never linking
)
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": one.id,
                "name": one.name,
                "client_id": one.client_id,
                "secret": one.client_secret,
                "settings": {
                    "server_url": one.issuer,
                    "oauth_pkce_enabled": True,
                    "email_authentication": one.links_by_verified_email,
                    "vouches_for_second_factor": one.vouches_for_second_factor,
                },
            }
            for one in _ENVIRONMENT.oidc
        ],
    }
}

# Sessions lie in the database, where signing out everywhere reaches them; a request only reads them.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would forget who comes back from a state's sign-on
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = int(
    max(_ENVIRONMENT.officers.longest, _ENVIRONMENT.citizens.longest).total_seconds()
)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if _ENVIRONMENT.production:
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"

# What all processes must remember together for minutes: attempts, and one-time codes that were used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_remembered",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Mail.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if _ENVIRONMENT.mail.host
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = _ENVIRONMENT.mail.host
EMAIL_PORT = _ENVIRONMENT.mail.port
EMAIL_HOST_USER = _ENVIRONMENT.mail.user
EMAIL_HOST_PASSWORD = _ENVIRONMENT.mail.password
EMAIL_USE_TLS = _ENVIRONMENT.mail.starttls
EMAIL_USE_SSL = _ENVIRONMENT.mail.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = _ENVIRONMENT.mail.sender
SERVER_EMAIL = _ENVIRONMENT.mail.sender

# Logs: JSON in production, and nothing of a person in it; as Django has them on your own computer.
through_the_standard_library()
if _ENVIRONMENT.production:
    LOGGING = logging_in_json()
