"""What the sector decides about sharing."""

from datetime import date

from django.db import migrations


def load_seed(apps, schema_editor):
    """Insert what is missing; what officials changed stays."""
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code="content.sharing",
        version=1,
        defaults={
            # "school": the school's approval opens a resource to the whole sector;
            # "sector": it stays with the school until the sector's own review passes it.
            "body": {"sector_after": "school"},
            "valid_from": date(2026, 1, 1),
            "source": "Cách làm ban đầu; Sở quyết định",
            "is_verified": False,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("content", "0003_resource_files"), ("core", "0001_first_tables")]

    operations = [migrations.RunPython(load_seed, migrations.RunPython.noop)]
