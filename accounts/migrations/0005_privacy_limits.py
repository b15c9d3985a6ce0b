"""Time limits of requests about personal data, and the holidays that are no working days."""

from datetime import date

from django.db import migrations

LIMITS = {
    "answer_working_days": 2,
    "kinds": {
        "view": {"days": 10, "extension_days": 10},
        "correct": {"days": 10, "extension_days": 10},
        "restrict": {"days": 15, "extension_days": 15},
        "delete": {"days": 20, "extension_days": 20},
        "protect": {"days": 15, "extension_days": 15},
    },
    # Solar holidays of the school years; the department adds those of the lunar year by decision.
    "holidays": [
        "2026-09-01",
        "2026-09-02",
        "2027-01-01",
        "2027-04-30",
        "2027-05-01",
        "2027-09-02",
    ],
    "export_days": 7,
}


def seed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code="privacy.limits",
        version=1,
        defaults={
            "body": LIMITS,
            "valid_from": date(2026, 1, 1),
            "source": "NĐ 356 Điều 5; ngày nghỉ lễ theo Bộ luật Lao động, chưa có lịch âm",
            "is_verified": False,
        },
    )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(code="privacy.limits").delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_data_requests"), ("core", "0001_first_tables")]

    operations = [migrations.RunPython(seed, unseed)]
