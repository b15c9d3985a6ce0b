"""Pages of banks, imports, tests, taking a test, and results."""

from . import (
    authoring,
    banks,
    delivery,
    duplicates,
    exams,
    figures,
    imports,
    many,
    marking,
    matrices,
    prints,
    questions,
    results,
    tests,
    thrown,
    versions,
)

__all__ = [
    "authoring",
    "banks",
    "delivery",
    "duplicates",
    "exams",
    "figures",
    "imports",
    "many",
    "marking",
    "matrices",
    "prints",
    "questions",
    "results",
    "tests",
    "thrown",
    "versions",
]
