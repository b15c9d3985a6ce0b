"""Settings of a test run, made before Django reads them.

Loaded by ``-p tests.environment`` (pyproject.toml), because pytest-django sets Django up before any
``conftest.py``. What a developer's shell says about brokers, stores and endpoints must not reach
tests: a service that a test needs comes from a fixture in ``tests/support/services.py``.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Services outside, and everything that changes an answer.
FORGOTTEN = (
    "AI_API_KEY",
    "AI_BASE_URL",
    "AI_MODEL",
    "ALLOWED_HOSTS",
    "APP_ORIGIN",
    "BROKER_URL",
    "CACHE_URL",
    "CONTENT_ORIGIN",
    "DEMO",
    "HOST",
    "LOG_LEVEL",
    "METRICS_TOKEN",
    "OUTBOX_TOKEN",
    "OUTBOX_URL",
    "PORT",
    "SEARCH_URL",
    "STORAGE_URL",
    "TRUST_PROXY",
)

for _name in FORGOTTEN:
    os.environ.pop(_name, None)

os.environ["SECRET_KEY"] = "only-for-tests-" + "x" * 40
os.environ["RESULTS_SIGNING_KEY"] = "only-for-tests-" + "x" * 28
os.environ.setdefault("TZ", "UTC")
# Playwright's synchronous door runs an event loop in the test's thread; Django would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

_uploads = Path(tempfile.mkdtemp(prefix="benhoc-tests-"))
os.environ["UPLOADS_DIR"] = str(_uploads)
os.environ["METRICS_DIR"] = str(_uploads / "metrics")
_owner = os.getpid()


@atexit.register
def _remove_uploads() -> None:
    if os.getpid() == _owner:
        shutil.rmtree(_uploads, ignore_errors=True)
