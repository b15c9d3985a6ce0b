"""What is given to classes, and how far each learner has come."""

from .assignments import AssignedCheck, Assignment
from .progress import LearnerProgress, PartProgress

__all__ = ["AssignedCheck", "Assignment", "LearnerProgress", "PartProgress"]
