"""Static files: built by Vite into frontend/dist, hashed and compressed by collectstatic."""

from .env import ROOT

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
FRONTEND_DIST = ROOT / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_DIST / "static"] if (FRONTEND_DIST / "static").is_dir() else []
WHITENOISE_MAX_AGE = 3600
