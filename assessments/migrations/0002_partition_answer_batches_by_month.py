"""On PostgreSQL keep batches of answers in partitions by month (ADR 0050)."""

from django.db import migrations

TABLE = "assessments_answerbatch"
FIRST_YEAR, LAST_YEAR = 2026, 2029


def partition(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    run = schema_editor.execute
    run(f"ALTER TABLE {TABLE} RENAME TO {TABLE}_plain")
    run(
        f"CREATE TABLE {TABLE} (LIKE {TABLE}_plain INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (month)"
    )
    run(f"ALTER TABLE {TABLE} ADD PRIMARY KEY (attempt_id, epoch, seq, month)")
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in range(1, 13):
            start = year * 100 + month
            run(
                f"CREATE TABLE {TABLE}_{start} PARTITION OF {TABLE} "
                f"FOR VALUES FROM ({start}) TO ({start + 1})"
            )
    run(f"CREATE TABLE {TABLE}_other PARTITION OF {TABLE} DEFAULT")
    run(f"INSERT INTO {TABLE} SELECT * FROM {TABLE}_plain")  # noqa: S608  # own names
    run(f"DROP TABLE {TABLE}_plain")


def unpartition(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    run = schema_editor.execute
    run(f"CREATE TABLE {TABLE}_plain (LIKE {TABLE} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
    run(f"INSERT INTO {TABLE}_plain SELECT * FROM {TABLE}")  # noqa: S608  # own names
    run(f"DROP TABLE {TABLE}")
    run(f"ALTER TABLE {TABLE}_plain RENAME TO {TABLE}")
    run(f"ALTER TABLE {TABLE} ADD PRIMARY KEY (attempt_id, epoch, seq, month)")


class Migration(migrations.Migration):
    # Shape of a table, though written as a step of code: tests make theirs from the models.
    skip_in_tests = True

    dependencies = [("assessments", "0001_tables_of_banks_papers_and_attempts")]

    operations = [migrations.RunPython(partition, unpartition)]
