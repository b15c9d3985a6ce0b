"""Scoring rules: pure functions on Decimal, one file a rule."""

from .items import ItemScore, score_item

__all__ = ["ItemScore", "score_item"]
