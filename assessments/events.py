"""What this app announces; receivers insert rows in the same transaction."""

from django.dispatch import Signal

attempt_started = Signal()
"""Sent once per attempt, inside the transaction of its first start, with ``attempt``."""

attempt_submitted = Signal()
"""Sent once per attempt, inside the transaction that closes it, with ``attempt``."""

batches_straggled = Signal()
"""Sent after batches that count were committed to an attempt that is scored already, in a
transaction of its own and as often as that happens, with ``attempt_id``."""

attempt_scored = Signal()
"""Sent each time an attempt has got its score, inside that transaction, with ``attempt``."""
