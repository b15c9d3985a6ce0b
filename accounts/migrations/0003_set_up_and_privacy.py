"""Two more capabilities for the roles that set up the tree and look after personal data."""

from django.db import migrations

ADDED = {
    "system_admin": ["organisations.manage"],
    "data_protection_officer": ["privacy.manage"],
}


def add(apps, schema_editor):
    """Add what is missing; what officials gave stays."""
    for role in apps.get_model("accounts", "Role").objects.filter(code__in=ADDED):
        missing = [name for name in ADDED[role.code] if name not in role.capabilities]
        role.capabilities = [*role.capabilities, *missing]
        role.save(update_fields=["capabilities"])


def take_back(apps, schema_editor):
    for role in apps.get_model("accounts", "Role").objects.filter(code__in=ADDED):
        role.capabilities = [name for name in role.capabilities if name not in ADDED[role.code]]
        role.save(update_fields=["capabilities"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_seed_roles")]

    operations = [migrations.RunPython(add, take_back)]
