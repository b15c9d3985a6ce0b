"""Structured logs: one JSON object a line, with the request id and without personal data."""

from .env import ROOT, export, path, text

LOG_LEVEL = text("LOG_LEVEL", "INFO", "Least level that is logged.")
METRICS_TOKEN = text(
    "METRICS_TOKEN",
    "",
    "Bearer token that Prometheus sends to /metrics. Empty: only this machine may read it.",
)
METRICS_DIR = path(
    "METRICS_DIR", ROOT / "var" / "metrics", "Where web processes keep their request counts."
)
# prometheus_client reads this name when it is imported.
METRICS_DIR.mkdir(parents=True, exist_ok=True)
export("PROMETHEUS_MULTIPROC_DIR", str(METRICS_DIR))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Wagtail repeats titles that people wrote; axes repeats user names.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}
