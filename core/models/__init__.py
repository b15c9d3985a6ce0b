"""The machine room's three tables, and the field types of the house."""

from .fields import PublicIdField, ScoreField, SortKeyField
from .jobs import Job
from .outbox import OutboxMessage
from .rules import RuleSet

__all__ = ["Job", "OutboxMessage", "PublicIdField", "RuleSet", "ScoreField", "SortKeyField"]
