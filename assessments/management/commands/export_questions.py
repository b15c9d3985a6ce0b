"""Write the questions of a bank into a file: ``manage.py export_questions --bank B --format F OUT``."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.actions.exports import export_questions
from assessments.formats import WRITERS
from assessments.management.bank_argument import find_bank
from assessments.reasons import list_said
from core.errors import DomainError


class Command(BaseCommand):
    """Writes the file and names every question that it does not hold whole."""

    help = "Export the questions of a bank into a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the command line."""
        parser.add_argument("out", type=Path)
        parser.add_argument("--bank", required=True, help="id or name of the bank")
        parser.add_argument("--format", required=True, choices=list(WRITERS))
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Export, then print the report."""
        try:
            export = export_questions(find_bank(options["bank"]), options["format"])
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        options["out"].write_bytes(export.data)
        counts = {state: export.count(state) for state in ("taken", "degraded", "refused")}
        told = {"format": export.format, "found": len(export.elements), **counts}
        lost: list[dict[str, Any]] = [
            {"ref": each.ref, "type": each.type, "state": each.state, "reasons": list_said(each)}
            for each in export.lost
        ]
        if options["json"]:
            self.stdout.write(json.dumps({**told, "lost": lost}, ensure_ascii=False, indent=1))
            return
        for each in lost:
            self.stdout.write(f"{each['ref']}: {each['state']}. {each['reasons'][0]['text']}")
        summary = "{format}: {found} found, {taken} taken, {degraded} degraded, {refused} refused."
        self.stdout.write(summary.format(**told))
