"""Addresses, hosts and the order of the middleware."""

from urllib.parse import urlsplit

from .env import flag, number, text

DEBUG = False
ROOT_URLCONF = "config.urls"
CONTENT_URLCONF = "config.content_urls"
WSGI_APPLICATION = "config.wsgi.application"

PORT = number("PORT", 8000, "Port of the web server.")
HOST = text(
    "HOST",
    "",
    "Address to answer on for other devices in the room, for example 192.168.1.10. Empty: this machine only.",
)
APP_ORIGIN = text(
    "APP_ORIGIN",
    f"http://{HOST}:{PORT}" if HOST else f"http://app.benhoc.localhost:{PORT}",
    "Where people open the application, for example https://benhoc.example.vn.",
)
_own_content_origin = text(
    "CONTENT_ORIGIN",
    "",
    "Where authors' files are served, on another host name than APP_ORIGIN, for example "
    "https://content.benhoc.example.vn. Empty on a laptop: content.benhoc.localhost; empty with HOST: "
    "the next port, and authors' packages are switched off.",
)
CONTENT_ORIGIN = _own_content_origin or (
    f"http://{HOST}:{PORT + 1}" if HOST else f"http://content.benhoc.localhost:{PORT}"
)
# Two ports of one host share cookies, so scripts of authors must not run there (ADR 0005).
PACKAGES_ALLOWED = urlsplit(CONTENT_ORIGIN).hostname != urlsplit(APP_ORIGIN).hostname

WEB_WORKERS = number("WEB_WORKERS", 1, "Processes of the web server under `make run`.")
WEB_THREADS = number("WEB_THREADS", 4, "Threads of each of them.")

DEMO = flag("DEMO", "Load and show the demo department and its accounts.", default=False)

_https = urlsplit(APP_ORIGIN).scheme == "https"
ALLOWED_HOSTS = [
    urlsplit(APP_ORIGIN).hostname or "",
    urlsplit(CONTENT_ORIGIN).hostname or "",
    "localhost",
    "127.0.0.1",
    "[::1]",
    *text("ALLOWED_HOSTS", "", "More host names to answer to, separated by commas.").split(","),
]
CSRF_TRUSTED_ORIGINS = [APP_ORIGIN]
TRUST_PROXY = flag(
    "TRUST_PROXY",
    "A proxy in front sets X-Forwarded-Proto and X-Forwarded-For and strips them from outside.",
    default=False,
)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
IS_HTTPS = _https

WAGTAILADMIN_BASE_URL = APP_ORIGIN

MIDDLEWARE = [
    "core.middleware.requests.RequestLogMiddleware",
    "core.middleware.origins.OriginMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.compression.TextCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.PreferencesMiddleware",
    "accounts.middleware.SessionGuardMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.errors.DomainErrorMiddleware",
    "content.middleware.EditorAllowListMiddleware",
    "axes.middleware.AxesMiddleware",
]

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
