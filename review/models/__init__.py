"""Reviews: what was handed in, the steps it takes, and the minutes of what happened."""

from .reviews import Review, ReviewEntry, ReviewStep

__all__ = ["Review", "ReviewEntry", "ReviewStep"]
