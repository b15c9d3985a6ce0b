"""Outcomes of Toán 6-9 and Tin học 6-9 after the 2018 programme, not verified yet.

The texts are summaries in own words; the full ones are imported by the department's experts. The
grammar of the codes is explained in ADR 0041.
"""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parent / "data" / "outcomes_2018.json"


def load_seed(apps, schema_editor):
    """Insert the framework once; when it is there, whatever officials made of it stays."""
    data = json.loads(DATA.read_text("utf-8"))
    framework, outcome, subject, grade = (
        apps.get_model("curriculum", name) for name in ("Framework", "Outcome", "Subject", "Grade")
    )
    values = data["framework"]
    made, created = framework.objects.get_or_create(code=values["code"], defaults=values)
    if not created:
        return
    subjects = {row.code: row for row in subject.objects.all()}
    grades = {row.number: row for row in grade.objects.all()}
    kept = {}
    for position, row in enumerate(data["outcomes"], start=1):
        kept[row["code"]] = outcome.objects.create(
            framework=made,
            parent=kept.get(row["parent"]),
            kind=row["kind"],
            code=row["code"],
            text=row["text"],
            subject=subjects[row["subject"]],
            grade=grades.get(row["grade"]),
            position=position,
        )


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0002_seed_programme")]

    operations = [migrations.RunPython(load_seed, migrations.RunPython.noop)]
