"""Receivers of this app; each module listens, then inserts rows in the same transaction."""
