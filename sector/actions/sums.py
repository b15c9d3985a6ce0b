"""Adding up the schools of a month for their ward and for the department."""

from django.db import transaction
from django.db.models import Count, Sum

from accounts.models import Organisation
from sector.models import IndicatorValue, Period, UnitSum


@transaction.atomic
def add_up(period: Period) -> None:
    """Write the sums of the month anew; with the schools' values unchanged nothing changes."""
    values = IndicatorValue.objects.filter(period=period)
    wards = values.filter(school__parent__kind=Organisation.Kind.WARD)
    grouped = wards.values_list("school__parent_id", "indicator_id").annotate(
        Sum("numerator"), Sum("denominator"), Count("school")
    )
    sums = [_new_sum(period, *row) for row in grouped]
    department = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT).first()
    if department is not None:
        whole = values.values_list("indicator_id").annotate(
            Sum("numerator"), Sum("denominator"), Count("school")
        )
        sums += [_new_sum(period, department.pk, *row) for row in whole]
    UnitSum.objects.bulk_create(
        sums,
        update_conflicts=True,
        unique_fields=["unit", "period", "indicator"],
        update_fields=["numerator", "denominator", "school_count"],
    )


def _new_sum(
    period: Period, unit_id: int, indicator_id: int, numerator: int, denominator: int, schools: int
) -> UnitSum:
    return UnitSum(
        period=period,
        unit_id=unit_id,
        indicator_id=indicator_id,
        numerator=numerator,
        denominator=denominator,
        school_count=schools,
    )
