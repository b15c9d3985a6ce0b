"""Statements that make the database count questions by itself; see ADR 0085."""

from . import postgresql, sqlite

__all__ = ["postgresql", "sqlite"]
