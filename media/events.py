"""What media tells the apps above. Sent inside the transaction that caused it."""

from django.dispatch import Signal

file_refused = Signal()
"""Sent when a file that was accepted for checking turns out to be unfit, with ``file``."""

file_binned = Signal()
"""Sent before an owner bins a file, with ``file``; a receiver may raise FileInUseError."""
