"""Answers to events, by noun."""

from . import choices, lessons, resources

__all__ = ["choices", "lessons", "resources"]
