"""How long a pupil may appeal after results were confirmed: 7 days until the school says otherwise."""

from datetime import date

from django.db import migrations

CODE = "assessments.appeals"


def seed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code=CODE,
        version=1,
        defaults={
            "body": {"v": 1, "days": 7},
            "valid_from": date(2024, 1, 1),
            "source": "Quy định của nhà trường",
            "is_verified": False,
        },
    )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(code=CODE, version=1).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0023_marks_after_appeals"),
        ("core", "0001_first_tables"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
