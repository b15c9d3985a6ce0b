"""How long rows of finished jobs are kept."""

from datetime import date

from django.db import migrations


def add_rule(apps, _editor):
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code="core.job_retention",
        version=1,
        defaults={
            "body": {"done_days": 30, "failed_days": 180},
            "valid_from": date(2025, 1, 1),
            "source": "Bến Học",
            "is_verified": True,
        },
    )


def remove_rule(apps, _editor):
    apps.get_model("core", "RuleSet").objects.filter(code="core.job_retention").delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0002_job_clock_and_cache_table")]

    operations = [migrations.RunPython(add_rule, remove_rule)]
