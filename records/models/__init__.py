"""What people did that counts as learning, under pseudonyms."""

from .activity import DailyActivity
from .statements import Actor, Statement

__all__ = ["Actor", "DailyActivity", "Statement"]
