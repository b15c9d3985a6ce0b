"""A fact in a school asks for its figures to be counted again; at most one job a school waits."""

from datetime import timedelta

from django.dispatch import receiver
from django.utils import timezone

from core.actions import enqueue
from records.events import statement_recorded
from records.models import Statement

# Many facts come together when a class works: one count serves them all.
DELAY = timedelta(seconds=10)


@receiver(statement_recorded)
def ask_for_figures(statement: Statement, **_: object) -> None:
    """Queue a count of the school's month."""
    if statement.school_id is not None:
        month = f"{statement.local_date:%Y-%m}"
        enqueue(
            "sector.refresh_school",
            statement.school_id,
            month,
            key=f"sector.refresh_school:{statement.school_id}:{month}",
            run_after=timezone.now() + DELAY,
            school_id=statement.school_id,
        )
