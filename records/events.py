"""What records tells those above."""

from django.dispatch import Signal

statement_recorded = Signal()
"""Sent inside the transaction, once for each new statement, with ``statement``."""
