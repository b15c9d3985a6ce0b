"""The second version of the review steps: questions that a subject group offers to the sector."""

from datetime import date

from django.db import migrations

SECTOR = [{"role": "sector_reviewer", "at": "department", "days": 10}]


def seed(apps, schema_editor):
    rules = apps.get_model("core", "RuleSet").objects
    first = rules.get(code="review.steps", version=1)
    rules.get_or_create(
        code="review.steps",
        version=2,
        defaults={
            "body": {**first.body, "question_sector": SECTOR},
            "valid_from": date(2026, 8, 1),
            "source": first.source,
            "is_verified": False,
        },
    )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(code="review.steps", version=2).delete()


class Migration(migrations.Migration):
    dependencies = [("review", "0003_seed_rules")]
    operations = [migrations.RunPython(seed, unseed)]
