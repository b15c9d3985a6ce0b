"""Levels, grades, subjects of the 2018 programme, and school years with their terms.

Term dates after the time frames of the ministry (QĐ 2308/QĐ-BGDĐT for 2026-2027: 18 and 17 study
weeks); each province fixes its own days, so officials correct them.
"""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).parent / "data" / "programme_2018.json"


def load_seed(apps, schema_editor):
    """Insert what is missing; what officials changed stays."""
    data = json.loads(DATA.read_text("utf-8"))
    level, grade, subject, year, term = (
        apps.get_model("curriculum", name)
        for name in ("Level", "Grade", "Subject", "SchoolYear", "Term")
    )
    for row in data["levels"]:
        level.objects.get_or_create(code=row["code"], defaults=row)
    levels = {found.slug: found for found in level.objects.all()}
    for row in data["grades"]:
        values = {"name": row["name"], "level": levels[row["level"]]}
        grade.objects.get_or_create(number=row["number"], defaults=values)
    for row in data["subjects"]:
        values = {key: value for key, value in row.items() if key != "levels"}
        made, created = subject.objects.get_or_create(code=row["code"], defaults=values)
        if created:
            made.levels.set([levels[slug] for slug in row["levels"]])
    for row in data["school_years"]:
        values = {"starts_on": row["starts_on"], "ends_on": row["ends_on"]}
        made, created = year.objects.get_or_create(code=row["code"], defaults=values)
        for number, (first, last) in enumerate(row["terms"] if created else [], start=1):
            term.objects.create(school_year=made, number=number, starts_on=first, ends_on=last)


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0001_first_tables")]

    operations = [migrations.RunPython(load_seed, migrations.RunPython.noop)]
