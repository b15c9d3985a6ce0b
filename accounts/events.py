"""What accounts tells the apps above."""

from django.dispatch import Signal

person_erased = Signal()
"""Sent once per person, inside the transaction that takes the name away, with ``person``."""
