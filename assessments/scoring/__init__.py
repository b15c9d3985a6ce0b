"""Scoring rules: pure functions on Decimal, one file a rule."""

from .items import ItemScore, score_item
from .rules import ScoringRules, read_rules

__all__ = ["ItemScore", "ScoringRules", "read_rules", "score_item"]
