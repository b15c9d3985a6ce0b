"""Files of people, and Wagtail's own image and document tables."""

from .editor import EditorDocument, EditorImage, EditorRendition
from .files import Rendition, StoredFile, UploadSession

__all__ = [
    "EditorDocument",
    "EditorImage",
    "EditorRendition",
    "Rendition",
    "StoredFile",
    "UploadSession",
]
