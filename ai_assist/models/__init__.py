"""Drafts that teachers asked for, and the record of every model call."""

from .drafts import Draft
from .uses import AIUse

__all__ = ["AIUse", "Draft"]
