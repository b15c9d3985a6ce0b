"""Formulas of the indicators: facts of a school in, a share out. No database here."""
