"""Computing the figures of a month, and correcting those of a closed one."""

from calendar import monthrange
from datetime import date, datetime

from django.db import transaction

from core.queries import get_rule
from sector.indicators.formulas import FORMULAS, Share
from sector.models import Correction, Indicator, IndicatorValue, Period
from sector.queries.facts import collect_facts

from .messages import queue_figures
from .sums import add_up


def ensure_period(day: date) -> Period:
    """Return the month of that day, making it when it is new."""
    starts_on = day.replace(day=1)
    ends_on = day.replace(day=monthrange(day.year, day.month)[1])
    period, _ = Period.objects.get_or_create(
        code=f"{day:%Y-%m}", defaults={"starts_on": starts_on, "ends_on": ends_on}
    )
    return period


@transaction.atomic
def refresh_values(period: Period, school_ids: list[int] | None = None, *, now: datetime) -> int:
    """Compute the values of these schools, or of all, again; return how many changed.

    Running months are overwritten; a closed month is corrected, with the figure before beside the
    figure after. Safe to repeat: unchanged values are left alone.
    """
    # Whoever freezes the month meanwhile waits, so that nothing changes without its correction.
    period = Period.objects.select_for_update().get(pk=period.pk)
    rules = get_rule("sector.formulas", period.starts_on)
    facts = collect_facts(period, school_ids)
    known = {
        (value.indicator_id, value.school_id): value
        for value in IndicatorValue.objects.filter(period=period, school_id__in=facts)
    }
    fresh: list[IndicatorValue] = []
    changed: list[tuple[IndicatorValue, Share]] = []
    for indicator in Indicator.objects.all():
        formula = FORMULAS[indicator.formula]
        for school_id, school_facts in facts.items():
            share = formula(school_facts, rules[indicator.code])
            value = known.get((indicator.pk, school_id))
            if value is None:
                fresh.append(_new_value(indicator, period, school_id, share, now))
            elif (value.numerator, value.denominator) != (share.numerator, share.denominator):
                changed.append((value, share))
    IndicatorValue.objects.bulk_create(fresh, batch_size=2000)
    _change_values(changed, is_closed=period.state == Period.State.FROZEN, now=now)
    if fresh or changed:
        add_up(period)
    return len(fresh) + len(changed)


def _new_value(
    indicator: Indicator, period: Period, school_id: int, share: Share, now: datetime
) -> IndicatorValue:
    return IndicatorValue(
        indicator=indicator,
        period=period,
        school_id=school_id,
        numerator=share.numerator,
        denominator=share.denominator,
        computed_at=now,
    )


def _change_values(
    changed: list[tuple[IndicatorValue, Share]], *, is_closed: bool, now: datetime
) -> None:
    corrections = []
    for value, share in changed:
        if is_closed:
            corrections.append(
                Correction(
                    value=value,
                    numerator_before=value.numerator,
                    numerator_after=share.numerator,
                    denominator_before=value.denominator,
                    denominator_after=share.denominator,
                    reason="late_facts",
                    made_at=now,
                )
            )
        value.numerator, value.denominator = share.numerator, share.denominator
        value.computed_at = now
    IndicatorValue.objects.bulk_update(
        [value for value, _ in changed], ["numerator", "denominator", "computed_at"], batch_size=500
    )
    Correction.objects.bulk_create(corrections)
    if corrections:
        # What was sent when the month was closed is not true any more.
        queue_figures(
            changed[0][0].period, now=now, school_ids=[value.school_id for value, _ in changed]
        )
