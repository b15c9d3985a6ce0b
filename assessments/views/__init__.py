"""Pages of banks, imports, tests, taking a test, and results."""

from . import banks, delivery, figures, imports, marking, questions, results, tests

__all__ = ["banks", "delivery", "figures", "imports", "marking", "questions", "results", "tests"]
