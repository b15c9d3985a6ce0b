"""Add up the months that were counted before wards had sums of their own."""

from django.db import migrations
from django.db.models import Count, Sum


def add_up(apps, schema_editor):
    """Add up the months that are there."""
    values = apps.get_model("sector", "IndicatorValue").objects
    department = (
        apps.get_model("accounts", "Organisation").objects.filter(kind="department").first()
    )
    sums = (Sum("numerator"), Sum("denominator"), Count("school"))
    columns = ("period_id", "indicator_id")
    wards = values.filter(school__parent__kind="ward")
    rows = list(wards.values_list("school__parent_id", *columns).annotate(*sums))
    if department is not None:
        rows += [(department.pk, *row) for row in values.values_list(*columns).annotate(*sums)]
    unit_sum = apps.get_model("sector", "UnitSum")
    names = ("unit_id", "period_id", "indicator_id", "numerator", "denominator", "school_count")
    unit_sum.objects.bulk_create(unit_sum(**dict(zip(names, row, strict=True))) for row in rows)


class Migration(migrations.Migration):
    dependencies = [("sector", "0003_unit_sums")]

    operations = [migrations.RunPython(add_up, migrations.RunPython.noop)]
