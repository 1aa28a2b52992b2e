"""
Django's settings: constants, and the only place that reads the environment.

Nothing here decides whether the environment is complete: `panel.supervisor.checks` says that in
one sentence before a process starts. An absent value is left empty, and Django refuses to use it.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# Safety

SECRET_KEY = env("PANEL_SECRET_KEY", default="")
DEBUG = env.bool("PANEL_DEBUG", default=False)
ALLOWED_HOSTS = env.list("PANEL_ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
PANEL_ADDRESS = env("PANEL_ADDRESS", default="http://127.0.0.1:8000")
IS_HTTPS = PANEL_ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PANEL_ADDRESS]
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"

# The house

INSTALLED_APPS = [
    "panel.audit",
    "panel.agencies",
    "panel.policies",
    "panel.deadlines",
    "panel.joining",
    "panel.cases",
    "panel.meetings",
    "panel.pooledbudget",
    "panel.decisions",
    "panel.reports",
    "panel.sample",
    "panel.presentation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "rest_framework",
    "drf_spectacular",
    "django_fsm",
]
MIDDLEWARE = [
    "panel.presentation.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "panel.presentation.doorway.RefusalsAreTold",
]
ROOT_URLCONF = "panel.urls"
WSGI_APPLICATION = "panel.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "panel" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "panel.presentation.masthead.masthead",
            ],
        },
    },
]

# People

AUTH_USER_MODEL = "agencies.Person"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # of a link to choose one: over a weekend
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# Data. `default` is the application's login, which can't alter the schema or rewrite a journal;
# `owner` migrates and loads in bulk.

DATABASE_URL = env("DATABASE_URL", default="")
PREPARES_STATEMENTS = env.bool("PANEL_PREPARES_STATEMENTS", default=True)
DATABASES = (
    {
        "default": env.db_url("DATABASE_URL"),
        "owner": env.db_url("DATABASE_OWNER_URL", default=DATABASE_URL),
    }
    if DATABASE_URL
    else {}
)
if DATABASE_URL:
    # A connection is kept for its thread, and plans once what it is asked again: to connect and to
    # plan take longer than most answers do.
    DATABASES["default"] = {
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        **DATABASES["default"],
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 1 if PREPARES_STATEMENTS else None,
            **DATABASES["default"].get("OPTIONS", {}),
        },
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env("REDIS_URL", default="")

# Mail

SMTP = urlsplit(env("SMTP_URL", default="smtp://127.0.0.1:25"))
EMAIL_HOST = SMTP.hostname or "127.0.0.1"
EMAIL_PORT = SMTP.port or 25
EMAIL_HOST_USER = SMTP.username or ""
EMAIL_HOST_PASSWORD = SMTP.password or ""
EMAIL_USE_TLS = SMTP.scheme == "smtp+tls"
EMAIL_TIMEOUT = 10  # seconds; shorter than a notice's lease
DEFAULT_FROM_EMAIL = env("PANEL_FROM", default="panel@localhost")

# Papers, records and their seal

PANEL_STORAGE = Path(env("PANEL_STORAGE", default=str(BASE_DIR / ".local" / "storage")))
PANEL_SEAL = Path(env("PANEL_SEAL", default=str(BASE_DIR / ".local" / "seal.p12")))
PANEL_SEAL_PASSPHRASE = env("PANEL_SEAL_PASSPHRASE", default="")
PAPER_MAX_BYTES = env.int("PANEL_PAPER_MAX_BYTES", default=20_000_000)
CLAMD_URL = env("CLAMD_URL", default="")  # tcp://host:port or unix:///path; empty: no scanning
MEDIA_ROOT = PANEL_STORAGE

# What is uploaded is looked at in memory and never lies on a disk; what is larger isn't taken.

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = PAPER_MAX_BYTES + 100_000  # of the form around the file

# Pages

FORM_RENDERER = "panel.presentation.bound_fields.PanelRenderer"
STATIC_URL = "/static/"
STATIC_ROOT = env(
    "PANEL_STATIC", default=None
)  # of `collectstatic`; None: as they lie in the code
STATICFILES_DIRS = [BASE_DIR / "panel" / "static"]
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
FOLDER = "django.core.files.storage.FileSystemStorage"
STORAGES = {
    "default": {"BACKEND": FOLDER},
    "records": {
        "BACKEND": env("PANEL_RECORDS_BACKEND", default=FOLDER),
        "OPTIONS": env.json(
            "PANEL_RECORDS_OPTIONS", default={"location": str(PANEL_STORAGE / "records")}
        ),
    },
    "papers": {
        "BACKEND": env("PANEL_PAPERS_BACKEND", default=FOLDER),
        "OPTIONS": env.json(
            "PANEL_PAPERS_OPTIONS", default={"location": str(PANEL_STORAGE / "papers")}
        ),
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# The JSON doorway

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "panel.api.refused",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Joint-commissioning panel",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",  # the first whose schemas are JSON Schema, as pydantic writes it
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "RequestKind": "panel.cases.vocabulary.RequestKind",
        "CostKind": "panel.cases.vocabulary.CostKind",
        "RequestStage": "panel.cases.stages.Stage",
        "AdviceStage": "panel.cases.stages.AdviceStage",
        "PlacementStage": "panel.cases.placement_stages.PlacementStage",
        "MeetingStage": "panel.meetings.stages.MeetingStage",
        "ImportKind": "panel.pooledbudget.models.imports.ImportKind",
        "ImportStage": "panel.pooledbudget.stages.ImportStage",
        "RechargeStage": "panel.pooledbudget.stages.RechargeStage",
        "InvoiceStage": "panel.pooledbudget.stages.InvoiceStage",
        "ApprovalStage": "panel.decisions.stages.ApprovalStage",
        "Suitability": "panel.cases.vocabulary.Suitability",
        "NeedCode": "panel.cases.vocabulary.NeedCode",
        "PlacementGroup": "panel.cases.vocabulary.options.PlacementGroup",
        "ClockOutcome": "panel.deadlines.models.Outcome",
        "DecisionOutcome": "panel.decisions.models.Outcome",
    },
}

# Records of running

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {  # they tell every step of every page
        name: {"level": "WARNING"} for name in ("fontTools", "pikepdf", "pyhanko", "weasyprint")
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
