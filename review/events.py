"""What review tells the apps above. Sent inside the transaction that caused it."""

from django.dispatch import Signal

review_submitted = Signal()
"""Sent once when something is handed in, with ``review``."""

review_step_passed = Signal()
"""Sent for each step that is passed, the last one too, with ``review`` and ``step``."""

review_finished = Signal()
"""Sent once when the last step is passed, with ``review``."""

review_returned = Signal()
"""Sent once when a step returns it to the author, with ``review`` and ``step``."""

review_withdrawn = Signal()
"""Sent once when the author takes it back, with ``review``."""
