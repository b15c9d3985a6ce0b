"""Writes of the sector's view, by noun."""
