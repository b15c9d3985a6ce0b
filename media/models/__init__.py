"""Files of people, and Wagtail's own image and document tables."""

from .editor import EditorDocument, EditorImage, EditorRendition

__all__ = ["EditorDocument", "EditorImage", "EditorRendition"]
