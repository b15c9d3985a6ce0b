"""Pages of banks, imports, matrices, tests, taking a test, marking, and results."""

from . import (
    banks,
    delivery,
    exams,
    figures,
    imports,
    marking,
    matrices,
    prints,
    questions,
    results,
    tests,
)

__all__ = [
    "banks",
    "delivery",
    "exams",
    "figures",
    "imports",
    "marking",
    "matrices",
    "prints",
    "questions",
    "results",
    "tests",
]
