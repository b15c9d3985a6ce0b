"""Where uploads live: a local folder, or any S3-compatible store."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .env import ROOT, path, text

MEDIA_ROOT = path(
    "UPLOADS_DIR", ROOT / "var" / "uploads", "Folder of uploads when no STORAGE_URL is set."
)
MEDIA_URL = "/never-served/"
STORAGE_URL = text(
    "STORAGE_URL",
    "",
    "S3-compatible store: s3://KEY:SECRET@host:port/bucket?scheme=https&region=us-east-1. "
    "Empty: UPLOADS_DIR.",
)


def _s3(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    endpoint = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username or ""),
            "secret_key": unquote(parts.password or ""),
            "bucket_name": parts.path.strip("/"),
            "endpoint_url": f"{query.get('scheme', ['https'])[0]}://{endpoint}",
            "region_name": query.get("region", ["us-east-1"])[0],
            "addressing_style": "path",
            "signature_version": "s3v4",
            "file_overwrite": False,
            "querystring_expire": 300,
        },
    }


STORAGES = {
    "default": _s3(STORAGE_URL)
    if STORAGE_URL
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.staticfiles.HashedStaticStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
# Drops what is too large while it comes in; always to disk, never into memory.
FILE_UPLOAD_HANDLERS = ["media.uploads.LimitedUploadHandler"]
