"""Answers to events, by noun."""

from . import choices, lessons

__all__ = ["choices", "lessons"]
