"""Keep the Vietnamese catalogues: update, check, compile. Needs no gettext tools on the machine."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.catalogues.bare_text import list_bare_texts
from core.catalogues.files import (
    HANDWRITTEN,
    compile_catalogue,
    list_catalogues,
    list_conflicts,
    list_faults,
    update_catalogue,
)


class Command(BaseCommand):
    """``messages [app …]`` updates; ``--check`` only reports; ``--compile`` writes .mo files."""

    help = "Update the translation catalogues, or --check or --compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the app names and the two switches."""
        parser.add_argument("apps", nargs="*", help="Apps to look at; all when none is given.")
        parser.add_argument("--check", action="store_true", help="Change nothing, name each fault.")
        parser.add_argument("--compile", action="store_true", help="Write the .mo files.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what the switches say for each app."""
        names = list_catalogues()
        if unknown := set(options["apps"]) - set(names):
            message = f"No such catalogue: {', '.join(sorted(unknown))}."
            raise CommandError(message)
        names = options["apps"] or names
        if options["check"]:
            self._check(names)
        elif not options["compile"]:
            for name in names:
                if update_catalogue(name):
                    self.stdout.write(f"{name}: updated")
        if options["compile"]:
            compiled = [name for name in names if compile_catalogue(name)]
            if compiled:
                self.stdout.write(f"compiled: {', '.join(compiled)}")

    def _check(self, names: list[str]) -> None:
        faults = [f"{name}: {fault}" for name in names for fault in list_faults(name)]
        faults += list_conflicts(names)
        for name in names:
            if name not in HANDWRITTEN:
                faults += list_bare_texts(name)
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            message = f"{len(faults)} faults. Run `manage.py messages`, then write the Vietnamese."
            raise CommandError(message)
        self.stdout.write("All strings are translated.")
