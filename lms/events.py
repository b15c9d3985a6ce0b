"""What this app announces; receivers insert rows in the same transaction."""

from django.dispatch import Signal

assignment_given = Signal()
"""Sent once per assignment, inside the transaction that makes it, with ``assignment`` and ``now``."""

lesson_opened = Signal()
"""Sent once per assignment and learner, when he opens it first, with ``progress`` and ``now``."""

lesson_finished = Signal()
"""Sent once per assignment and learner, when all parts are done, with ``progress`` and ``now``."""
