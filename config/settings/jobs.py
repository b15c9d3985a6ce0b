"""Background work: the job table is the truth; a broker, where there is one, carries the nudge."""

from .env import number, text

BROKER_URL = text(
    "BROKER_URL",
    "",
    "Redis or RabbitMQ for Celery, for example redis://localhost:6379/0. Empty: `manage.py work` polls.",
)
CACHE_URL = text("CACHE_URL", "", "Redis for the shared cache. Empty: a table of the database.")
JOB_LEASE_SECONDS = number(
    "JOB_LEASE_SECONDS", 60, "A job without a heartbeat for so long is taken over."
)
# Off only in tests that hold the one connection of an in-memory database.
JOB_HEARTBEAT = True
JOB_THREADS = number("JOB_THREADS", 2, "Jobs that one `manage.py work` runs at a time.")

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
        if CACHE_URL
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "core_cache",
            "OPTIONS": {"MAX_ENTRIES": 20000},
        }
    )
}
