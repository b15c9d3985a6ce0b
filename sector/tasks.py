"""Background work of the sector's view."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.jobs import JobRun, job, periodic

from .actions.values import ensure_period, refresh_values


@job("sector.refresh_school", label=_("Count the figures of a school"))
def refresh_school(run: JobRun, school_id: int, month: str) -> None:
    """Count one school's month again; counting twice gives the same."""
    period = ensure_period(date.fromisoformat(f"{month}-01"))
    refresh_values(period, [school_id], now=timezone.now())


@periodic(hours=1)
@job("sector.refresh_running", label=_("Count the figures of all schools"))
def refresh_running(run: JobRun) -> None:
    """Count the running month of every school: what a lost nudge left out is found here."""
    now = timezone.now()
    refresh_values(ensure_period(timezone.localdate(now)), now=now)
