"""Settings of the site. Nothing here is secret; what differs between places comes from a few environment variables.

ROKER_HOME           where the record, the publications and the site's database lie (default: var)
ROKER_ALLOWED_HOSTS  names under which the site may be asked for, with commas (default: this machine only)
ROKER_HTTPS          "1" where the site stands behind a server that others reach by https: cookies then travel by
                     https only, and that server is believed about who asks (X-Forwarded-Proto, X-Forwarded-For)
"""

import os
from pathlib import Path

from roker.web.home import home_directory, secret_key, site_database

_HERE = Path(__file__).parent
_HTTPS = os.environ.get("ROKER_HTTPS") == "1"

ROKER_HOME = home_directory()
SECRET_KEY = secret_key(ROKER_HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ROKER_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "roker.web.people",
    "roker.web.oversight",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "roker.web.safety.safe_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "roker.web.moment.one_moment",
]
ROOT_URLCONF = "roker.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {"environment": "roker.web.templating.environment", "auto_reload": False},
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": site_database(ROKER_HOME),
        "OPTIONS": {
            # Writers queue from the start of a transaction, so none fails half way because another one wrote.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["roker.web.people.sign_in.OwnPassword"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "roker.web.people.sign_in.NotTheDemonstrationPassword"},
]
LOGIN_URL = "sign_in"

SESSION_COOKIE_NAME = "roker_session"
SESSION_COOKIE_AGE = 9 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_NAME = "roker_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_FAILURE_VIEW = "roker.web.pages.refusals.form_too_old"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static"]
WHITENOISE_USE_FINDERS = True  # straight from the package: nothing to collect before the site can start
WHITENOISE_MAX_AGE = 24 * 60 * 60  # addresses carry a fingerprint of the file, see `templating.asset`
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"no_values": {"()": "roker.web.safety.NoValues"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "no_values"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers print whole addresses and, by mail, whole pages.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
