"""Pages of banks, imports, tests, taking a test, and results."""

from . import banks, delivery, imports, questions, results, tests

__all__ = ["banks", "delivery", "imports", "questions", "results", "tests"]
