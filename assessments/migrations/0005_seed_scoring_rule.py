"""How what is partly right counts: the ladder of QĐ 764, the rest is ours and may be changed."""

from datetime import date

from django.db import migrations

CODE = "assessments.scoring"
BODY = {
    "ladder": ["0", "0.1", "0.25", "0.5", "1"],
    "multiple_choice": "partial",
    "ordering": "partial",
    "matching": "partial",
    "cloze": "partial",
}


def seed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code=CODE,
        version=1,
        defaults={
            "body": BODY,
            "valid_from": date(2024, 1, 1),
            "source": "QĐ 764/QĐ-BGDĐT",
            "is_verified": True,
        },
    )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(code=CODE, version=1).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0004_item_types_stimuli_and_metadata"),
        ("core", "0001_first_tables"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
