"""Settings of the site, in the order of Django's documentation. Values come from RONDOM_… in env.py.

docs/operations.md lists every name with its meaning.
"""

from pathlib import Path

import fontpkg_atkinson_hyperlegible
from csp.constants import NONE, SELF

from rondom import env

PACKAGE = Path(__file__).resolve().parent
DATA_DIR = env.path("RONDOM_DATA_DIR", Path.cwd() / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.flag("RONDOM_DEBUG")
DEMO = env.flag("RONDOM_DEMO")
WORKFLOWS = env.words("RONDOM_WORKFLOWS", "quickscan,parenting_questions")

# Core
ALLOWED_HOSTS = env.words("RONDOM_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("RONDOM_ORIGINS")
ADDRESS = env.text("RONDOM_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), "http://localhost:8000")).rstrip("/")
DATABASES = {"default": env.database("RONDOM_DATABASE_URL", DATA_DIR / "rondom.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

# Email
globals().update(env.email("RONDOM_EMAIL_URL", f"file://{DATA_DIR / 'mail'}"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("RONDOM_EMAIL_FROM", "Rondom <rondom@localhost>")

# Forms
FORM_RENDERER = "rondom.ui.forms.Renderer"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Globalization
LANGUAGE_CODE = "nl"
LANGUAGES_BIDI = ["ar", "ckb", "fa", "he", "prs", "ps", "ug", "ur", "yi"]  # read from the right
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# HTTP
WSGI_APPLICATION = "rondom.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rondom.foundation.zero_bytes.ZeroByteMiddleware",
    "rondom.foundation.refusals.RefusalMiddleware",
    "rondom.foundation.visitors.VisitorMiddleware",
]

# Logging: nothing about who asked for what. Addresses of respondents are never written down.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "rondom": {"level": "INFO"}},
}

# Models
INSTALLED_APPS = [
    *(["rondom.demo"] if DEMO else []),
    "rondom.home",
    *(f"rondom.workflows.{name}" for name in WORKFLOWS),
    "rondom.cores.measure",
    "rondom.cores.meet",
    "rondom.cores.plan",
    "rondom.foundation.circles",
    "rondom.foundation.places",
    "rondom.foundation.audit",
    "rondom.foundation.accounts",
    "rondom.ui",
    "rondom.documents",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, below our own
]

# Security
SECRET_KEY = env.text("RONDOM_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("RONDOM_PREVIOUS_SECRET_KEYS")
HTTPS = env.flag("RONDOM_HTTPS")
PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("RONDOM_PROXIES", 0, low=0, high=5)
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_SSL_REDIRECT = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rondom.ui.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Templates
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rondom.ui.context.site",
            ],
            "builtins": ["rondom.ui.templatetags.rondom"],
        },
    }
]

# URLs
ROOT_URLCONF = "rondom.urls"

# Auth
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# Sessions
SESSION_COOKIE_AGE = 60 * 60 * env.whole("RONDOM_SESSION_HOURS", 12, low=1, high=24 * 30)
SESSION_COOKIE_NAME = "rondom_sessie"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Static files
STATIC_URL = "static/"
STATIC_ROOT = env.path("RONDOM_STATIC_DIR", DATA_DIR / "static")
STATICFILES_DIRS = [("fonts", fontpkg_atkinson_hyperlegible.ROOT / "files")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Background work
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Signing in (django-allauth): a code by e-mail or a passkey; no passwords, no signing up
ACCOUNT_ADAPTER = "rondom.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code by e-mail is the proof
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,5/10m/key",
    "confirm_login_code": "20/m/ip",
}
MFA_ADAPTER = "rondom.foundation.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Rondom"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
SOCIALACCOUNT_ADAPTER = "rondom.foundation.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC_SERVER = env.text("RONDOM_OIDC_SERVER", "")
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": env.text("RONDOM_OIDC_NAME", "uw organisatie"),
                    "client_id": env.text("RONDOM_OIDC_CLIENT"),
                    "secret": env.text("RONDOM_OIDC_SECRET"),
                    "settings": {
                        "server_url": OIDC_SERVER,
                        "verified_email": env.words("RONDOM_OIDC_VERIFIED_DOMAINS"),
                    },
                }
            ],
        }
    }
    if OIDC_SERVER
    else {}
)

# Rondom itself
THEME_CSS = env.text("RONDOM_THEME_CSS", "")  # address of an NL Design System theme, served by this site
THEME_CLASS = env.text("RONDOM_THEME_CLASS", "")
MINIMUM_SIGNED_IN = env.whole("RONDOM_MINIMUM_SIGNED_IN", 5, low=5, high=100)
MINIMUM_PUBLIC = env.whole("RONDOM_MINIMUM_PUBLIC", 10, low=MINIMUM_SIGNED_IN, high=100)
WEALTH_LOW_SHARE = env.number("RONDOM_WEALTH_LOW_SHARE", 40, low=1, high=50)  # % of Dutch wijken, SES-WOA
WEALTH_HIGH_SHARE = env.number("RONDOM_WEALTH_HIGH_SHARE", 40, low=1, high=50)
WEALTH_LOW_INCOME_RATIO = env.number("RONDOM_WEALTH_LOW_INCOME_RATIO", 1.5, low=1, high=5)
