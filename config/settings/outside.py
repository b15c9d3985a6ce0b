"""Services outside: search cluster, AI endpoint, mail. Every one may be absent."""

from .env import number, text

SEARCH_URL = text(
    "SEARCH_URL",
    "",
    "Elasticsearch 8 or 9, for example http://localhost:9200. Empty: the database searches.",
)
AI_BASE_URL = text(
    "AI_BASE_URL", "", "OpenAI-compatible endpoint. Empty: rules and templates only."
)
AI_API_KEY = text("AI_API_KEY", "", "Key for AI_BASE_URL.")
AI_MODEL = text("AI_MODEL", "", "Model name at AI_BASE_URL.")
AI_TIMEOUT_SECONDS = number("AI_TIMEOUT_SECONDS", 30, "Longest wait for one AI call.")
OUTBOX_URL = text(
    "OUTBOX_URL",
    "",
    "Where records for the sector database are posted, one JSON message a request. Empty: they wait.",
)
OUTBOX_TOKEN = text("OUTBOX_TOKEN", "", "Bearer token for OUTBOX_URL.")
IDENTITY_CHECK = text(
    "IDENTITY_CHECK",
    "",
    "Class that asks an outside service who sits at a test, as in assessments/identity.py. Empty: off.",
)
EMAIL_HOST = text("EMAIL_HOST", "localhost", "SMTP server.")
EMAIL_PORT = number("EMAIL_PORT", 25, "SMTP port.")
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "benhoc@localhost", "Sender of mail.")

# Wagtail's own search serves its admin only; the bank has an index of its own (ADR 0007).
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
}

CLAMD_ADDRESS = text(
    "CLAMD_ADDRESS",
    "",
    "Virus scanner clamd: host:port or the path of its socket. Empty: files are shown as not scanned.",
)
FFMPEG = text("FFMPEG", "", "Path of ffmpeg. Empty: the machine's own, else the one of the wheel.")
