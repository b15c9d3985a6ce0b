"""What is given to classes, and how far each learner has come."""

from .assignments import Assignment
from .progress import LearnerProgress, PartProgress

__all__ = ["Assignment", "LearnerProgress", "PartProgress"]
