"""Closing a month and sending its figures to the sector database."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.actions import record_audit
from accounts.models import User
from core.models import OutboxMessage
from sector.indicators.heat import SMALLEST_GROUP
from sector.models import IndicatorValue, Period

DESTINATION = "sector_database"


@transaction.atomic(durable=True)
def freeze_period(period: Period, *, by: User, now: datetime) -> Period:
    """Close the month and queue one message a school; a second call changes nothing."""
    period = Period.objects.select_for_update().get(pk=period.pk)
    if period.state == Period.State.FROZEN:
        return period
    period.state = Period.State.FROZEN
    period.frozen_at = now
    period.frozen_by = by
    period.save(update_fields=["state", "frozen_at", "frozen_by"])
    _queue_messages(period, now=now)
    record_audit(by, "period.freeze", about=period)
    return period


def _queue_messages(period: Period, *, now: datetime) -> None:
    by_school: dict[str, dict[str, dict[str, int] | str]] = {}
    values = IndicatorValue.objects.filter(period=period).select_related("school", "indicator")
    for value in values.order_by("school__code", "indicator__position"):
        figures = by_school.setdefault(value.school.code, {})
        few = value.indicator.counts_people and value.denominator < SMALLEST_GROUP
        # Fewer than ten persons never leave the house as a sum.
        figures[value.indicator.code] = (
            "<10" if few else {"tu_so": value.numerator, "mau_so": value.denominator}
        )
    record_ids = [f"{period.code}:{code}" for code in by_school]
    sent = OutboxMessage.objects.filter(destination=DESTINATION, record_id__in=record_ids)
    versions = dict(
        sent.values("record_id").annotate(last=Max("version")).values_list("record_id", "last")
    )
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            destination=DESTINATION,
            record_id=f"{period.code}:{code}",
            event=OutboxMessage.Event.UPDATE if f"{period.code}:{code}" in versions else "NEW",
            version=versions.get(f"{period.code}:{code}", 0) + 1,
            payload={"MaTruong": code, "Ky": period.code, "ChiSo": figures},
            changed_at=now,
        )
        for code, figures in by_school.items()
    )
