"""One file of settings. Every variable is described in docs/settings.md (a test compares them)."""

import os
import secrets
import sys
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import unquote, urlparse

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PACKAGE = Path(__file__).resolve().parent
TESTING = "pytest" in sys.modules


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def envbool(name: str, *, default: bool) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def envlist(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def secret_key() -> str:
    """Return the installation's key, made once and kept beside its data."""
    given = env("SASAEAI_SECRET_KEY")
    if given or TESTING:
        return given or "only-for-tests-" + "x" * 50
    file = HOME / "secret.key"
    if not file.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(64))
    return file.read_text().strip()


HOME = Path(env("SASAEAI_HOME", "sasaeai-data")).resolve()
DEMO = envbool("SASAEAI_DEMO", default=False)
DEBUG = envbool("SASAEAI_DEBUG", default=False)
PUBLIC_URL = env("SASAEAI_PUBLIC_URL").rstrip("/")
HTTPS = PUBLIC_URL.startswith("https://") or envbool("SASAEAI_HTTPS", default=False)
SECRET_KEY = secret_key()
# Persons are found through hashes keyed with this: one that stays when the other key changes.
INDEX_KEY = env("SASAEAI_INDEX_KEY") or SECRET_KEY
ALLOWED_HOSTS = envlist("SASAEAI_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
if PUBLIC_URL:
    ALLOWED_HOSTS.append(str(urlparse(PUBLIC_URL).hostname))
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "sasaeai.base",
    "sasaeai.audit",
    "sasaeai.accounts",
    "sasaeai.search",
    "sasaeai.jobs",
    "sasaeai.ui",
    "sasaeai.areas",
    "sasaeai.vocabulary",
    "sasaeai.contacts",
    "sasaeai.people",
    "sasaeai.organisations",
    "sasaeai.voices",
    "sasaeai.assets",
    "sasaeai.needs",
    "sasaeai.visions",
    "sasaeai.activities",
    "sasaeai.matching",
    "sasaeai.journal",
    "sasaeai.insight",
    "sasaeai.reports",
    "sasaeai.exchange",
    "sasaeai.pages",
    "sasaeai.portal",
    "sasaeai.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sasaeai.accounts.keeping.KeepNothingMiddleware",
    "sasaeai.accounts.timeout.TimeOutMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sasaeai.accounts.returning.SignInMiddleware",
    "sasaeai.areas.viewer.ViewerMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "sasaeai.ui.context.page",
                "sasaeai.pages.context.shell",
            ],
        },
    }
]
ROOT_URLCONF = "sasaeai.urls"
WSGI_APPLICATION = "sasaeai.wsgi.application"


def database(url: str) -> dict[str, object]:
    """Return Django's settings for a DATABASE_URL: sqlite:///path or postgresql://user:pw@host/db."""
    parts = urlparse(url)
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or ""),
        }
    synchronous = "OFF" if TESTING else "FULL"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": unquote(parts.path[1:]) if parts.path else str(HOME / "sasaeai.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};",
        },
        # A file, as in a town: several writers at once cannot be tried in memory.
        "TEST": {"NAME": f"{gettempdir()}/sasaeai-test-{os.getpid()}.sqlite3"},
    }


DATABASES = {"default": database(env("DATABASE_URL"))}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "sasaeai.accounts.demo_password.NotTheDemoPassword"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "sasaeai.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "sasaeai.accounts.forms.SignInForm",
    "change_password": "sasaeai.accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Our own limits hold across processes (accounts.actions.take_attempt); a cache's do not.
ACCOUNT_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "sasaeai.accounts.forms.SecondFactorForm",
    "reauthenticate": "sasaeai.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "sasaeai.accounts.forms.AddSecondFactorForm",
}
MFA_TOTP_ISSUER = "支え合い"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "sasaeai_session"
PROXIES = int(env("SASAEAI_PROXIES", "0"))
IDLE_SECONDS = int(env("SASAEAI_IDLE_MINUTES", "30")) * 60
LINK_DAYS = int(env("SASAEAI_LINK_DAYS", "180"))
# So many days after a date it is still known who had signed up; then only how many.
SIGN_UP_NAME_DAYS = int(env("SASAEAI_SIGN_UP_NAME_DAYS", "30"))
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "object-src": ["'none'"],
    }
}
SILENCED_SYSTEM_CHECKS = [
    # A town's PC on a closed network serves http on its own address; with https they are all set.
    *([] if HTTPS else ["security.W004", "security.W012", "security.W016"]),
    # Behind https the proxy redirects; this program only ever listens inside.
    "security.W008",
    # Other hosts of the town's domain are not ours to speak for.
    "security.W005",
    "security.W021",
]

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語")), ("en", _("英語"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Every test has a server of its own, which need not look through all files to answer a page.
WHITENOISE_AUTOREFRESH = TESTING or DEBUG
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "sasaeai.base.static.HashedStaticFiles"
    },
}
LARGEST_UPLOAD = 50 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FORM_RENDERER = "sasaeai.ui.forms.Renderer"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_tokens": {"()": "sasaeai.portal.masking.WithoutTokens"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": env("SASAEAI_LOG_LEVEL", "INFO")},
}
