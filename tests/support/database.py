"""The rows that a migrated database has and a database made by ``--nomigrations`` lacks.

Tests build their tables from the models, which is fast, but migrations also carry data: rules,
roles, levels. A migration that holds nothing but ``RunPython`` and ``RunSQL`` steps is such a data
migration (schema and data are apart, style rule 25), so all of those are run here, in order, on the
real models. One that cannot run so says ``skip_in_tests = True`` on its class.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.migrations import Migration, RunPython, RunSQL

# Lower apps first, as the migrations' own dependencies have it.
OUR_APPS = (
    "core",
    "curriculum",
    "accounts",
    "search",
    "records",
    "media",
    "review",
    "assessments",
    "content",
    "lms",
    "ai_assist",
    "sector",
)


def list_data_migrations() -> Iterator[type[Migration]]:
    """Every migration of our apps that only moves data, lower apps first."""
    for app in OUR_APPS:
        package = import_module(f"{app}.migrations")
        for name in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
            migration = import_module(f"{app}.migrations.{name}").Migration
            steps = migration.operations
            if not steps or getattr(migration, "skip_in_tests", False):
                continue
            if all(isinstance(step, RunPython | RunSQL) for step in steps):
                yield migration


def run_data_step(step: RunPython | RunSQL) -> None:
    """Run one step on the database made from the models."""
    if isinstance(step, RunPython):
        with transaction.atomic():
            step.code(apps, connection.schema_editor())
        return
    with connection.schema_editor(atomic=False) as editor:
        step._run_sql(editor, step.sql)


def seed_database() -> None:
    """Make the page tree's root and run the data migrations."""
    plant_page_tree()
    for migration in list_data_migrations():
        for step in migration.operations:
            run_data_step(step)


def plant_page_tree() -> None:
    """Wagtail's own first rows: locale, root page, home page, site, root collection."""
    from wagtail.models import Collection, Locale, Page, Site

    Locale.objects.get_or_create(language_code="vi")
    if not Page.objects.exists():
        root = Page.add_root(instance=Page(title="Root", slug="root"))
        home = root.add_child(instance=Page(title="Bến Học", slug="home"))
        Site.objects.create(
            hostname="localhost", root_page=home, is_default_site=True, site_name="Bến Học"
        )
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def list_models() -> list[type[models.Model]]:
    """Every table that a flush empties."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.can_migrate(connection)
    ]


def take_snapshot() -> dict[type[models.Model], list[models.Model]]:
    """Keep all rows of the seeded database, to put back after a test that flushed it."""
    return {model: rows for model in list_models() if (rows := list(model._base_manager.all()))}


def put_back(snapshot: dict[type[models.Model], list[models.Model]]) -> None:
    """Insert the seeded rows again with their ids, a table at a time.

    The tables are emptied first: a late request of a browser's page may have made a row since the flush.
    """
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.constraint_checks_disabled():
        with connection.cursor() as cursor:
            for model in reversed(snapshot):
                cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")  # noqa: S608  # own names
        for model, rows in snapshot.items():
            insert_rows(model, rows)
    ContentType.objects.clear_cache()
    cache.clear()


def insert_rows(model: type[models.Model], rows: list[models.Model]) -> None:
    """Insert rows as they are, without signals and without parents."""
    for start in range(0, len(rows), 200):
        query = models.sql.InsertQuery(model)
        query.insert_values(model._meta.local_concrete_fields, rows[start : start + 200], raw=True)
        query.get_compiler(connection=connection).execute_sql()


def end_other_sessions() -> None:
    """End what threads of a test's web server left open; PostgreSQL drops no database in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
