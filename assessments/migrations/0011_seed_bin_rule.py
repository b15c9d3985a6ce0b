"""For how long teachers can bring back what they threw away."""

from datetime import date

from django.db import migrations

CODE = "assessments.bin"


def seed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code=CODE,
        version=1,
        defaults={
            "body": {"days": 30},
            "valid_from": date(2026, 8, 1),
            "source": "Our own; no circular names a time",
            "is_verified": False,
        },
    )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(code=CODE, version=1).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0010_strands_and_thrown_matrices"),
        ("core", "0001_first_tables"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
