"""The machine room's tables, and the field types of the house."""

from .caches import CacheEntry
from .fields import PublicIdField, ScoreField, SortKeyField
from .jobs import Job, JobSchedule
from .outbox import OutboxMessage
from .rules import RuleSet

__all__ = [
    "CacheEntry",
    "Job",
    "JobSchedule",
    "OutboxMessage",
    "PublicIdField",
    "RuleSet",
    "ScoreField",
    "SortKeyField",
]
