"""Reference data that classifies everything above and knows nothing of it."""

from .frameworks import Framework, Outcome
from .school_years import SchoolYear, Term
from .subjects import Grade, Level, Subject

__all__ = ["Framework", "Grade", "Level", "Outcome", "SchoolYear", "Subject", "Term"]
