"""Hashed and compressed static files; names that Vite has hashed already are kept."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; a file that a third-party sheet names but does not ship is no error."""

    manifest_strict = False
