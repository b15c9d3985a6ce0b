"""The seeds of all data migrations, for tests that run with ``--nomigrations``.

Convention: a data migration that seeds names its function ``load_seed(apps, schema_editor)`` and
makes it safe to run twice. This module runs all of them in the order of the migration graph.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import override_settings


@cache
def find_seeds() -> list[Callable[[Any, Any], None]]:
    """Find the seeding functions in the order of the migration graph, once a process."""
    with override_settings(MIGRATION_MODULES={}):
        loader = MigrationLoader(None)
    keys = {
        key: None for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf)
    }
    modules = (import_module(loader.graph.nodes[key].__module__) for key in keys)
    return [module.load_seed for module in modules if hasattr(module, "load_seed")]


def load_seeds() -> None:
    """Insert the seeds of every app; once a test session, and again after a flushed test."""
    for load_seed in find_seeds():
        load_seed(apps, connection)
