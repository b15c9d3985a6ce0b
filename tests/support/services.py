"""Fixtures of real services; filled below."""
