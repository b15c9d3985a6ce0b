"""Hashed and compressed static files; names that Vite has hashed already are kept."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUILT = "built/"


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; a file that a third-party sheet names but does not ship is no error."""

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """Leave what Vite has named: its hash is in the name, and its sheets point at it."""
        if name.startswith(BUILT):
            return name
        hashed: str = super().hashed_name(name, content, filename)
        return hashed
