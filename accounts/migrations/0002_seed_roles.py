"""The fifteen roles, as data that officials may rename or extend."""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parent / "data" / "roles_2026_11.json"


def load_seed(apps, schema_editor):
    """Insert what is missing; what officials changed stays."""
    role = apps.get_model("accounts", "Role")
    for row in json.loads(DATA.read_text("utf-8")):
        role.objects.get_or_create(code=row["code"], defaults=row)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_first_tables")]

    operations = [migrations.RunPython(load_seed, migrations.RunPython.noop)]
