"""What content tells the apps above. Sent inside the transaction that caused it."""

from django.dispatch import Signal

resource_approved = Signal()
"""Sent once for each version that passed its review, with ``resource`` and ``version``."""

resource_withdrawn = Signal()
"""Sent once when a resource leaves the bank, with ``resource``."""
