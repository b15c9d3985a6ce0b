"""Closing a month and sending its figures to the sector database."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions import record_audit
from accounts.models import User
from sector.errors import PeriodNotOverError
from sector.models import Period

from .messages import queue_figures


@transaction.atomic(durable=True)
def freeze_period(period: Period, *, by: User, now: datetime) -> Period:
    """Close the month and queue one message a school; a second call changes nothing.

    Raises PeriodNotOverError while days of the month are still to come.
    """
    period = Period.objects.select_for_update().get(pk=period.pk)
    if period.state == Period.State.FROZEN:
        return period
    if timezone.localdate(now) <= period.ends_on:
        raise PeriodNotOverError
    period.state = Period.State.FROZEN
    period.frozen_at = now
    period.frozen_by = by
    period.save(update_fields=["state", "frozen_at", "frozen_by"])
    queue_figures(period, now=now)
    record_audit(by, "period.freeze", about=period)
    return period
