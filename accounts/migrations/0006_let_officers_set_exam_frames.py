"""Officers and reviewers of the department set its frames of exams; what officials changed stays."""

from django.db import migrations

CAPABILITY = "exam_frame.manage"
ROLES = ("department_officer", "sector_reviewer")


def give(apps, schema_editor):
    """Add the capability to the roles that are there."""
    for role in apps.get_model("accounts", "Role").objects.filter(code__in=ROLES):
        if CAPABILITY not in role.capabilities:
            role.capabilities = [*role.capabilities, CAPABILITY]
            role.save(update_fields=["capabilities"])


def take_back(apps, schema_editor):
    """Remove it again."""
    for role in apps.get_model("accounts", "Role").objects.filter(code__in=ROLES):
        role.capabilities = [each for each in role.capabilities if each != CAPABILITY]
        role.save(update_fields=["capabilities"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_privacy_limits")]

    operations = [migrations.RunPython(give, take_back)]
