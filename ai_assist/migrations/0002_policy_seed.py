"""AI is off until officials switch it on."""

from datetime import date

from django.db import migrations

ROLES = ["teacher", "homeroom_teacher", "subject_group_head", "school_head", "department_officer"]


def add_rule(apps, _editor):
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code="ai_assist.policy",
        version=1,
        defaults={
            "body": {"is_on": False, "roles": ROLES, "calls_a_day": 20},
            "valid_from": date(2025, 1, 1),
            "source": "Bến Học",
            "is_verified": False,
        },
    )


def remove_rule(apps, _editor):
    apps.get_model("core", "RuleSet").objects.filter(code="ai_assist.policy").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("ai_assist", "0001_first_tables"),
        ("core", "0003_job_retention_seed"),
    ]

    operations = [migrations.RunPython(add_rule, remove_rule)]
