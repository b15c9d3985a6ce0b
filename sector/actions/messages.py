"""Messages to the sector database: one record a school and month, each change a version."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from core.models import OutboxMessage
from sector.indicators.heat import SMALLEST_GROUP
from sector.models import IndicatorValue, Period

DESTINATION = "sector_database"


def queue_figures(
    period: Period, *, now: datetime, school_ids: Iterable[int] | None = None
) -> None:
    """Queue the figures of these schools, or of all, as the next version of their records."""
    by_school: dict[str, dict[str, dict[str, int] | str]] = {}
    values = IndicatorValue.objects.filter(period=period).select_related("school", "indicator")
    if school_ids is not None:
        values = values.filter(school_id__in=set(school_ids))
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
