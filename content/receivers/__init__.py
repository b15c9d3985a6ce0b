"""Answers to events, by noun."""

from . import choices, files, lessons, resources

__all__ = ["choices", "files", "lessons", "resources"]
