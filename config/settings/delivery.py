"""Static files: built by Vite into frontend/dist, hashed and compressed by collectstatic."""

from .env import ROOT

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
FRONTEND_DIST = ROOT / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_DIST / "static"] if (FRONTEND_DIST / "static").is_dir() else []
WHITENOISE_MAX_AGE = 3600
# Vite's names and Django's carry a hash of the contents: browsers may keep them for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = (
    r"^/static/(built/.+-[\w-]{8}\.[a-z0-9]+|.+\.[0-9a-f]{12}\.[a-z0-9]+)$"
)
