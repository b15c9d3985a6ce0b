"""What is given to classes, how far each learner has come, and gradebooks."""

from .assignments import AssignedCheck, Assignment
from .gradebooks import Gradebook, GradeColumn, GradeMark, GradeRemark
from .progress import LearnerProgress, PartProgress

__all__ = [
    "AssignedCheck",
    "Assignment",
    "GradeColumn",
    "GradeMark",
    "GradeRemark",
    "Gradebook",
    "LearnerProgress",
    "PartProgress",
]
